"""Complex fields: instructions do not count as words, results do; some fields show words that they have no result for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from contractkit.readers.word.names import VAL, Element, W, is_on, number, value
from contractkit.readers.word.symbols import symbol

FIELD_CHARACTER = W + "fldChar"
_LONGEST = 4000
_CONTENTS = re.compile(r"\s*(?:TOC|TOA|INDEX)\b", re.IGNORECASE)
_CIRCLE = re.compile(r"\\ac\s*\(\s*[^,;]\s*[,;]\s*([^)]*)\)", re.IGNORECASE)
_RAISED = re.compile(r"\\s\s*\\up\s*-?\d+\s*\([^)]*\)\s*[,;]?", re.IGNORECASE)
_SWITCH = re.compile(r"\\\*\s*\S+(?:\s+\"[^\"]*\")?|\\[A-Za-z]+\d*\s*|\"Font:[^\"]*\"")
_NUMBERS = re.compile(r"AUTONUM\w*|LISTNUM")


def is_contents(instruction: str) -> bool:
    """Whether a field's result is a table of contents or an index."""
    return bool(_CONTENTS.match(instruction))


@dataclass(slots=True)
class _Frame:
    begin: Element
    instruction: list[str] = field(default_factory=list)
    in_result: bool = False
    is_contents: bool = False
    has_words: bool = False


@dataclass(slots=True)
class Fields:
    """The fields open at the place of reading; one object per story, since fields run over paragraphs.

    Attributes:
        is_open: some field is.
        visible: words here are shown, because no field is within its instruction.
        in_contents: words here are entries of a table of contents.
    """

    is_open: bool = False
    visible: bool = True
    in_contents: bool = False
    _trusted: frozenset[Element] = frozenset()
    _frames: list[_Frame] = field(default_factory=list)
    _instructing: int = 0
    _listing: int = 0

    @classmethod
    def of(cls, story: Element, gone: frozenset[str]) -> Fields:
        """The fields of a story. One that begins and never ends is not trusted: it would swallow the rest.

        Args:
            story: the element that holds the story.
            gone: tracked changes whose content is left out.
        """
        open_ones: list[Element] = []
        trusted: set[Element] = set()
        left_out = {node for change in story.iter(*gone) for node in change.iter(FIELD_CHARACTER)} if gone else set()
        for node in story.iter(FIELD_CHARACTER):
            kind = node.get(W + "fldCharType")
            if node in left_out:
                continue
            if kind == "begin":
                open_ones.append(node)
            elif kind == "end" and open_ones:
                trusted.add(open_ones.pop())
        return cls(_trusted=frozenset(trusted))

    def character(self, node: Element) -> str | None:
        """Move on over a `w:fldChar`.

        Returns:
            The words that a field without a result shows, mostly none; None where it shows a number that only Word
            can compute.
        """
        kind = node.get(W + "fldCharType")
        shown: str | None = ""
        if kind == "begin" and node in self._trusted:
            self._frames.append(_Frame(node))
            self._instructing += 1
        elif kind == "separate" and self._frames:
            self._separate(self._frames[-1])
        elif kind == "end" and self._frames:
            frame = self._frames.pop()
            self._instructing -= not frame.in_result
            self._listing -= frame.is_contents
            shown = "" if frame.has_words else _shown(frame)
        self.is_open, self.visible, self.in_contents = bool(self._frames), not self._instructing, self._listing > 0
        return shown if self.visible else ""

    def _separate(self, frame: _Frame) -> None:
        if not frame.in_result:
            frame.in_result = True
            frame.is_contents = is_contents("".join(frame.instruction))
            self._instructing -= 1
            self._listing += frame.is_contents

    def instruct(self, text: str) -> None:
        """Take up a piece of the innermost field's instruction."""
        if self._frames and not self._frames[-1].in_result:
            self._frames[-1].instruction.append(text)

    def wrote(self) -> None:
        """Take note that the open fields have words in their results."""
        for frame in reversed(self._frames):
            if frame.has_words:
                break
            frame.has_words = True


def _shown(frame: _Frame) -> str | None:
    instruction = "".join(frame.instruction)[:_LONGEST]
    words = instruction.split()
    keyword = words[0].upper() if words else ""
    if keyword == "FORMCHECKBOX":
        return _check_box(frame.begin)
    if keyword == "FORMDROPDOWN":
        return _drop_down(frame.begin)
    if keyword == "MACROBUTTON":
        return " ".join(words[2:])
    if keyword == "SYMBOL" and len(words) > 1:
        return _symbol(words)
    if keyword == "EQ":
        return _equation(instruction.strip()[2:])
    return None if _NUMBERS.fullmatch(keyword) else ""


def _check_box(begin: Element) -> str:
    box = begin.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    state = is_on(box.find(W + "checked"))
    state = is_on(box.find(W + "default")) if state is None else state
    return "☑" if state else "□"


def _drop_down(begin: Element) -> str:
    listed = begin.find(f"{W}ffData/{W}ddList")
    if listed is None:
        return ""
    entries = [entry.get(VAL, "") for entry in listed.iterfind(W + "listEntry")]
    result, default = number(value(listed, W + "result")), number(value(listed, W + "default"))
    at = (default or 0) if result is None else result
    return entries[at] if 0 <= at < len(entries) else ""


def _symbol(words: list[str]) -> str:
    code = number(words[1]) if words[1].isdecimal() else _hexadecimal(words[1])
    font = " ".join(words).partition("\\f")[2].strip().partition('" ')[0].strip('" ')
    return "" if code is None else symbol(font, code)


def _hexadecimal(text: str) -> int | None:
    try:
        return int(text, 16)
    except ValueError:
        return None


def _equation(instruction: str) -> str:
    """The words of an EQ field: circled characters, ruby and fractions as Word for Chinese writes them."""
    circled = _CIRCLE.search(instruction)
    if circled:
        inner = circled[1].strip()
        at = number(inner)
        return chr(0x245F + at) if at is not None and 0 < at <= 20 else inner
    text = _RAISED.sub("", instruction)
    is_fraction = re.search(r"\\f\s*\(", text, re.IGNORECASE)
    text = _SWITCH.sub("", text).replace("(", "").replace(")", "").strip()
    return re.sub(r"\s*[,;]\s*", "/" if is_fraction else "", text)
