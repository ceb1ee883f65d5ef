"""A sheet of paper on a photo: how large it is in inches, and seen from straight above."""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np

from contractkit.readers.scan.raster import sized
from contractkit.readers.scan.shades import Quads, Raster

_LONG_SIDE, _SHORT_SIDE = 11.69, 8.27  # A4, inches
_ELONGATED = 1.8
_MOST_DPI = 200
_PLAUSIBLE = (60.0, 1300.0)
_LEAST_AREA, _MOST_AREA = 0.25, 0.96
_RIGHT_ANGLE = 25.0


def resolution(width: int, height: int, stated: float | None) -> float:
    """Pixels an inch: what the file says where that makes a sheet, else as if it showed A4, or a part as wide."""
    longest, shortest = max(width, height), min(width, height)
    if stated is not None and _PLAUSIBLE[0] <= stated <= _PLAUSIBLE[1] and 5 <= longest / stated <= 24:
        return stated
    return width / _SHORT_SIDE if longest > _ELONGATED * shortest else longest / _LONG_SIDE


def on_paper(photo: Raster, dpi: float) -> tuple[Raster, int]:
    """The sheet alone where its four edges are seen, no larger than text recognition needs, and its dpi."""
    corners = _corners(photo)
    if corners is not None:
        photo = _from_above(photo, corners)
        dpi = resolution(photo.shape[1], photo.shape[0], None)
    if dpi > _MOST_DPI:
        photo, dpi = sized(photo, _MOST_DPI / dpi), _MOST_DPI
    return np.ascontiguousarray(photo), max(1, round(dpi))


def _corners(photo: Raster) -> Quads | None:
    """The corners of a bright sheet on something darker, clockwise from the upper left; None where there is none."""
    ratio = max(photo.shape[:2]) / 600
    small = sized(photo, 1 / ratio)
    shades = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (5, 5), 0)
    _, bright = cv2.threshold(shades, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    outlines, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    sheet = max(outlines, key=cv2.contourArea)
    hull = cv2.convexHull(sheet)
    share = cv2.contourArea(hull) / shades.size
    corners = cv2.approxPolyDP(hull, 0.02 * cv2.arcLength(hull, closed=True), closed=True)
    if (
        not _LEAST_AREA <= share <= _MOST_AREA
        or len(corners) != 4
        or cv2.contourArea(sheet) < 0.9 * share * shades.size
    ):
        return None
    ordered = _clockwise(corners[:, 0].astype(np.float32))
    return ordered * np.float32(ratio) if _is_sheet(ordered) else None


def _clockwise(corners: Quads) -> Quads:
    """Sorted around their middle, the one nearest to the origin first."""
    middle = corners.mean(axis=0)
    around = corners[np.argsort(np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0]))]
    return np.roll(around, -int(np.argmin(around.sum(axis=1))), axis=0)


def _is_sheet(corners: Quads) -> bool:
    """Whether all corners are nearly right angles."""
    for at in range(4):
        before, here, after = corners[at - 1], corners[at], corners[(at + 1) % 4]
        one, other = before - here, after - here
        cosine = float(one @ other) / max(math.dist(before, here) * math.dist(after, here), 1e-6)
        if abs(math.degrees(math.acos(max(-1.0, min(1.0, cosine)))) - 90) > _RIGHT_ANGLE:
            return False
    return True


def _from_above(photo: Raster, corners: Quads) -> Any:
    width = round(max(math.dist(corners[0], corners[1]), math.dist(corners[3], corners[2])))
    height = round(max(math.dist(corners[0], corners[3]), math.dist(corners[1], corners[2])))
    edges = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    return cv2.warpPerspective(
        photo, cv2.getPerspectiveTransform(corners, edges), (width, height), flags=cv2.INTER_CUBIC
    )
