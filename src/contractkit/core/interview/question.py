"""A question: which field it asks for, in which words, and when it is asked at all."""

from __future__ import annotations

from dataclasses import dataclass

from contractkit.core.interview.shapes import AnswerKind, Shape
from contractkit.core.matter.fields import Keys


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values to choose from.

    Attributes:
        value: as a matter file holds it.
        label: as it is shown; the same unless the value is an id.
    """

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Condition:
    """When a question is asked, or must be answered; every part that is given must hold.

    Attributes:
        field: the answer that `among`, `beyond` and `answered` look at; in a row a path of the row.
        among: it is one of these values.
        beyond: it is more than this figure of the law (`max_term_years`).
        answered: it has an answer.
        local: a local rule asks for this element (`network_security` of `henan.network_security`).
    """

    field: Keys = ()
    among: tuple[str, ...] = ()
    beyond: str = ""
    answered: bool = False
    local: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, or one column of a list of rows.

    Attributes:
        keys: path of the field; of a column, below the row.
        unit: shown after the value already (`年`, `个工作日`), and understood where it is typed.
        required: the model has no default for it.
        elements: the elements whose clauses the answer is written into.
        choices: empty where anything goes.
        suggests: path of answers that are good to choose from, list members as `*`; empty where there are none.
        default: as somebody would type it; `{a.b}` stands for another answer, `=name` for a figure that is computed.
        default_source: where the default comes from, in Chinese.
        when: asked only then; None always.
        needed: without an answer the matter is not complete, then; None as the model says.
        columns: of a list of rows.
        title_column: the column that names a row.
    """

    keys: Keys
    label: str
    shape: Shape
    kind: AnswerKind
    help: str = ""
    example: str = ""
    unit: str = ""
    elements: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    suggests: tuple[str, ...] = ()
    default: str = ""
    default_source: str = ""
    when: Condition | None = None
    needed: Condition | None = None
    columns: tuple[Question, ...] = ()
    title_column: Keys = ()

    @property
    def required(self) -> bool:
        """The model has no default for it."""
        return self.shape.required

    @property
    def is_list(self) -> bool:
        """Whether it holds several members."""
        return self.kind in {AnswerKind.LINES, AnswerKind.CODES, AnswerKind.ROWS}

    def column(self, keys: Keys) -> Question | None:
        """The column with this path below the row."""
        return next((column for column in self.columns if column.keys == keys), None)


@dataclass(frozen=True, slots=True)
class Topic:
    """Questions that belong together, asked one after the other.

    Attributes:
        intro: one or two Chinese sentences before the first question.
        file: the file that it comes from.
    """

    id: str
    title: str
    intro: str
    questions: tuple[Question, ...]
    file: str = ""
