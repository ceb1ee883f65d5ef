"""A Word template that lawyers edit, and the audit that finds its faults before a render does."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from docx import Document
from lxml import etree

from contractkit.core.clauses.draft import DraftBlock
from contractkit.core.clauses.language import GLOBALS
from contractkit.core.clauses.variables import faults, root_scope
from contractkit.core.law.requirement import Kind
from contractkit.errors import InvalidData, Problem
from contractkit.rendering.context import AnnexView

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NEEDED: Final = {  # without these the draft cannot come out whole
    "title": ("文件标题", re.compile(r"(?<![\w.])(?:broken_)?title\b")),
    "blocks": ("正文", re.compile(r"\bblocks\b")),
    ".number": ("编号", re.compile(r"\b(?!annex\b|agreement\b|plan\b)\w+\.number\b")),
    ".text": ("段落文字", re.compile(r"\.text\b")),
    ".table.header": ("表头", re.compile(r"\.table\.header\b")),
    ".table.rows": ("表格各行", re.compile(r"\.table\.rows\b")),
    "annexes": ("附件", re.compile(r"\bannexes\b")),
}
_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_LOOSE: Final = re.compile(r"\{\{|\}\}|\{%|%\}|｛｛|｝｝|｛%|%｝")
_QUOTED: Final = re.compile(r"""'[^']*'|"[^"]*\"""")
_PARAGRAPH_TAG: Final = re.compile(r"\{%(?:p|tr|tc|r)\s")
_TEXT_PARTS: Final = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes)\.xml")
_UNRENDERED_PARTS: Final = re.compile(r"word/(?:endnotes|comments)\.xml")
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_REVISIONS: Final = tuple(f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))


@dataclass(frozen=True, slots=True)
class Template:
    """A template file as it was read.

    Attributes:
        name: path for messages.
        data: the bytes of the .docx file.
        static: the fixed texts that every render must hold (paragraphs outside loops and conditions).
    """

    kind: Kind
    name: str
    data: bytes
    sha256: str
    static: tuple[str, ...]


def load_template(folder: Path, kind: Kind) -> Template:
    """The template of a kind: `<folder>/<kind>/<kind>.docx`.

    Raises:
        InvalidData: there is none, or it is no Word file.
    """
    path = folder / kind.value / f"{kind.value}.docx"
    name = f"{folder.name}/{kind.value}/{path.name}"
    try:
        data = path.read_bytes()
        paragraphs = tuple(_paragraphs(data))
        Document(io.BytesIO(data))
    except (OSError, zipfile.BadZipFile, zlib.error, LookupError, ValueError, RuntimeError, etree.Error) as error:
        problem = Problem("模板不存在，或者不是 Word 文件", "从安装包恢复该模板。", name)
        raise InvalidData(f"不能读取模板 {name}", problems=[problem]) from error
    return Template(kind, name, data, hashlib.sha256(data).hexdigest(), tuple(_static(paragraphs)))


def audit(template: Template) -> tuple[Problem, ...]:
    """Faults a render would stumble over or hide, each with the paragraph's text."""
    found = [Problem(message, remedy, template.name) for message, remedy in _package_faults(template.data)]
    whole: list[str] = []
    for text in _paragraphs(template.data):
        found.extend(Problem(m, f"见段落“{text[:40]}”。{r}", template.name) for m, r in _paragraph_faults(text))
        whole.extend(_TAG.findall(text))
    source = "\n".join(_PARAGRAPH_TAG.sub("{% ", " ".join(tag.split())) for tag in whole)
    for fault in faults(source, scope_of_template()):
        tag = source.splitlines()[fault.line - 1]
        found.append(Problem(fault.message, f"见标签“{tag}”。", template.name))
    found.extend(
        Problem(f"模板没有写出{what}", f"补上含“{word}”的标签，可以对照随附的模板。", template.name)
        for word, (what, tag) in _NEEDED.items()
        if not tag.search(source)
    )
    return tuple(found)


def scope_of_template() -> dict[str, Any]:
    """The names that templates may use: those of clause texts, and the parts of the draft."""
    scope = {name: kind for name, kind in root_scope().items() if name not in GLOBALS}
    scope.update(
        title=str,
        broken_title=str,
        contents=tuple[str, ...],
        blocks=tuple[DraftBlock, ...],
        annexes=tuple[AnnexView, ...],
    )
    return scope


def _paragraph_faults(text: str) -> Iterator[tuple[str, str]]:
    rest = _TAG.sub("", text)
    if loose := _LOOSE.search(rest):
        yield f"标签没有配对：“{loose.group()}”", "检查花括号和百分号，须为半角且成对。"
    for tag in _TAG.findall(text):
        if re.search("[“”‘’（）｛｝]", _QUOTED.sub("", tag)):
            yield f"标签里有全角符号：“{tag}”", "改为半角。"
        if "{%-" in tag or "-%}" in tag:
            yield f"标签里有“-”：“{tag}”", "删去减号，它会吞掉相邻的文字。"
    if len(_PARAGRAPH_TAG.findall(text)) > 1:
        yield "一个段落里有两个段落标签", "每个 {%p …%} 独占一段。"
    elif _PARAGRAPH_TAG.search(text) and rest.strip():
        yield "段落标签所在的段落还有别的文字，会被删去", "把文字移到另一段。"


def _package_faults(data: bytes) -> Iterator[tuple[str, str]]:
    """Faults that are not of one paragraph: tags where nothing is rendered, and tracked changes."""
    for root in _roots(data, _UNRENDERED_PARTS):
        if tag := _TAG.search(etree.tostring(root, method="text", encoding="unicode")):
            yield f"尾注或者批注里有标签“{tag.group()}”，不会被替换", "移到正文或者脚注。"
    for root in _roots(data, _TEXT_PARTS):
        if next(root.iter(*_REVISIONS), None) is not None:
            yield "模板里有修订痕迹，删去的和新加的文字会一起写进文件", "在 Word 中接受或者拒绝全部修订。"


def _roots(data: bytes, parts: re.Pattern[str]) -> Iterator[etree._Element]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if parts.fullmatch(name):
                yield etree.fromstring(package.read(name), parser)


def _paragraphs(data: bytes) -> Iterator[str]:
    """The text of every paragraph of the parts that are rendered, text boxes once and apart from their anchor."""
    for root in _roots(data, _TEXT_PARTS):
        for paragraph in root.iter(f"{_W}p"):
            if next(paragraph.iterancestors(_FALLBACK), None) is None:
                yield "".join(_own_texts(paragraph))


def _own_texts(paragraph: etree._Element) -> Iterator[str]:
    for node in paragraph.iter(f"{_W}t"):
        if next(node.iterancestors(f"{_W}p")) is paragraph:
            yield node.text or ""


def _static(paragraphs: tuple[str, ...]) -> Iterator[str]:
    depth = 0
    for text in paragraphs:
        tags = _TAG.findall(text)
        opened = sum(bool(re.match(r"\{%\w*\s*(?:for|if)\b", tag)) for tag in tags)
        closed = sum(bool(re.match(r"\{%\w*\s*(?:endfor|endif)\b", tag)) for tag in tags)
        if depth == 0 and not opened:
            yield from (piece.strip() for piece in _TAG.split(text) if piece.strip())
        depth += opened - closed
