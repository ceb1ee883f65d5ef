"""The zip around a Word document: opened within limits, its parts found by their relationships and parsed safely."""

from __future__ import annotations

import io
import lzma
import posixpath
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from contractkit.errors import UnreadableDocument
from contractkit.readers.word.names import STRICT_NAMES, Element

MAX_MEMBERS = 20_000
MAX_PART_BYTES = 100 * 1024 * 1024
# Deflate reaches 1030:1; long tables of blank cells reach some 150:1, so small parts may be as dense as they like.
MAX_RATIO = 300
RATIO_FREE_BYTES = 16 * 1024 * 1024

_DAMAGED = "请向对方重新索取，或用 Word、WPS 打开后另存为 .docx 再试。"
_SPLIT = "请在 Word、WPS 中把内容复制到新文件，另存为 .docx 再试。"
_SUSPICIOUS = "正常的 Word 文件不会这样；请勿打开，核实来源后向对方重新索取。"


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to.

    Attributes:
        kind: last segment of the relationship type (`styles`, `footnotes`, `header`).
        target: name of the part inside the package; empty for what lies outside.
    """

    kind: str
    target: str


class Package:
    """The parts of a Word file, by name; names are compared without case, as the packaging standard has it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members: dict[str, zipfile.ZipInfo] = {}
        for member in archive.infolist():
            name = _normal(member.filename)
            if name in self._members and not member.is_dir():
                raise UnreadableDocument(
                    f"文件内部有两个同名部分（{member.filename}），无法确定以哪个为准。", remedy=_SUSPICIOUS
                )
            self._members[name] = member
        self.main = self._main_part()

    def __contains__(self, name: str) -> bool:
        return _normal(name) in self._members

    @property
    def names(self) -> Iterable[str]:
        """The names of all parts, in lower case."""
        return self._members

    def relationships(self, part: str) -> dict[str, Relationship]:
        """Relationship id → what it refers to; empty where the part has none."""
        folder, name = posixpath.split(part)
        root = self.parsed(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, Relationship] = {}
        for node in root if root is not None else ():
            outside = node.get("TargetMode") == "External"
            target = "" if outside else posixpath.normpath(posixpath.join("/", folder, unquote(node.get("Target", ""))))
            kind = node.get("Type", "").rsplit("/", 1)[-1]
            found[node.get("Id", "")] = Relationship(kind, target.lstrip("/"))
        return found

    def parsed(self, part: str) -> Element | None:
        """The root element of an XML part; None where the package has no such part.

        Raises:
            UnreadableDocument: for broken XML, a DTD, or a part beyond the limits.
        """
        member = self._members.get(_normal(part))
        return None if member is None else _parse(self._content(member), part)

    def content(self, part: str) -> bytes:
        """The bytes of a part; none where the package has no such part.

        Raises:
            UnreadableDocument: for a damaged part, or one beyond the limits.
        """
        member = self._members.get(_normal(part))
        return b"" if member is None else self._content(member)

    def _main_part(self) -> str:
        for relationship in self.relationships("").values():
            if relationship.kind == "officeDocument" and relationship.target in self:
                return relationship.target
        if "word/document.xml" in self:
            return "word/document.xml"
        raise UnreadableDocument("文件内部没有 Word 正文（word/document.xml），不是完整的 Word 文件。", remedy=_DAMAGED)

    def _content(self, member: zipfile.ZipInfo) -> bytes:
        """The bytes of a member, never more than its declared and allowed size."""
        dense = member.file_size > RATIO_FREE_BYTES and member.file_size > MAX_RATIO * max(member.compress_size, 1)
        if dense or member.file_size > MAX_PART_BYTES:
            size = member.file_size // 1024 // 1024
            raise UnreadableDocument(
                f"文件内部的 {member.filename} 解压后达 {size} MB，超出可读范围。", remedy=_SUSPICIOUS
            )
        if member.flag_bits & 1:
            raise UnreadableDocument("文件的压缩包加了密码，读不出内容。", remedy="请取消密码后重新保存。")
        try:
            with self._archive.open(member) as stream:
                return stream.read(member.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError) as error:
            raise UnreadableDocument(f"文件已损坏，内部的 {member.filename} 无法解压。", remedy=_DAMAGED) from error


def open_package(data: bytes) -> Package:
    """The package in `data`.

    Raises:
        UnreadableDocument: if it is no zip, is truncated, has too many members or no main document.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableDocument("文件已损坏或没有下载完整，无法打开。", remedy=_DAMAGED) from error
    if len(archive.infolist()) > MAX_MEMBERS:
        count = len(archive.infolist())
        raise UnreadableDocument(f"文件内部有 {count} 个部分，超出可读范围。", remedy=_SUSPICIOUS)
    return Package(archive)


def _normal(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _parse(content: bytes, part: str) -> Element:
    if b"purl.oclc.org/ooxml" in content:
        for strict, usual in STRICT_NAMES.items():
            content = content.replace(b'"' + strict + b'"', b'"' + usual[1:-1].encode() + b'"')
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        # The limits of libxml2, which keep a small file from taking all memory.
        if getattr(error, "code", 0) == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            beyond = "嵌套超过 256 层，或者有超过 10 MB 的单段文字，超出可读范围"
            raise UnreadableDocument(f"文件内部的 {part} {beyond}。", remedy=_SPLIT) from error
        raise UnreadableDocument(f"文件已损坏，内部的 {part} 不是完整的 XML。", remedy=_DAMAGED) from error
    # An entity that is not resolved drops words without a trace; Word refuses such files as well.
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDocument(
            f"文件内部的 {part} 带有 DTD 声明，可能是恶意构造的文件，没有读取。", remedy=_SUSPICIOUS
        )
    return root
