"""Pictures before recognition: seals taken off, light evened, turned upright and straight; one byte a pixel, dark on light."""

from __future__ import annotations

import math

import cv2
import numpy as np

from contractkit.readers.scan.picture import Picture
from contractkit.readers.scan.seals import without_grey_seals, without_red_seals
from contractkit.readers.scan.shades import Quads, Raster

_MILLIMETRES = 25.4
_LONGEST_LINE = 90  # in its own height: reading takes memory by the square of that, and no printed line is longer


def from_picture(picture: Picture) -> Raster:
    """The picture's pixels, blue, green and red."""
    flat = np.frombuffer(picture.pixels, np.uint8, picture.width * picture.height * 3)
    return flat.reshape(picture.height, picture.width, 3)


def legible(colours: Raster, dpi: float) -> Raster:
    """One shade a pixel, without the ink of seals and without shadows."""
    shades: Raster = cv2.cvtColor(colours, cv2.COLOR_BGR2GRAY).astype(np.uint8)
    return without_grey_seals(_evened(without_red_seals(colours, shades, dpi), dpi), dpi)


def turned(picture: Raster, degrees: int) -> Raster:
    """The picture turned clockwise by a multiple of 90."""
    return np.ascontiguousarray(np.rot90(picture, -(degrees // 90)))


def straightened(picture: Raster, angle: float) -> tuple[Raster, Quads]:
    """The picture turned counter-clockwise by a small angle in degrees, and the matrix (2 by 3) that turns its points."""
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0).astype(np.float32)
    straight = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return straight.astype(np.uint8), matrix


def cut_out(picture: Raster, quad: Quads) -> Raster:
    """What stands in a quadrangle (corners clockwise from the upper left), as a rectangle, three bytes a pixel."""
    width = max(1, round(max(math.dist(quad[0], quad[1]), math.dist(quad[3], quad[2]))))
    height = max(1, round(max(math.dist(quad[0], quad[3]), math.dist(quad[1], quad[2]))))
    width = min(width, _LONGEST_LINE * height)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), corners)
    size = (width, height)
    piece = cv2.warpPerspective(picture, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return cv2.cvtColor(piece, cv2.COLOR_GRAY2BGR).astype(np.uint8)


def sized(picture: Raster, factor: float) -> Raster:
    """The picture with so many times its width and height."""
    if factor == 1:
        return picture
    size = (max(1, round(picture.shape[1] * factor)), max(1, round(picture.shape[0] * factor)))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC).astype(np.uint8)


def _evened(shades: Raster, dpi: float) -> Raster:
    """Light paper everywhere: each pixel against the brightest around it."""
    factor = min(1.0, 800 / max(shades.shape))
    small = sized(shades, factor)
    reach = min(max(3, round(4 / _MILLIMETRES * dpi * factor)) | 1, 127)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((reach, reach), np.uint8)), 2 * reach + 1)
    lowest, highest = np.percentile(paper, (2, 98))
    if lowest > 0.9 * highest and highest > 200:
        return shades
    light = cv2.resize(paper, (shades.shape[1], shades.shape[0]), interpolation=cv2.INTER_LINEAR)
    return cv2.divide(shades, np.maximum(light, 40), scale=250).astype(np.uint8)
