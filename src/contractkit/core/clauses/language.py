"""The small language of clause texts: sandboxed Jinja whose values stay inert.

Every value that a template puts out becomes a token (a control character that no value can hold) and comes back only
after the text was split into paragraphs, items and table cells; so nothing in a value can act as structure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any, ClassVar, Final

from jinja2 import StrictUndefined, Template, TemplateError, Undefined, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from contractkit.core.clauses.blanks import BlankText, count
from contractkit.core.matter.leaves import shown
from contractkit.core.matter.text import Facts
from contractkit.core.zh.numerals import to_chinese

TOKEN: Final = re.compile("\x02(\\d+)\x03")
_VALUES: Final = "_values"
TRAILING: Final = "。；;，,、.． "  # a user's own end of a value
GLOBALS: Final = ("article", "clause", "annex")


class ClauseTextError(Exception):
    """A clause text does not compile or asks for something the matter does not hold; `line` counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference whose number is known only when the whole document is numbered.

    Attributes:
        form: `article`, `clause` or `annex`.
        target: item id, clause id or annex key.
    """

    form: str
    target: str


@dataclass(slots=True)
class Values:
    """The values put out while one document is assembled; a token is an index into them."""

    held: list[str | Reference] = field(default_factory=list)

    def hold(self, value: str | Reference) -> str:
        """A token that stands for a value."""
        self.held.append(value)
        return f"\x02{len(self.held) - 1}\x03"

    def restore(self, text: str, resolve: Callable[[Reference], str]) -> str:
        """The text with every token replaced by its value."""

        def value(match: re.Match[str]) -> str:
            held = self.held[int(match[1])]
            return held if isinstance(held, str) else resolve(held)

        return TOKEN.sub(value, text)


def money(value: Decimal | BlankText) -> str:
    """An amount in yuan with its 大写: 人民币500,000.00元（大写：伍拾万元整）."""
    if isinstance(value, BlankText):
        return f"人民币{value}元（大写：{value}）"
    from cn2an import an2cn  # noqa: PLC0415  takes a tenth of a second to load, and a check mostly writes no sums

    return f"人民币{value:,.2f}元（大写：{an2cn(f'{value:.2f}', 'rmb')}）"


def item(value: object, loop: Any) -> str:
    """One item of a list: the user's own final punctuation gives way to ；, and to 。 at the last."""
    return bare(value) + ("。" if loop.last else "；")


def bare(value: object) -> str:
    """A value in the middle of a sentence: without the user's own final punctuation; its beginning stays."""
    return shown(value).rstrip(TRAILING)


@pass_context
def _finalize(context: Context, value: object) -> str:
    if isinstance(value, Undefined):
        return str(value)  # StrictUndefined raises here, with the variable's name
    if value == "":
        return ""
    values: Values = context.parent[_VALUES]
    return values.hold(value if isinstance(value, Reference) else shown(value))


def _referrer(form: str) -> Callable[[str], Reference]:
    def refer(target: str) -> Reference:
        return Reference(form, target)

    return refer


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which asks anew for each attribute whether it is safe; that hangs on the type alone."""

    _safe: ClassVar[dict[tuple[type, str], bool]] = {}
    _answers: ClassVar[dict[type, frozenset[str]]] = {}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute; the answers of a matter are all safe and plain."""
        kind = type(obj)
        if (answers := self._answers.get(kind)) is None:
            named = kind.model_fields if issubclass(kind, Facts) else ()
            answers = self._answers[kind] = frozenset(named)
        return getattr(obj, attribute) if attribute in answers else super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read an attribute."""
        key = (type(obj), attr)
        if (safe := self._safe.get(key)) is None:
            safe = self._safe[key] = super().is_safe_attribute(obj, attr, value)
        return safe


@lru_cache(maxsize=1)
def environment() -> Sandbox:
    """The sandbox for clause texts."""
    jinja = Sandbox(
        undefined=StrictUndefined,
        autoescape=False,  # plain text: escaping for Word happens where Word is written
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    jinja.filters.update(money=money, chinese=to_chinese, item=item, bare=bare, length=count, count=count)
    for form in GLOBALS:
        jinja.globals[form] = _referrer(form)
    return jinja


@lru_cache(maxsize=1024)
def _compiled(text: str) -> Template:
    return environment().from_string(text)


def render(text: str, facts: Mapping[str, object], values: Values) -> str:
    """Render one clause text; its values come out as tokens held in `values`.

    Raises:
        ClauseTextError: in Chinese, with the line inside `text`.
    """
    try:
        return _compiled(text).render({**facts, _VALUES: values})
    except TemplateError as error:
        raise ClauseTextError(f"条款写法有误或者变量不存在：{error.message}", _line_of(error)) from error
    except TypeError as error:
        raise ClauseTextError(
            f"条款要写出的值没有填写，或者是不能直接写出的一组值（{error}）", _line_of(error)
        ) from error
    except (ValueError, ArithmeticError, LookupError, AttributeError) as error:  # from filters and arithmetic
        raise ClauseTextError(f"条款中的值不能这样计算或者书写（{error}）", _line_of(error)) from error


def _line_of(error: Exception) -> int:
    """The template line of an error: its own for syntax errors, the innermost template frame otherwise."""
    if (line := getattr(error, "lineno", None)) is not None:
        return int(line)
    found, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            found = trace.tb_lineno
        trace = trace.tb_next
    return found
