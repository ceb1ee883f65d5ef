"""What a document is, by substance: a plan, an agreement, or something else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from contractkit.core.checker.recognition.cues import KindRule, Sign
from contractkit.core.checker.report import DocumentKind
from contractkit.core.document.tree import Document
from contractkit.core.law.requirement import Kind

_TITLE_PASSAGES = 4  # the title may stand below a document number or the issuing body
_CHINESE = {Kind.PLAN: "授权运营实施方案", Kind.AGREEMENT: "授权运营协议"}


@dataclass(frozen=True, slots=True)
class KindVerdict:
    """What a document is, and why, in one Chinese sentence."""

    kind: DocumentKind
    reason: str


def classify(document: Document, rules: Mapping[Kind, KindRule]) -> KindVerdict:
    """The kind whose form and subject matter the document has, the fuller one of two; `other` with what it lacks."""
    text = "\n".join(passage.clean.text for passage in document.passages)
    title = _title(document)
    lacking: list[str] = []
    fitting: list[tuple[float, Kind, tuple[Sign, ...]]] = []
    for kind, rule in rules.items():
        form, matter = _found(rule.form, text, title), _found(rule.matter, text, title)
        vetoes = _found(rule.veto, text, title)
        if vetoes:
            lacking.append(f"按内容是{vetoes[0].name}，不是{_CHINESE[kind]}")
        elif _points(form) < rule.forms:
            lacking.append(f"没有{_CHINESE[kind]}的形式（{_names(rule.form, form)}）")
        elif _points(matter) < rule.matters:
            lacking.append(f"内容不足以成为{_CHINESE[kind]}（未见{_names(rule.matter, matter)}）")
        else:
            fullness = _points(form) / _points(rule.form) + _points(matter) / _points(rule.matter)
            fitting.append((fullness, kind, (*form, *matter)))
    if not fitting:
        return KindVerdict(DocumentKind.OTHER, f"不属于授权运营实施方案或者协议：{'；'.join(lacking)}。")
    _, kind, signs = max(fitting, key=lambda fit: fit[0])
    reason = f"按内容判断为{_CHINESE[kind]}：{'、'.join(sign.name for sign in signs)}。"
    return KindVerdict(DocumentKind(kind.value), reason)


def _title(document: Document) -> str:
    first = (passage.clean.text for passage in document.passages[:_TITLE_PASSAGES])
    return "\n".join((document.title, *first))


def _found(signs: Iterable[Sign], text: str, title: str) -> tuple[Sign, ...]:
    return tuple(sign for sign in signs if _holds(sign, title if sign.where == "title" else text))


def _points(signs: Iterable[Sign]) -> int:
    return sum(sign.points for sign in signs)


def _holds(sign: Sign, text: str) -> bool:
    return any(count >= sign.times for count, _ in enumerate(sign.pattern.finditer(text), start=1))


def _names(signs: Iterable[Sign], found: tuple[Sign, ...]) -> str:
    return "、".join(sign.name for sign in signs if sign not in found)
