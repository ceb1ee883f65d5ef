"""A Word template that lawyers edit, and the audit that finds its faults before a render does."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lxml import etree

from contractkit.core.clauses.variables import faults, root_scope
from contractkit.core.law.requirement import Kind
from contractkit.errors import InvalidData, Problem
from contractkit.rendering.context import AnnexView, BlockView

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_LOOSE: Final = re.compile(r"\{\{|\}\}|\{%|%\}|｛｛|｝｝|｛%|%｝")
_PARAGRAPH_TAG: Final = re.compile(r"\{%(?:p|tr|tc|r)\s")
_TEXT_PARTS: Final = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes)\.xml")


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
    except (OSError, zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        problem = Problem("模板不存在，或者不是 Word 文件", "从安装包恢复该模板。", name)
        raise InvalidData(f"不能读取模板 {name}", problems=[problem]) from error
    return Template(kind, name, data, hashlib.sha256(data).hexdigest(), tuple(_static(paragraphs)))


def audit(template: Template) -> tuple[Problem, ...]:
    """Faults a render would stumble over or hide, each with the paragraph's text."""
    found: list[Problem] = []
    whole: list[str] = []
    for number, text in enumerate(_paragraphs(template.data), 1):
        found.extend(Problem(m, f"见段落“{text[:40]}”。{r}", template.name, number) for m, r in _paragraph_faults(text))
        whole.extend(_TAG.findall(text))
    source = "\n".join(re.sub(r"\{%(?:p|tr|tc|r)\s", "{% ", tag) for tag in whole)
    for fault in faults(source, scope_of_template()):
        tag = source.splitlines()[fault.line - 1]
        found.append(Problem(fault.message, f"见标签“{tag}”。", template.name))
    return tuple(found)


def scope_of_template() -> dict[str, Any]:
    """The names that templates may use: those of clause texts, and the parts of the draft."""
    scope = root_scope()
    scope.update(
        title=str,
        broken_title=str,
        contents=tuple[str, ...],
        blocks=tuple[BlockView, ...],
        annexes=tuple[AnnexView, ...],
    )
    return scope


def _paragraph_faults(text: str) -> Iterator[tuple[str, str]]:
    rest = _TAG.sub("", text)
    if loose := _LOOSE.search(rest):
        yield f"标签没有配对：“{loose.group()}”", "检查花括号和百分号，须为半角且成对。"
    for tag in _TAG.findall(text):
        if re.search("[“”‘’（）｛｝]", tag):
            yield f"标签里有全角符号：“{tag}”", "改为半角。"
        if "{%-" in tag or "-%}" in tag:
            yield f"标签里有“-”：“{tag}”", "删去减号，它会吞掉相邻的文字。"
    if len(_PARAGRAPH_TAG.findall(text)) > 1:
        yield "一个段落里有两个段落标签", "每个 {%p …%} 独占一段。"
    elif _PARAGRAPH_TAG.search(text) and rest.strip():
        yield "段落标签所在的段落还有别的文字，会被删去", "把文字移到另一段。"


def _paragraphs(data: bytes) -> Iterator[str]:
    """The text of every paragraph of the parts that are rendered."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in [n for n in package.namelist() if _TEXT_PARTS.fullmatch(n)]:
            root = etree.fromstring(package.read(name), parser)
            for paragraph in root.iter(f"{_W}p"):
                yield "".join(node.text or "" for node in paragraph.iter(f"{_W}t"))


def _static(paragraphs: tuple[str, ...]) -> Iterator[str]:
    depth = 0
    for text in paragraphs:
        tags = _TAG.findall(text)
        opened = sum(bool(re.match(r"\{%\w*\s*(?:for|if)\b", tag)) for tag in tags)
        closed = sum(bool(re.match(r"\{%\w*\s*(?:endfor|endif)\b", tag)) for tag in tags)
        if depth == 0 and not opened:
            yield from (piece.strip() for piece in _TAG.split(text) if piece.strip())
        depth += opened - closed
