"""Reading a finished file back: is every word of the draft in it, in order, and every fixed word of the template?

The file is unpacked and its XML parsed anew; nothing that made it is asked.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from lxml import etree

from contractkit.core.clauses.draft import Draft

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT: Final = "word/document.xml"
_FURNITURE: Final = re.compile(r"word/(?:header|footer|footnotes)\d*\.xml")
_TEXTS: Final = etree.XPath("descendant::w:t/text()", namespaces={"w": _W[1:-1]}, smart_strings=False)
_ENTRIES: Final = etree.XPath(
    "/w:document/w:body/w:p[starts-with(w:pPr/w:pStyle/@w:val, 'TOC')]", namespaces={"w": _W[1:-1]}
)
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True)


@dataclass(frozen=True, slots=True)
class Proof:
    """What a finished file says.

    Attributes:
        text: of the document.
        start: where in it the text after the entries of the contents begins: they repeat the headings, which must
            stand there, too.
        around: headers, footers and notes.
    """

    text: str
    start: int
    around: str

    def missing(self, draft: Draft, static: tuple[str, ...]) -> tuple[str, ...]:
        """The texts that the file does not hold.

        Args:
            draft: what it was made from: its texts must follow one another.
            static: the template's fixed texts, which must stand somewhere.
        """
        return (*self._out_of_order(draft), *(text for text in static if not self.says(text)))

    def says(self, text: str) -> bool:
        """Whether a text stands somewhere; line breaks and tabs in it are no text, spaces do not count."""
        if text in self.text or text in self.around:
            return True
        wanted = "".join(text.split())
        return wanted in "".join(self.text.split()) or wanted in "".join(self.around.split())

    def _out_of_order(self, draft: Draft) -> list[str]:
        lost: list[str] = []
        whole, at = self.text, self.start
        for block in draft.blocks:
            texts: tuple[str, ...] = (block.number, block.text)
            if block.table:
                texts = (*block.table.header, *(cell for row in block.table.rows for cell in row))
            for text in texts:
                for line in text.split("\n") if "\n" in text else (text,):
                    found = whole.find(line, at)
                    if found < 0:
                        lost.append(line)
                    else:
                        at = found + len(line)
        return lost


def prove(data: bytes) -> Proof | None:
    """Read a finished .docx file; None when it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            root = etree.fromstring(package.read(_DOCUMENT), _PARSER)
            names = [name for name in package.namelist() if _FURNITURE.fullmatch(name)]
            around = [_text(etree.fromstring(package.read(name), _PARSER)) for name in names]
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, etree.XMLSyntaxError):
        return None
    whole = _text(root)
    return Proof(whole, _end_of_contents(root, whole), "\n".join(around))


def _text(root: etree._Element) -> str:
    texts = _TEXTS(root)
    return "".join(map(str, texts)) if isinstance(texts, list) else ""


def _end_of_contents(root: etree._Element, whole: str) -> int:
    entries = _ENTRIES(root)
    final = entries[-1] if isinstance(entries, list) and entries else None
    last = _text(final) if isinstance(final, etree._Element) else ""  # noqa: SLF001  lxml names its type so
    return whole.index(last) + len(last) if last else 0
