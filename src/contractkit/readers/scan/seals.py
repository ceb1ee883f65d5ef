"""Seals stamped over print: their ink made as light as paper, the print under it kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np

from contractkit.readers.scan.shades import Raster

_MILLIMETRES = 25.4
# Height in millimetres, width in heights, and how far apart the parts of one seal may lie. Words printed in red are
# wide and low; slices of a seal across the edges of several pages are high and narrow.
_LOWEST, _HIGHEST = 16.0, 65.0
_WIDEST = 1.7
_GAP = 2.5
_BLEEDING = 1.0
_LEAST_SHARE = 0.0005
_LEAST_PRINT = 0.01
_INK = 25  # per cent of a seal's pixels are darker than what is made paper: print under it, and its densest ink

Box = tuple[slice, slice]


def without_red_seals(colours: Raster, shades: Raster, dpi: float) -> Raster:
    """The shades, with the channel in which red ink is as light as paper where a seal is."""
    blue, green, red = (colours[:, :, channel].astype(np.int16) for channel in range(3))
    is_red = ((red - np.maximum(blue, green) > 25) & (red > 90)).astype(np.uint8)
    stamped = np.zeros_like(is_red)
    for box in _seals(is_red, dpi):
        stamped[box] = is_red[box]
    if not stamped.any():
        return shades
    # What the ink has bled into is red as well, but less clearly so.
    bled = cv2.dilate(stamped, np.ones((7, 7), np.uint8)).astype(bool)
    ink = float(np.percentile(red[stamped == 1], _INK))
    lightened = np.clip(red.astype(np.float32) * (255 / max(ink, 1)), 0, 255)
    return np.where(bled, lightened, shades).astype(np.uint8)


def without_grey_seals(shades: Raster, dpi: float) -> Raster:
    """The shades, with what is clearly lighter than print made paper where a seal is; for copies without colours."""
    middling = cv2.inRange(cv2.medianBlur(shades, 3), 60, 200) // 255
    solid = cv2.morphologyEx(middling, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    reach = round(_BLEEDING * dpi / _MILLIMETRES) | 1
    result = shades
    for box in _seals(solid.astype(np.uint8), dpi, narrowest=1 / _WIDEST):
        inked = shades[box][solid[box] == 1]
        limit = 0.92 * float(np.percentile(inked, 10))
        is_print = shades[box] < 0.6 * limit
        if is_print.mean() < _LEAST_PRINT:
            continue
        darkest = float(np.percentile(shades[box][is_print], 10))
        if result is shades:
            result = shades.copy()
        stretched = (shades[box].astype(np.float32) - darkest) * (255 / max(limit - darkest, 1))
        near = cv2.dilate(solid[box], np.ones((reach, reach), np.uint8)) == 1
        result[box] = np.where(near, np.clip(stretched, 0, 255), shades[box]).astype(np.uint8)
    return result


def _seals(ink: Any, dpi: float, narrowest: float = 0.0) -> Iterator[Box]:
    """Where ink lies in patches of a seal's height, and of a width from `narrowest` heights on."""
    if ink.mean() < _LEAST_SHARE:
        return
    millimetre = dpi / _MILLIMETRES
    reach = max(3, round(_GAP * millimetre))
    patches = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(patches)
    for left, top, width, height, _ in boxes[1:count].tolist():
        if _LOWEST * millimetre <= height <= _HIGHEST * millimetre and narrowest * height <= width <= _WIDEST * height:
            yield slice(top, top + height), slice(left, left + width)
