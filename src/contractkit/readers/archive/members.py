"""The members of a zip that is no document, each with its bytes or with the reason why not."""

from __future__ import annotations

import io
import lzma
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contractkit.errors import UnreadableDocument
from contractkit.readers.archive.limits import MAX_NESTING, SUSPICIOUS, Budget
from contractkit.readers.archive.names import decoded_names, shown_name
from contractkit.readers.leftovers import is_leftover
from contractkit.readers.sniffing import Format, Sample, format_of

_ENCRYPTED = 0x1
_CHUNK = 1024 * 1024
_HEADER = 30  # bytes of a local header without its name
_DAMAGED = "请重新下载，或向对方重新索取。"
_UNPACK = "请用解压软件解压后再审查。"
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA})

_METHOD_NAMES = {9: "Deflate64", 93: "Zstandard", 95: "XZ", 96: "JPEG", 98: "PPMd"}


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive.

    Attributes:
        name: as users see it: `资料.zip/协议/正文.docx`; never a path to write to.
        data: its bytes; empty where `error` says why there are none.
        error: why it was not read.
    """

    name: str
    data: bytes = b""
    error: UnreadableDocument | None = None


def is_archive(data: bytes) -> bool:
    """Whether a file is a zip of files, and not a document that is one inside (.docx, .odt, .ofd)."""
    return format_of(Sample(data)) is Format.ARCHIVE


def members(data: bytes, name: str) -> Iterator[Member]:
    """The files in a zip, one at a time in its order; those of a zip inside it follow as its own.

    Nothing is written, links are not followed, folders and what systems leave behind are passed over. A member that
    cannot be unpacked is a `Member` with its error and stops no other.

    Args:
        data: the zip.
        name: its name, for the names of the members.

    Raises:
        UnreadableDocument: it is damaged as a whole, or has no file to check.
    """
    found = False
    for member in _members(data, name, Budget(), 0):
        found = True
        yield member
    if not found:
        raise UnreadableDocument("压缩包里没有可以审查的文件。", remedy="请确认选对了文件。")


def _members(data: bytes, name: str, budget: Budget, depth: int) -> Iterator[Member]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        message = "压缩包已损坏或没有下载完整。"
        raise UnreadableDocument(message, remedy=_DAMAGED) from error
    with archive:
        infos = archive.infolist()
        overlapping = _overlapping(infos)
        for info, member_name in zip(infos, _distinct(infos), strict=True):
            if not member_name:
                continue
            shown = f"{name}/{member_name}"
            try:
                budget.take_member()
            except UnreadableDocument as error:
                yield Member(name, error=error)
                return
            yield from _member(archive, info, shown, budget, depth, is_overlapping=info.header_offset in overlapping)


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, shown: str, budget: Budget, depth: int, *, is_overlapping: bool
) -> Iterator[Member]:
    try:
        _refuse(info, is_overlapping=is_overlapping)
        budget.take_bytes(info.file_size, info.compress_size)
        content = _content(archive, info)
        if not is_archive(content):
            yield Member(shown, content)
        elif depth < MAX_NESTING:
            yield from _members(content, shown, budget, depth + 1)
        else:
            message = "压缩包里套着的压缩包里又有压缩包，没有打开。"
            yield Member(shown, error=UnreadableDocument(message, remedy=_UNPACK))
    except UnreadableDocument as error:
        yield Member(shown, error=error)


def _distinct(infos: Sequence[zipfile.ZipInfo]) -> list[str]:
    """The name of each member as it is shown, empty for what is passed over; equal names are numbered."""
    seen: Counter[str] = Counter()
    found = []
    for name in decoded_names(infos):
        shown = "" if name.endswith(("/", "\\")) else shown_name(name)
        shown = "" if is_leftover(shown.split("/")) else shown
        seen[shown] += 1
        found.append(f"{shown}（同名第 {seen[shown]} 个）" if shown and seen[shown] > 1 else shown)
    return found


def _refuse(info: zipfile.ZipInfo, *, is_overlapping: bool) -> None:
    """Raise for what is not to be unpacked."""
    if stat.S_ISLNK(info.external_attr >> 16):
        raise UnreadableDocument("这是符号链接，不是文件，没有跟随。", remedy="请把原文件放进压缩包。")
    if info.flag_bits & _ENCRYPTED:
        raise UnreadableDocument(
            "压缩包里的这个文件加了密码，没有解压。", remedy="请解压后再审查；--password 只能打开加密的 PDF。"
        )
    if is_overlapping:
        raise UnreadableDocument("与压缩包里的其他文件共用同一段数据，可能是“压缩炸弹”，没有解压。", remedy=SUSPICIOUS)
    if info.compress_type not in _METHODS:
        method = _METHOD_NAMES.get(info.compress_type, f"编号 {info.compress_type}")
        raise UnreadableDocument(f"压缩方法（{method}）不能直接读取。", remedy=_UNPACK)


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The bytes of a member, never more than it declares; its checksum has to fit."""
    try:
        with archive.open(info) as stream:
            return b"".join(iter(lambda: stream.read(_CHUNK), b""))
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        EOFError,
        OSError,
        RuntimeError,
        ValueError,
        NotImplementedError,
    ) as error:
        raise UnreadableDocument("压缩包里的这个文件已损坏，无法解压。", remedy=_DAMAGED) from error


def _overlapping(infos: Sequence[zipfile.ZipInfo]) -> frozenset[int]:
    """Header offsets of members whose data reaches into the next: one kernel quoted by many."""
    ordered = sorted(infos, key=lambda info: info.header_offset)
    found: set[int] = set()
    reach = -1
    for info in ordered:
        if info.header_offset < reach:
            found.add(info.header_offset)
        reach = max(reach, info.header_offset + _HEADER + info.compress_size)
    return frozenset(found)
