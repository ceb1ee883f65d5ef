"""The shared strings of a workbook, kept on disk: a table of 20,000 rows needs no more memory than one of 1,000."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from functools import lru_cache
from tempfile import SpooledTemporaryFile
from typing import IO, Final

from openpyxl.cell.text import Text
from openpyxl.utils.escape import unescape
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

_IN_MEMORY: Final = 4 * 2**20  # bytes; small workbooks never touch the disk
_RECENT: Final = 4096  # strings that repeat (choices, names of authorities) come from memory


class SharedStrings:
    """The strings by number, as openpyxl asks for them."""

    def __init__(self, xml: IO[bytes]) -> None:
        self._ends = array("Q", [0])
        self._texts = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  closed by close()
        for text in _strings(xml):
            self._texts.write(data := text.encode("utf-8", "surrogatepass"))
            self._ends.append(self._ends[-1] + len(data))
        self._recent = lru_cache(maxsize=_RECENT)(self._read)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self):
            raise IndexError(number)
        return self._recent(number)

    def close(self) -> None:
        """Delete the temporary file."""
        self._texts.close()

    def _read(self, number: int) -> str:
        start, end = self._ends[number], self._ends[number + 1]
        self._texts.seek(start)
        return self._texts.read(end - start).decode("utf-8", "surrogatepass")


def _strings(xml: IO[bytes]) -> Iterator[str]:
    depth, parsing = 0, iterparse(xml, events=("start", "end"))
    root = None
    for event, node in parsing:
        depth += 1 if event == "start" else -1
        root = node if root is None else root
        if event == "end" and depth == 1 and node.tag == f"{{{SHEET_MAIN_NS}}}si":
            yield unescape(Text.from_tree(node).content)
            root.clear()
