"""Numbers of a draft: 第X条 and 8.1 in agreements, 一、（一）1. in plans; and what references resolve to."""

from __future__ import annotations

from dataclasses import dataclass, field

from contractkit.core.clauses.draft import BlockStyle
from contractkit.core.clauses.language import Reference
from contractkit.core.law.requirement import Kind
from contractkit.core.zh.numerals import to_chinese


@dataclass(slots=True)
class Numberer:
    """Walks a document once, in order, and gives each block its number.

    Attributes:
        places: what `article`, `clause` and `annex` references resolve to, by (form, target).
    """

    kind: Kind
    places: dict[tuple[str, str], str] = field(default_factory=dict)
    _part: int = 0
    _annex: int = 0
    _clause: int = 0
    _section: int = 0
    _item: int = 0
    _in_annex: bool = False

    def part(self, items: set[str]) -> str:
        """Begin the next part; `items` are the statutory items it serves."""
        self._part, self._clause, self._section, self._item = self._part + 1, 0, 0, 0
        for item in items:
            self.places.setdefault(("article", item), self._article())
        return self._article() if self.kind is Kind.AGREEMENT else f"{to_chinese(self._part)}、"

    def annex(self, key: str) -> str:
        """Begin the next annex."""
        self._annex, self._clause, self._section, self._item, self._in_annex = self._annex + 1, 0, 0, 0, True
        self.places["annex", key] = f"附件{to_chinese(self._annex)}"
        return self.places["annex", key]

    def block(self, style: BlockStyle, clause: str) -> str:
        """The number of the next block of a clause; remembers where the clause begins."""
        if style is BlockStyle.ITEM:
            self._item += 1
            number = f"（{to_chinese(self._item)}）" if self.kind is Kind.AGREEMENT else f"{self._item}."
        else:
            self._item = 0
            number = self._numbered(style)
        self.places.setdefault(("clause", clause), self._place(style, number))
        return number

    def resolve(self, reference: Reference) -> str | None:
        """What a reference reads, or None when its target is not in this document."""
        return self.places.get((reference.form, reference.target))

    def _numbered(self, style: BlockStyle) -> str:
        if style is BlockStyle.CLAUSE and not self._in_annex:
            self._clause += 1
            return f"{self._part}.{self._clause}"
        if style is BlockStyle.SECTION:
            self._section += 1
            return f"（{to_chinese(self._section)}）"
        return ""

    def _article(self) -> str:
        chinese = to_chinese(self._part)
        return f"第{chinese}条" if self.kind is Kind.AGREEMENT else f"第{chinese}部分"

    def _place(self, style: BlockStyle, number: str) -> str:
        if self._in_annex:
            return f"附件{to_chinese(self._annex)}"
        if style is BlockStyle.CLAUSE:
            return f"第{number}款"
        return self._article() + (number if style is BlockStyle.SECTION else "")
