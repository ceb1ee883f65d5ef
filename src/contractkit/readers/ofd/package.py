"""The zip around an OFD file: ofdkit finds and parses its parts, within limits."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

from ofdkit.errors import OFDError
from ofdkit.package import Package

from contractkit.errors import UnreadableDocument

Element: TypeAlias = ET.Element

MAX_XML_BYTES = 16 * 1024 * 1024
MAX_TOTAL_BYTES = 400 * 1024 * 1024
_MAX_MEMBERS = 20_000
_DAMAGED = "请重新下载，或向对方重新索取。"
_SUSPICIOUS = "正常的 OFD 文件不会这样；请勿打开，核实来源后向对方重新索取。"
_FAILURES = (OFDError, LookupError, ValueError, RecursionError, EOFError, OSError, NotImplementedError, zlib.error)


class Container:
    """The parts of an OFD file by name; a part that cannot be read is None.

    Attributes:
        is_locked: parts of it are encrypted (GM/T 0099, or with a password of the zip).
    """

    def __init__(self, package: Package, *, is_locked: bool) -> None:
        self._package = package
        self._left = MAX_TOTAL_BYTES
        self.is_locked = is_locked or package.find("Encryptions.xml") is not None

    def find(self, base: str, place: str | None) -> str | None:
        """The name of the part that a location written inside the part `base` means."""
        name: str | None = self._package.resolve(base, place)
        return name

    def xml(self, name: str | None) -> Element | None:
        """The root element of a part.

        Raises:
            UnreadableDocument: the parts read so far are too much for one file.
        """
        data = self.data(name, MAX_XML_BYTES)
        if data is None or name is None:
            return None
        self._left -= len(data)
        if self._left < 0:
            size = MAX_TOTAL_BYTES // 1024 // 1024
            raise UnreadableDocument(f"OFD 文件解压后的内容超过 {size} MB，超出可读范围。", remedy=_SUSPICIOUS)
        try:
            root: Element = self._package.read_xml(name)
        except _FAILURES:
            return None
        return root

    def data(self, name: str | None, most: int) -> bytes | None:
        """The bytes of a part; None where there are none, or more than `most`."""
        if name is None:
            return None
        try:
            data: bytes = self._package.read(name)
        except _FAILURES:
            return None
        return data if len(data) <= most else None


@contextmanager
def opened(data: bytes) -> Iterator[Container]:
    """An OFD file, open.

    Raises:
        UnreadableDocument: for a damaged zip, one with too many parts, or a zip bomb.
    """
    is_locked = _check(data)
    try:
        package = Package(data)
    except _FAILURES as error:
        raise UnreadableDocument("OFD 文件已损坏或没有下载完整，无法打开。", remedy=_DAMAGED) from error
    try:
        yield Container(package, is_locked=is_locked)
    finally:
        package.close()


def _check(data: bytes) -> bool:
    """Whether members are encrypted; refuses what is damaged or beyond the limits before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, *_FAILURES) as error:
        raise UnreadableDocument("OFD 文件已损坏或没有下载完整，无法打开。", remedy=_DAMAGED) from error
    largest = max((member.file_size for member in members if member.filename.lower().endswith(".xml")), default=0)
    if len(members) > _MAX_MEMBERS or largest > MAX_XML_BYTES:
        message = f"OFD 文件内部有 {len(members)} 个部分，最大的解压后达 {largest // 1024 // 1024} MB，超出可读范围。"
        raise UnreadableDocument(message, remedy=_SUSPICIOUS)
    names = [member.filename.replace("\\", "/").lstrip("/").lower() for member in members]
    if len(set(names)) < len(names):
        message = "OFD 文件内部有同名的部分，无法确定以哪个为准。"
        raise UnreadableDocument(message, remedy=_SUSPICIOUS)
    return any(member.flag_bits & 1 for member in members)


def local(element: Element) -> str:
    """An element's name without its namespace, of which producers use several."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Direct children of that name."""
    for child in element if element is not None else ():
        if local(child) == name:
            yield child


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of the first child … along a path of names."""
    for name in path:
        element = next(children(element, name), None)
    return element


def words_of(element: Element | None) -> str:
    """The text directly inside an element, without white space around it."""
    return "" if element is None or element.text is None else element.text.strip()
