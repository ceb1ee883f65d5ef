"""What the learnt models learn from: labelled passages, and every sentence of labelled drafts.

A passage teaches about the element it was written for, and (lightly) that it does not carry elements of other items. A
draft's sentence teaches that it carries the elements whose labelled words it holds, and that it carries none of those
that the draft lacks; about elements that the draft has elsewhere it teaches nothing, unless it is labelled a near miss.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mutants import PARTLY, Base, owners_of
from mutation import all_bases
from rule_lessons import DraftFindings, labelled, none_broken, written

from contractkit.core.checker.recognition.margins import PUT_OFF, context_of, spoken
from contractkit.core.checker.recognition.reading import read as read_for_recognition
from contractkit.core.document import outline
from contractkit.core.law.requirement import Kind
from contractkit.core.zh.normalize import normalize
from contractkit.library.cues import load_cues
from contractkit.readers.detect import read
from contractkit.workflows.generate import open_workshop

COUNTERPARTS = {
    "9.5.scope": "14.1.scope",
    "9.5.catalogue": "14.1.catalogue",
    "9.6.term": "14.2.term",
    "9.7.public_good": "14.3.product_list",
    "9.7.industry": "14.3.product_list",
    "9.6.technical_support": "14.4.platform",
    "9.6.asset_management": "14.5.equipment",
    "9.8.accounting": "14.7.accounting",
    "9.8.revenue_sharing": "14.7.revenue_sharing",
    "9.9.data_security": "14.8.data_security",
    "9.9.personal_information": "14.8.personal_information",
    "9.9.emergency": "14.8.emergency",
    "9.11.assessment": "14.9.evaluation",
    "9.6.evaluation_criteria": "14.9.evaluation",
    "9.6.exit": "14.9.renewal_or_exit",
}
_ALSO, _COUNTERPART, _OTHER_ITEM, _OTHER_KIND = 0.7, 0.3, 0.25, 0.05
_UNLABELLED = 0.6  # a sentence of a draft that lacks the element
_NOT_DEFERRED = 0.3
_OWN, _BESIDE = 0.5, 0.3  # our own paragraphs, and the sentences of our clauses about something else
_SHORT = 8  # clean characters: a shorter sentence is not taken for a part of labelled words
Answers = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence under its headings, and per element (or `element?` for putting it off) the answer and its weight."""

    source: str
    context: str
    text: str
    answers: Answers


def lessons_options(parser: ArgumentParser) -> None:
    """What both models are told to learn from."""
    parser.add_argument("--phrases", type=Path, nargs="+", required=True, help="folders of labelled passages (*.jsonl)")
    parser.add_argument("--drafts", type=Path, nargs="+", required=True, help="folders of labelled drafts")
    parser.add_argument("--without", nargs="*", default=[], help="drafts to leave out")
    parser.add_argument("--without-findings", nargs="*", default=[], help="drafts whose findings to leave out")


def all_lessons(options: Namespace) -> list[Lesson]:
    """All lessons of these options, and those from our own clauses."""
    drafts = from_drafts(options.drafts, options.without, options.without_findings)
    return [*from_phrases(options.phrases), *from_findings(options.phrases), *drafts, *from_own_clauses()]


