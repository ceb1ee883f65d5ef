"""The term: how long, from when, until when; from lengths (三年, 36个月), spans (自…起至…止) and dates apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from contractkit.core.document.tree import Zone
from contractkit.core.extraction.fact import TERM_MONTHS, Confidence, Fact, Value
from contractkit.core.extraction.lexicon import TermWords
from contractkit.core.extraction.sentence import Sentence
from contractkit.core.matter.fields import Keys
from contractkit.core.zh.dates import months_and_days
from contractkit.core.zh.normalize import CleanText
from contractkit.core.zh.scanning import find_values
from contractkit.core.zh.values import Bound, Kind, Length, State
from contractkit.core.zh.values import Value as Read

START, END, YEARS = ("term", "start"), ("term", "end"), ("term", "years")
_OPENS = re.compile(r"(?:（[^（）]{1,8}）)?(?:零时|0时|零点)?(?:起|开始|生效|算起)")
_OPENS_BEFORE = re.compile(r"(?:起于|始于|自|从|起始日(?:期)?(?:为|[:：])?|开始日(?:期)?(?:为|[:：])?)$")
_CLOSES_BEFORE = re.compile(r"(?:至|到|截至|止于|截止到?|(?:届满|终止|截止|到期)日(?:期)?(?:为|[:：])?)$")
_CLOSES = re.compile(r"(?:（[^（）]{1,8}）)?(?:24时|二十四时)?(?:止|届满|到期|期满|为止|终止|结束|截止|失效)")
_NO_LENGTH_BEFORE = re.compile(
    r"[第前近每逾满足]$|(?:不少于|不低于|超过|届满|期满|提前|首|头|其中|上限(?:为)?|之后|内的?)$"
)
_NO_LENGTH_BEHIND = re.compile(
    r"前|内(?!部)|以[内上下前后]|之[前内后]|期?[满末]|后(?:的)?|经验|的?上限|级|一次|度|续|审"
)
_FULL_BEFORE = re.compile(r"满$")
_FULL_BEHIND = re.compile(r"之日止|止|为止|届满|当[天日](?:二十四时|24时)?(?:为)?止")
_FORBIDS = re.compile(r"不得超过|最长不超过|不超过|原则上|一般不|不应超过|上限|展延|续展|顺延|续期|续签|延长")
_NEAR = 40
_EARLY = 30  # where a length stands that a heading alone makes the term


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A sentence that may set the term."""

    sentence: Sentence
    is_under_heading: bool
    subjects: tuple[int, ...]


def read_term(sentences: Iterable[Sentence], words: TermWords) -> Iterator[Fact]:
    """Every reading of the term in the sentences about it."""
    for sentence in sentences:
        if sentence.passage.zone in {Zone.SIGNATURE, Zone.CONTENTS}:
            continue
        text = sentence.text
        key = sentence.passage.path[-1] if sentence.passage.path else ""
        own = any(words.heading.fullmatch(one) for one in (_bare(sentence.heading), key))
        subjects = tuple(match.end() for match in words.subject.finditer(text))
        if subjects or (own and not words.other_heading.search(sentence.heading)):
            yield from _in_sentence(_Spoken(sentence, own, subjects), words)


def _in_sentence(spoken: _Spoken, words: TermWords) -> Iterator[Fact]:
    text = spoken.sentence.text
    values = [one for one in find_values(CleanText(text)) if one.state is State.READ]
    spans = [one for one in values if one.kind is Kind.SPAN and _belongs(spoken, one, words)]
    dates = [one for one in values if one.kind is Kind.DATE and _belongs(spoken, one, words)]
    for value in spans[:1]:
        yield from _span(spoken, value)
    if not spans:
        yield from _apart(spoken, dates)
    lengths = [one for one in values if one.kind is Kind.LENGTH and _is_term(spoken, one, words)]
    for value in lengths[:1]:
        yield from _length(spoken, value)


def _span(spoken: _Spoken, value: Read) -> Iterator[Fact]:
    first, last = value.low, value.high
    if not isinstance(first, date) or not isinstance(last, date):
        return
    yield _fact(spoken, START, first, value)
    yield _fact(spoken, END, last, value)
    yield from _between(spoken, first, last, value)


