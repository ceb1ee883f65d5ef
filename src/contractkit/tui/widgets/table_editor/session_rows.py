"""A list of the interview's session as the source of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from contractkit.core.extraction.fact import Confidence
from contractkit.core.interview.question import Question
from contractkit.core.interview.shapes import AnswerKind
from contractkit.core.matter.fields import Keys
from contractkit.tui.widgets.table_editor.known_rows import KnownRows
from contractkit.tui.widgets.table_editor.source import Column, ColumnKind

if TYPE_CHECKING:
    from contractkit.core.interview.session import Session

_WIDE: Final = {AnswerKind.PROSE: 30, AnswerKind.LINES: 30}
_NARROWEST: Final = 10
_USUAL: Final = 20
_WIDEST: Final = 28
_LINE: Final = 60
_UNANSWERED: Final = "还没有填写。"


class SessionRows:
    """Rows of a list at `keys`; what is accepted and how it is written is the session's to say."""

    def __init__(self, session: Session, keys: Keys) -> None:
        """Take the list at `keys`; one that has no columns (lines) becomes a table with one.

        Raises:
            KeyError: no question asks for it.
        """
        self._session = session
        self._keys = keys
        question = session.script.question(keys)
        if question is None:
            raise KeyError(keys)
        self._questions = question.columns
        self._columns = tuple(_column(one) for one in question.columns) or (_only_column(question),)
        self._known = KnownRows(question)

    @property
    def columns(self) -> Sequence[Column]:
        """The columns of the list."""
        return self._columns

    def rows(self) -> Sequence[Sequence[str]]:
        """All rows as shown."""
        return self._known.texts(self._session.view)

    def trouble(self, row: int, column: int) -> str:
        """What the session finds wrong with a cell."""
        return self._known.trouble(row, column, self._judged)

    def _judged(self, row: int, column: int) -> str:
        field = self._session.field(self._cell(row, column))
        if field.trouble is not None:
            return f"{field.trouble.message} {field.trouble.remedy}".rstrip()
        if field.is_open:
            return _UNANSWERED
        doubtful = field.source is not None and field.source.confidence is Confidence.DOUBTFUL
        if field.source is None or not doubtful or field.source.keys in self._session.snapshot.confirmed:
            return ""
        return f"存疑，Ctrl+T 认可整张清单。{field.source.told}"

    def origin(self, row: int, column: int) -> str:
        """The words of the draft that a cell was read from."""
        source = self._session.field(self._cell(row, column)).source
        return source.told if source is not None else ""

    def write(self, row: int, column: int, text: str) -> str:
        """Answer a cell; the session keeps a refused text."""
        self._session.answer(self._cell(row, column), text)
        return self.trouble(row, column)

    def add(self, at: int) -> None:
        """Add an empty row."""
        self._session.add_row(self._keys, at)

    def duplicate(self, row: int) -> None:
        """Copy a row."""
        self._session.duplicate_row(self._keys, row)

    def move(self, row: int, to: int) -> None:
        """Move a row."""
        self._session.move_row(self._keys, row, to)

    def delete(self, rows: Sequence[int]) -> None:
        """Delete rows."""
        self._session.delete_rows(self._keys, tuple(rows))

    def paste(self, table: str | list[list[str]], at: int) -> str:
        """Add pasted or imported rows."""
        pasted = self._session.paste(self._keys, table, at)
        left = "、".join(pasted.ignored)
        parts = (
            f"增加了{pasted.rows}行，按 Ctrl+Z 撤销。" if pasted.rows else "没有增加行。",
            f"没有用到的列：{left}。" if left else "",
            f"有{len(pasted.troubles)}处须处理：{pasted.troubles[0].message}" if pasted.troubles else "",
        )
        return "".join(parts)

    def undo(self) -> bool:
        """Take the session's last change back."""
        return self._session.undo() is not None

    def redo(self) -> bool:
        """Make the session's change again."""
        return self._session.redo() is not None

    def _cell(self, row: int, column: int) -> Keys:
        return (*self._keys, row, *(self._questions[column].keys if self._questions else ()))


def _column(question: Question) -> Column:
    kinds = {AnswerKind.PROSE: ColumnKind.PROSE, AnswerKind.LINES: ColumnKind.PROSE}
    choices = tuple((choice.value, choice.label) for choice in question.choices)
    return Column(
        key=".".join(str(part) for part in question.keys),
        title=question.label,
        width=_width(question),
        kind=ColumnKind.CHOICE if choices else kinds.get(question.kind, ColumnKind.LINE),
        required=question.required,
        choices=choices,
        help=question.help,
        example=question.example,
    )


def _only_column(question: Question) -> Column:
    """The column of a list whose members are lines."""
    return Column("", question.label, _LINE, help=question.help, example=question.example)


def _width(question: Question) -> int:
    """Wide enough for the heading with its star and for what the example or the choices show, within reason."""
    texts = [question.example, *(choice.label for choice in question.choices)]
    longest = max(cell_len(text) for text in texts)
    wanted = _WIDE.get(question.kind) or (min(longest + 2, _WIDEST) if longest else _USUAL)
    return max(wanted, cell_len(question.label) + 1, _NARROWEST)
