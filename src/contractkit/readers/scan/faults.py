"""What decoding a damaged picture may raise, and how large a picture may be: for all who open one with Pillow."""

from __future__ import annotations

import struct
import zlib
from typing import Final

MAX_PIXELS: Final = 120_000_000
DECODING_FAULTS: Final = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    TypeError,
    IndexError,
    KeyError,
    OverflowError,
    struct.error,
    zlib.error,
)