def _apart(spoken: _Spoken, dates: list[Read]) -> Iterator[Fact]:
    """A first day with 起, a last day with 止, each by itself."""
    text = spoken.sentence.text
    opening = next((one for one in dates if one.low == one.high and _is_opening(text, one)), None)
    closing = next(
        (
            one
            for one in dates
            if one.low == one.high and (_CLOSES_BEFORE.search(text[: one.start]) or _CLOSES.match(text, one.end))
        ),
        None,
    )
    if opening is not None and isinstance(opening.low, date):
        yield _fact(spoken, START, opening.low, opening)
    if closing is not None and closing is not opening and isinstance(closing.low, date):
        yield _fact(spoken, END, closing.low, closing)
    if opening and closing and isinstance(opening.low, date) and isinstance(closing.low, date):
        yield from _between(spoken, opening.low, closing.low, closing)


def _between(spoken: _Spoken, first: date, last: date, read: Read) -> Iterator[Fact]:
    """The length from a first day to a last one, where it is one of whole months."""
    months, days = months_and_days(first, last) if first < last else (0, 0)
    # 2026年3月1日至2031年3月1日 says five years, though counted exactly it is a day more.
    if not months or days > 1:
        return
    yield _fact(spoken, TERM_MONTHS, months, read)
    if months % 12 == 0 and (not days or last.day == first.day):
        yield _fact(spoken, YEARS, months // 12, read)


def _is_opening(text: str, one: Read) -> bool:
    return bool(_OPENS.match(text, one.end) or _OPENS_BEFORE.search(text[: one.start]))


def _length(spoken: _Spoken, value: Read) -> Iterator[Fact]:
    length = value.low
    if not isinstance(length, Length) or not length.months or length.days or length.phases:
        return
    yield _fact(spoken, TERM_MONTHS, length.months, value)
    if length.months % 12 == 0:
        yield _fact(spoken, YEARS, length.months // 12, value)


def _belongs(spoken: _Spoken, value: Read, words: TermWords) -> bool:
    if words.other.search(_clause(spoken.sentence.text, value)):
        return False
    return (
        spoken.is_under_heading
        or any(-2 <= value.start - end <= _NEAR for end in spoken.subjects)
        or any(0 <= end - value.end <= 12 for end in spoken.subjects)
    )


def _is_term(spoken: _Spoken, value: Read, words: TermWords) -> bool:
    """Whether a length is that of the term, and no deadline or limit."""
    text = spoken.sentence.text
    if not isinstance(value.low, Length) or value.low.months < 6 or value.low != value.high:
        return False
    if value.bound is not Bound.EXACT or not _belongs(spoken, value, words):
        return False
    before = text[: value.start]
    if value.start > _EARLY and not any(-2 <= value.start - end <= _NEAR for end in spoken.subjects):
        return False
    if _FULL_BEFORE.search(before):
        return bool(_FULL_BEHIND.match(text, value.end))
    if _NO_LENGTH_BEFORE.search(before) or _NO_LENGTH_BEHIND.match(text, value.end):
        return False
    return not _FORBIDS.search(_clause(text, value))


def _clause(text: str, value: Read) -> str:
    start = max(text.rfind(mark, 0, value.start) for mark in "，。；：|（")
    end = min((at for mark in "，。；|）" if (at := text.find(mark, value.end)) >= 0), default=len(text))
    return text[start + 1 : end]


def _fact(spoken: _Spoken, keys: Keys, value: Value, read: Read) -> Fact:
    source = spoken.sentence.quote(read.start, read.end)
    if spoken.is_under_heading and spoken.subjects:
        return Fact(keys, value, source, Confidence.CERTAIN, "在期限的标题之下，并写明是运营期限")
    if spoken.is_under_heading:
        return Fact(keys, value, source, Confidence.CERTAIN, "在期限的标题或者栏目之下")
    return Fact(keys, value, source, Confidence.PROBABLE, "句中写明是授权或者合作的期限，标题不是期限")


def _bare(heading: str) -> str:
    """A heading without its number."""
    return re.sub(
        r"^(?:第?[〇一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾\d.]+[条章节]?|[（(][^（）()]{1,3}[）)])[\s、.．]*",
        "",
        heading,
    ).strip()
