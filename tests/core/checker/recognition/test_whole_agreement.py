"""A complete agreement is complete; without one element exactly that element is flagged."""

from __future__ import annotations

from itertools import chain

import pytest

from checks import cases, cues, document, elements, requirements
from contractkit.core.checker.finding import ElementVerdict, Status
from contractkit.core.checker.recognition.recogniser import Recogniser
from contractkit.core.document.tree import Document
from contractkit.core.law.requirement import Kind

_WHOLE = cases("agreement/whole.yaml")
_ELEMENTS = [paragraph["element"] for paragraph in _WHOLE["paragraphs"]]
_CHANGES = ("deleted", "put_off", "blank", "negated", "recital", "heading")
_DEFERRING = {"put_off", "blank", "heading"}
_TENS = ("", "十", "二十")
_ONES = "一二三四五六七八九"


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (_ONES[ones - 1] if ones else "")


def _changed(paragraph: dict[str, str], change: str) -> list[str] | None:
    """Heading and text of an article after a change; None where nothing is left of it."""
    heading, text = paragraph["heading"], paragraph["text"]
    if change in ("deleted", "recital"):
        return None
    if change == "heading":
        return [heading]
    return [heading, {"put_off": f"{heading}由双方另行约定。"}.get(change) or paragraph.get(change) or text]


def _draft(element: str = "", change: str = "") -> Document:
    front = [f"# {_WHOLE['title']}", *_WHOLE["cover"]]
    articles: list[list[str]] = []
    for paragraph in _WHOLE["paragraphs"]:
        how = change if paragraph["element"] == element else ""
        if how == "recital":
            front += ["## 鉴于", f"鉴于{paragraph['text']}"]
        article = _changed(paragraph, how)
        if article is not None:
            articles.append(article)
    body = ([f"## 第{_numeral(at)}条 {heading}", *text] for at, (heading, *text) in enumerate(articles, start=1))
    return document("\n\n".join((*front, *chain.from_iterable(body))) + "\n")


def _verdicts(draft: Document) -> dict[str, ElementVerdict]:
    recogniser = Recogniser(draft, cues(), Kind.AGREEMENT)
    return {e.id: recogniser.judge(e) for item in requirements().of_kind(Kind.AGREEMENT) for e in item.elements}


def test_it_has_every_element_of_the_law() -> None:
    assert set(_ELEMENTS) == {element for element in elements(Kind.AGREEMENT) if element.startswith("14.")}


def test_complete() -> None:
    verdicts = _verdicts(_draft())

    assert {id_: v.reason for id_, v in verdicts.items() if v.status is not Status.PRESENT} == {}


@pytest.mark.parametrize("change", _CHANGES)
@pytest.mark.parametrize("element", _ELEMENTS)
def test_exactly_the_changed_element_is_flagged(element: str, change: str) -> None:
    verdicts = _verdicts(_draft(element, change))

    assert [id_ for id_, verdict in verdicts.items() if verdict.status is not Status.PRESENT] == [element]
    if change in _DEFERRING:
        assert verdicts[element].status is Status.DEFERRED


def test_quotes_stand_verbatim_in_their_passages() -> None:
    for change in _CHANGES:
        draft = _draft("14.8.emergency", change)
        texts = {passage.location: passage.text for passage in draft.passages}
        for verdict in _verdicts(draft).values():
            assert all(evidence.quote in texts[evidence.location] for evidence in verdict.evidence)
            assert verdict.status is not Status.PRESENT or all(evidence.quote for evidence in verdict.evidence)
