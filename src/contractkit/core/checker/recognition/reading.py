"""A document made ready for recognition: its sentences, and which of its words bind somebody.

Screens take out words that bind nobody (recitals, definitions, negations, slogans, reports, contents lists) and words
that put something off (blanks, 另行约定). What is left, the operative text, has the same length as the clean text, so
offsets stay exact.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from contractkit.core.checker.recognition.cues import Cues, Reach, Screen
from contractkit.core.document.sentences import lead_ins
from contractkit.core.document.tree import BlockKind, Document, Passage, Zone
from contractkit.core.law.requirement import Kind
from contractkit.core.zh.patterns import Pattern

_SENTENCE_END = re.compile(r"[。！？；!?;]+[”’）】]*")
_HEADINGS_THAT_COUNT = 2  # nearest ones; a chapter's title says little about each of its sentences
_LEAD_IN = 60  # clean characters: the end of the sentence before a list
_SHORT_ITEM = 16  # clean characters
_CLAUSE_END = "，。；！？|"  # clean text: an ASCII comma only stands in numbers and latin words
_ANNEX = re.compile(
    r"(?:详?见|参见|按照?|依照?|以|载于|列于|如|执行|根据)(?:本[协合方][议同案])?(?:所附|后附|随附|之)?《?"
    r"(?P<label>(?:附件|附表|附录|附图)(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2}|[A-Z甲乙丙丁戊己]))"
)
_ANNEX_HEADING = re.compile(r"(?:附件|附表|附录|附图)(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2}|[A-Z甲乙丙丁戊己])")
_NO_WORDS = re.compile(r"^[\s_/／—\-…×X　（）()【】|。]*$")
_NOT_ATTACHED = Screen("附件没有随文", "写明见附件，但附件没有随文或者没有内容", _ANNEX, Reach.CLAUSE, defers=True)
_SILENT_ZONES = {
    Zone.CONTENTS: "这是目录",
    Zone.RECITAL: "写在鉴于（缘起）部分，只是说明背景",
    Zone.DEFINITIONS: "写在定义部分，只是解释用语",
}


@dataclass(frozen=True, slots=True)
class Hold:
    """Words [start, end) of a passage that a screen has taken out."""

    start: int
    end: int
    screen: Screen


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence (or a table row): clean text [start, end) of one passage."""

    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage with what was taken out of it.

    Attributes:
        operative: clean text with the held words blanked out; same length.
        context: headings above it and header of its table, for `heading:` patterns.
        lead: the words that lead in the list it stands in, for `lead:` patterns; mostly empty.
        names_columns: a table's first row, which only names its columns.
        silent: why the whole passage binds nobody, as half a Chinese sentence; empty where it may.
    """

    passage: Passage
    operative: str
    holds: tuple[Hold, ...]
    lines: tuple[Line, ...]
    context: str
    lead: str = ""
    names_columns: bool = False
    silent: str = ""

    @property
    def text(self) -> str:
        """The clean text."""
        return self.passage.clean.text


class Pages:
    """The sentences of a document, each with its words; what a pattern matches is remembered."""

    def __init__(self, passages: Iterable[ReadPassage], *, operative: bool) -> None:
        self.lines: list[Line] = []
        self._texts: list[str] = []
        self._matching: dict[Pattern, tuple[Line, ...]] = {}
        for read in passages:
            text = read.operative if operative else read.text
            self.lines.extend(read.lines)
            self._texts.extend(text[line.start : line.end] for line in read.lines)

    def matching(self, pattern: Pattern) -> tuple[Line, ...]:
        """The lines in which `pattern` matches, in order."""
        if pattern not in self._matching:
            pairs = zip(self.lines, self._texts, strict=True)
            self._matching[pattern] = tuple(line for line, text in pairs if pattern.search(text))
        return self._matching[pattern]


@dataclass(frozen=True, slots=True)
class Reading:
    """A document ready for recognition.

    Attributes:
        pages: the operative text.
        raw_pages: everything, for deferrals and nearest passages.
        deferred: of the lines of which words are put off, the words that the first such screen has taken out.
    """

    document: Document
    passages: tuple[ReadPassage, ...]
    pages: Pages
    raw_pages: Pages
    deferred: Mapping[Line, Hold]


def read(document: Document, cues: Cues, kind: Kind) -> Reading:
    """Apply the screens of this kind of document."""
    screens = tuple(screen for screen in cues.screens if kind in screen.kinds)
    reader = _Reader(screens, cues.says_something)
    following: tuple[Passage | None, ...] = (*document.passages[1:], None)
    passages = tuple(
        reader.read(passage, lead, names_columns=_names_columns(passage, after))
        for passage, lead, after in zip(document.passages, lead_ins(document), following, strict=True)
    )
    passages = _without_absent_annexes(passages)
    deferred = {line: hold for one in passages for line, hold in _deferred(one)}
    return Reading(document, passages, Pages(passages, operative=True), Pages(passages, operative=False), deferred)


def _deferred(read: ReadPassage) -> Iterator[tuple[Line, Hold]]:
    """Each line with the first hold that puts something off in it; the last pair given counts."""
    for hold in reversed([hold for hold in read.holds if hold.screen.defers]):
        at = bisect_right(read.lines, hold.start, key=lambda line: line.end)
        while at < len(read.lines) and read.lines[at].start < hold.end:
            yield read.lines[at], hold
            at += 1


def _names_columns(passage: Passage, after: Passage | None) -> bool:
    return (
        passage.kind is BlockKind.ROW
        and after is not None
        and after.kind is BlockKind.ROW
        and after.location.table == passage.location.table
        and bool(after.header)
        and not passage.header
    )


def filled_columns(row: Passage) -> tuple[str, ...]:
    """The names of the columns in which a table row says something; all where its cells do not match the header."""
    if len(row.cells) != len(row.header):
        return row.header
    return tuple(name for name, cell in zip(row.header, row.cells, strict=True) if cell.strip())


def _without_absent_annexes(passages: tuple[ReadPassage, ...]) -> tuple[ReadPassage, ...]:
    """Take out clauses that leave something to an annex which is not in the file, or has nothing in it."""
    attached = {label for read in passages if _has_content(read) for label in _annex_labels(read.passage)}
    return tuple(_with_holds(read, _absent_annexes(read, attached)) for read in passages)


def _absent_annexes(read: ReadPassage, attached: set[str]) -> tuple[Hold, ...]:
    if read.passage.is_heading:
        return ()
    return tuple(
        Hold(*clause_at(read.text, *match.span()), _NOT_ATTACHED)
        for match in _ANNEX.finditer(read.text)
        if match["label"] not in attached
    )


def _annex_labels(passage: Passage) -> set[str]:
    """`附件一` for a passage below a heading `附件一 公共数据资源目录`."""
    found = (_ANNEX_HEADING.match(heading.replace(" ", "")) for heading in passage.headings)
    return {match[0] for match in found if match}


def _has_content(read: ReadPassage) -> bool:
    silent = read.passage.is_heading or read.names_columns
    return not silent and _NO_WORDS.match(read.operative.replace("\n", "")) is None


def _with_holds(read: ReadPassage, holds: tuple[Hold, ...]) -> ReadPassage:
    return replace(read, holds=read.holds + holds, operative=blanked(read.operative, holds)) if holds else read


def blanked(text: str, holds: tuple[Hold, ...]) -> str:
    """The text with the held words replaced, at the same length, by marks that no cue reaches across."""
    if not holds:
        return text
    characters = list(text)
    for hold in holds:
        length = hold.end - hold.start
        characters[hold.start : hold.end] = ("。\n" * length)[:length]
    return "".join(characters)


def lines_of(passage: Passage) -> tuple[Line, ...]:
    """The sentences of a passage; a table row is one."""
    text = passage.clean.text
    if not text:
        return ()
    if passage.kind is BlockKind.ROW:
        return (Line(passage.index, 0, len(text)),)
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    ends = _without_short_items(text, ends)
    starts = [0, *ends[:-1]]
    return tuple(Line(passage.index, start, end) for start, end in zip(starts, ends, strict=True))


def _without_short_items(text: str, ends: list[int]) -> list[int]:
    """Sentence ends, without those inside a list of short items (“加密传输；最小授权；全程留痕”)."""
    starts = [0, *ends[:-1]]
    short = [end - start < _SHORT_ITEM for start, end in zip(starts, ends, strict=True)]
    kept: list[int] = []
    for at, end in enumerate(ends):
        item = text[end - 1] in "；;" and at + 1 < len(ends) and short[at] and short[at + 1]
        many = (at > 0 and short[at - 1]) or (at + 2 < len(ends) and short[at + 2])
        if not (item and many):
            kept.append(end)
    return kept


def clause_at(text: str, start: int, end: int, low: int = 0, high: int | None = None) -> tuple[int, int]:
    """[start, end) widened to the commas around it, within [low, high)."""
    high = len(text) if high is None else high
    while start > low and text[start - 1] not in _CLAUSE_END:
        start -= 1
    while end < high and text[end] not in _CLAUSE_END:
        end += 1
    return start, end


class _Reader:
    def __init__(self, screens: tuple[Screen, ...], says_something: Pattern) -> None:
        self.screens = screens
        self.says_something = says_something

    def read(self, passage: Passage, lead: Passage | None, *, names_columns: bool) -> ReadPassage:
        lines = lines_of(passage)
        context = "\n".join((*passage.headings[-_HEADINGS_THAT_COUNT:], "|".join(filled_columns(passage))))
        lead_words = "" if lead is None else lead.clean.text[-_LEAD_IN:]
        silent = _SILENT_ZONES.get(passage.zone, "")
        holds = tuple(self._holds(passage, lines, context))
        operative = blanked(passage.clean.text, holds)
        return ReadPassage(passage, operative, holds, lines, context, lead_words, names_columns, silent)

    def _holds(self, passage: Passage, lines: tuple[Line, ...], context: str) -> Iterator[Hold]:
        text = passage.clean.text
        for screen in self.screens:
            if screen.reach is Reach.SECTION:
                if screen.pattern.search(context) and not (screen.unless and screen.unless.search(text)):
                    yield Hold(0, len(text), screen)
            elif screen.reach is Reach.PASSAGE:
                if screen.pattern.search(text) and not (screen.unless and screen.unless.search(text)):
                    yield Hold(0, len(text), screen)
            else:
                for line in lines:
                    yield from self._in_line(screen, text, line)

    def _in_line(self, screen: Screen, text: str, line: Line) -> Iterator[Hold]:
        for match in screen.pattern.finditer(text[line.start : line.end]):
            start, end = line.start + match.start(), line.start + match.end()
            if screen.reach is Reach.SENTENCE:
                start, end = line.start, line.end
            elif screen.reach is not Reach.WORDS:
                start, end = clause_at(text, start, end, line.start, line.end)
            if screen.unless and screen.unless.search(text, start, end):
                continue
            if screen.reach is Reach.BACK:
                start = self._back(text, start, line.start)
            yield Hold(start, end, screen)

    def _back(self, text: str, start: int, low: int) -> int:
        """Widen to the left over clauses that say nothing by themselves."""
        while start > low:
            before, _ = clause_at(text, start - 1, start - 1, low)
            if self.says_something.search(text, before, start - 1):
                break
            start = before
        return start
