"""The sheet with agreements beside their plan; only where there was a plan."""

from __future__ import annotations

from contractkit.core.checker.report import DocumentReport
from contractkit.reporters import conformity as said
from contractkit.reporters.xlsx.sheets import Book, Sheet

_COLUMNS = (
    ("文件", 36.0),
    ("方面", 12.0),
    ("事项", 30.0),
    ("对照", 11.0),
    ("说明", 46.0),
    ("协议", 50.0),
    ("实施方案", 50.0),
    ("方案文件", 30.0),
)
_STATE = 3


class ConformitySheet:
    """A sheet that appears with the first agreement that was held against a plan."""

    def __init__(self, book: Book) -> None:
        """Nothing is written yet.

        Args:
            book: in which it will appear.
        """
        self._book = book
        self._sheet: Sheet | None = None

    def add(self, document: DocumentReport) -> None:
        """The points of a document, a row each."""
        if document.against is None:
            return
        if self._sheet is None:
            self._sheet = self._book.sheet(said.TITLE, _COLUMNS)
            self._sheet.head()
        for point in document.against.points:
            row = [
                document.path,
                said.TOPIC[point.topic],
                point.subject,
                said.RELATION[point.relation],
                point.says,
                said.quotes(point.agreement),
                said.quotes(point.plan),
                document.against.plan,
            ]
            self._sheet.add(row, looks={_STATE: self._book.mark(said.COLOUR[point.relation])})

    def finish(self) -> None:
        """A filter over what was written."""
        if self._sheet is not None:
            self._sheet.finish()