def from_phrases(folders: Iterable[Path]) -> Iterator[Lesson]:
    """The passages about elements in folders of JSON lines."""
    entries = [
        json.loads(line)
        for folder in folders
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    entries = [entry for entry in entries if entry.get("element", "").startswith(("9.", "14."))]
    elements = sorted({_element(entry["element"]) for entry in entries})
    for entry in entries:
        text, heading = normalize(entry["text"]).text, normalize(entry.get("heading") or "").text
        yield Lesson("phrases", heading, spoken(text), {**_answers(entry, elements), **none_broken(_OTHER_KIND)})


def _answers(entry: Mapping[str, Any], elements: Sequence[str]) -> dict[str, tuple[float, float]]:
    own, label, neighbour = _element(entry["element"]), entry["label"], _element(entry.get("neighbour") or "..")
    also = {_element(other) for other in entry.get("also") or ()}
    same = counterparts(own)
    kin = {_item(other) for other in (own, *same)}
    answers: dict[str, tuple[float, float]] = {}
    for element in elements:
        if element == own:
            answers[element] = float(label == "present"), 1.0
            answers[element + PUT_OFF] = float(label == "deferred"), 1.0
        elif element in also:
            answers[element] = 1.0, _ALSO
        elif element in same and label == "present":
            answers[element] = 1.0, _COUNTERPART
        elif element != neighbour and _item(element) not in kin:
            near = element.split(".")[0] == own.split(".")[0]
            answers[element] = 0.0, _OTHER_ITEM if near else _OTHER_KIND
            if label != "deferred":
                answers[element + PUT_OFF] = 0.0, _OTHER_KIND
    return answers


def counterparts(element: str) -> frozenset[str]:
    """Elements of the other kind of document that ask for the same."""
    pairs = [*COUNTERPARTS.items(), *((there, here) for here, there in COUNTERPARTS.items())]
    return frozenset(there for here, there in pairs if here == element)


def _element(name: str) -> str:
    """The element of an aspect: `9.2.feasibility.market_size` teaches `9.2.feasibility`."""
    return ".".join(name.split(".")[:3])


def _item(element: str) -> str:
    return element.rsplit(".", 1)[0]


def from_findings(folders: Iterable[Path]) -> Iterator[Lesson]:
    """Sentences that break the rules that work by wording, and near misses: our own, and those in `findings.jsonl`."""
    found = (one for folder in folders for path in sorted(folder.glob("findings.jsonl")) for one in labelled(path))
    for sentence in (*written(), *found):
        yield Lesson("findings", sentence.heading, sentence.text, sentence.answers)


def from_drafts(
    folders: Iterable[Path], without: Iterable[str] = (), without_findings: Iterable[str] = ()
) -> Iterator[Lesson]:
    """The sentences of labelled drafts (NAME.md with NAME.json).

    Args:
        folders: where the drafts are.
        without: names of drafts that are not learnt from.
        without_findings: names of drafts whose findings are not learnt from.
    """
    cues = load_cues()
    left_out, unruled = frozenset(without), frozenset(without_findings)
    for path in sorted(path for folder in folders for path in folder.glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        if path.stem in left_out or truth["kind"] == "other":
            continue
        labels = {name: _Label.of(name, label, truth) for name, label in truth["elements"].items()}
        findings = None if path.stem in unruled else DraftFindings(truth)
        reading = read_for_recognition(outline.build(read(path.with_suffix(".md"))), cues, Kind(truth["kind"]))
        for passage in reading.passages:
            for line in passage.lines:
                text = spoken(passage.text[line.start : line.end])
                answers = dict(answer for name, label in labels.items() for answer in label.answers(name, text))
                rules = findings.answers(text) if findings else {}
                yield Lesson(path.stem, context_of(passage), text, {**answers, **rules})


def from_own_clauses() -> Iterator[Lesson]:
    """The paragraphs of the plans and agreements that contractkit makes of its samples, in all positions it offers."""
    for base in all_bases(open_workshop(), 0, full=True):
        yield from _own(base)


def _own(base: Base) -> Iterator[Lesson]:
    """A paragraph of the clauses that state an element carries it as a whole; no sentence of the others does."""
    document = outline.build(base.source)
    reading = read_for_recognition(document, load_cues(), base.kind)
    stated = dict(owners_of(base))
    for at, passage in enumerate(reading.passages):
        if not passage.text or passage.passage.is_heading or passage.names_columns:
            continue
        carried = {element for element, owners in stated.items() if owners[at] == element}
        others: Answers = {one: (0.0, _BESIDE) for one in stated if stated[one][at] not in (one, PARTLY)}
        context = context_of(passage)
        if carried:
            yield Lesson(base.name, context, spoken(passage.text), dict.fromkeys(carried, (1.0, _OWN)))
        for line in passage.lines:
            yield Lesson(base.name, context, spoken(passage.text[line.start : line.end]), {**others, **none_broken()})


@dataclass(frozen=True, slots=True)
class _Label:
    status: str
    quotes: tuple[str, ...]
    near: tuple[str, ...]

    @classmethod
    def of(cls, name: str, label: Mapping[str, Any], truth: Mapping[str, Any]) -> _Label:
        quotes = [label.get("quote"), *label.get("also", ())]
        near = [one.get("quote") for one in truth.get("near", ()) if one.get("element") == name]
        clean = [tuple(normalize(quote).text for quote in some if quote) for some in (quotes, near)]
        return cls(label["label"], *clean)

    def answers(self, name: str, text: str) -> Iterator[tuple[str, tuple[float, float]]]:
        labelled = any(_holds(text, quote) for quote in self.quotes)
        near = any(_holds(text, quote) for quote in self.near)
        if self.status == "present":
            if labelled:
                yield name, (1.0, 1.0)
            elif near:
                yield name, (0.0, 1.0)
        else:
            yield name, (0.0, 1.0 if labelled or near else _UNLABELLED)
        if self.status == "deferred" and labelled:
            yield name + PUT_OFF, (1.0, 1.0)
        elif self.status != "deferred":
            yield name + PUT_OFF, (0.0, _NOT_DEFERRED)


def _holds(text: str, quote: str) -> bool:
    return quote in text or (len(text) > _SHORT and text.strip("。；") in quote)
