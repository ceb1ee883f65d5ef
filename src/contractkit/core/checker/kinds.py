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
    """The kind whose form and subject matter the document has; `other` with what it lacks."""
    text = "\n".join(passage.clean.text for passage in document.passages)
    title = _title(document)
    lacking: list[str] = []
    for kind, rule in rules.items():
        found = _found(rule.form, text, title)
        matter = _found(rule.matter, text, title)
        vetoes = _found(rule.veto, text, title)
        if vetoes:
            lacking.append(f"按内容是{vetoes[0]}，不是{_CHINESE[kind]}")
        elif not _found(rule.focus, text, title):
            lacking.append(f"主题不是{_CHINESE[kind]}（未见{_names(rule.focus, ())}）")
        elif len(found) < rule.forms:
            lacking.append(f"没有{_CHINESE[kind]}的形式（{_names(rule.form, found)}）")
        elif len(matter) < rule.matters:
            lacking.append(f"内容不足以成为{_CHINESE[kind]}（未见{_names(rule.matter, matter)}）")
        else:
            reason = f"按内容判断为{_CHINESE[kind]}：{'、'.join((*found, *matter))}。"
            return KindVerdict(DocumentKind(kind.value), reason)
    return KindVerdict(DocumentKind.OTHER, f"不属于授权运营实施方案或者协议：{'；'.join(lacking)}。")


def _title(document: Document) -> str:
    first = (passage.clean.text for passage in document.passages[:_TITLE_PASSAGES])
    return "\n".join((document.title, *first))


def _found(signs: Iterable[Sign], text: str, title: str) -> tuple[str, ...]:
    return tuple(sign.name for sign in signs if _holds(sign, title if sign.where == "title" else text))


def _holds(sign: Sign, text: str) -> bool:
    return any(count >= sign.times for count, _ in enumerate(sign.pattern.finditer(text), start=1))


def _names(signs: Iterable[Sign], found: tuple[str, ...]) -> str:
    return "、".join(sign.name for sign in signs if sign.name not in found)
