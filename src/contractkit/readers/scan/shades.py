"""Arrays as the modules of text recognition hand them on."""

from __future__ import annotations

from typing import Any

import numpy as np

Raster = np.ndarray[Any, np.dtype[np.uint8]]
"""Rows of pixels: one shade each, 0 for black, or blue, green and red."""
Quads = np.ndarray[Any, np.dtype[np.float32]]
"""Quadrangles (count, 4, 2) or one (4, 2): corners clockwise from the upper left, x before y."""
