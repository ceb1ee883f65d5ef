"""Which lines with 附件 in front only name an annex, and which lines open one.

A contract names its annexes in a list (附件一：目录) before or behind the signatures; the annexes themselves stand later, under
the same number or under the title that the list gave them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from contractkit.core.document.line import Line
from contractkit.core.document.signing import is_date, signs, signs_above_date
from contractkit.core.zh.labels import Label, Scheme, parse_label
from contractkit.core.zh.normalize import normalize

_LISTED = frozenset({Scheme.ARABIC, Scheme.ARABIC_COMMA, Scheme.ARABIC_BARE, Scheme.ARABIC_BRACKETS})
_CORE = re.compile(r"[《》“”\s]|（[^（）]*）$|[。；，]$")
_OWN_SIGNATURE = re.compile(r"书|协议|合同|函|(?:验收|确认|交接|移交|签收|申请|审批|登记|评审|报审)(?:单|表)")
_LONGEST_NAME = 60
_LOOK_BACK = 400  # lines; the last number of the body stands near its list of annexes

_Key = tuple[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Annexes:
    """Where a document names its annexes and where it has them.

    Attributes:
        named: positions of lines that only name an annex; its label (附件2 for 2. in a list that 附件： opens).
        titles: positions of unnumbered lines that open an annex by the title it was named with; the label it was given.
    """

    named: Mapping[int, str]
    titles: Mapping[int, str]


def find_annexes(lines: Sequence[Line], outside: frozenset[int]) -> Annexes:
    """Tell the annexes from their names in lists.

    Args:
        lines: the lines of the document.
        outside: positions of the entries of a table of contents.
    """
    last_with: dict[_Key, int] = {}
    for at, line in enumerate(lines):
        if at not in outside and line.scheme is Scheme.ANNEX and line.values:
            last_with[_key(line)] = at
    first_signature = next((at for at, line in enumerate(lines) if at not in outside and signs(line)), len(lines))
    named = {
        at: _mark(lines[at])
        for run in _runs(lines, outside)
        if _only_names(lines, run, last_with, is_signed=first_signature < run.start)
        for at in run
    }
    return Annexes(named, dict(_titles(lines, sorted(named), last_with)))


def signs_for_itself(title: str) -> bool:
    """Whether an annex with this title is a paper of its own, with its own signatures (保密协议, 承诺书, 验收单)."""
    return bool(_OWN_SIGNATURE.search(title))


def _key(line: Line) -> _Key:
    """What the lines about one annex have in common: 附件一, 附件1, and 1. in a list that 附件： opens."""
    label = line.label
    if label is None or label.scheme is not Scheme.ANNEX:
        return "附件", line.values
    inner = parse_label(line.words) if not label.values else None
    return label.text[:2], inner.values if inner else label.values


def _runs(lines: Sequence[Line], outside: frozenset[int]) -> Iterator[range]:
    """Runs of lines that could be a list of annexes: no annex twice in one."""
    at = 0
    while at < len(lines):
        end, keys = at, set[_Key]()
        while end < len(lines) and end not in outside and _is_listed(lines, end, first=at):
            key = _key(lines[end])
            if key[1] and key in keys:
                break
            keys.add(key)
            end += 1
        if end > at:
            yield range(at, end)
        at = max(end, at + 1)


def _is_listed(lines: Sequence[Line], at: int, *, first: int) -> bool:
    line = lines[at]
    if line.is_row or len(line.body) > _LONGEST_NAME:
        return False
    if line.scheme is Scheme.ANNEX:
        return True
    # 附件：1. 目录, then 2. 清单 below it.
    opens_list = at > first and lines[first].scheme is Scheme.ANNEX and not lines[first].values
    return opens_list and line.scheme in _LISTED and bool(line.body) and not line.body.endswith("：")


def _only_names(lines: Sequence[Line], run: range, last_with: Mapping[_Key, int], *, is_signed: bool) -> bool:
    """Whether a run of annex lines is a list: the annexes come later, or the text itself goes on or ends behind it."""
    comes_later = any(last_with.get(_key(lines[at]), 0) >= run.stop for at in run)
    if run.stop >= len(lines):
        return len(run) > 1
    following = lines[run.stop]
    if following.scheme is Scheme.ANNEX:
        return comes_later
    if signs(following) or is_date(following) or signs_above_date(lines, run.stop):
        return comes_later or (not is_signed and bool(lines[run.start].body))
    return (comes_later and len(run) > 1) or _goes_on(lines, run)


def _goes_on(lines: Sequence[Line], run: range) -> bool:
    """Whether the number behind a run continues one in front of it."""
    following = lines[run.stop]
    if not following.values or following.scheme is Scheme.ANNEX:
        return False
    for line in reversed(lines[max(0, run.start - _LOOK_BACK) : run.start]):
        if line.scheme is following.scheme:
            return following.values[-1] == line.values[-1] + 1 and following.values[:-1] == line.values[:-1]
    return False


def _titles(lines: Sequence[Line], named: Sequence[int], last_with: Mapping[_Key, int]) -> Iterator[tuple[int, str]]:
    """Unnumbered lines behind a list that repeat the title of an annex in it."""
    wanted = {title: mark for at in named for title, mark in _wanted(lines[at], last_with)}
    if not wanted:
        return
    for at in range(named[0] + 1, len(lines)):
        line = lines[at]
        is_plain = line.label is None and not line.is_row and len(line.body) <= _LONGEST_NAME
        if is_plain and (mark := wanted.pop(_core(line.body), None)):
            yield at, mark


def _wanted(line: Line, last_with: Mapping[_Key, int]) -> Iterator[tuple[str, str]]:
    """The title that a list gives an annex, with the annex's label; nothing where the annex has its number in front."""
    key = _key(line)
    if line.label is None or key in last_with:
        return
    inner = parse_label(line.words) if line.scheme is Scheme.ANNEX else None
    title = _core(normalize(line.words[inner.end :]).text if inner else line.body)
    if title:
        yield title, _mark(line)


def _mark(line: Line) -> str:
    """The label of the annex that a line of a list names."""
    if line.label is not None and line.scheme is Scheme.ANNEX and (line.values or parse_label(line.words) is None):
        return line.label.text
    values = _key(line)[1]
    return f"附件{values[0]}" if values else "附件"


def _core(title: str) -> str:
    """The words of a title without marks around them and without what is added in brackets at its end."""
    before = ""
    while before != title:
        before, title = title, _CORE.sub("", title.strip())
    return title


def label_of(mark: str) -> Label:
    """The label of an annex that is opened by its title alone."""
    found = parse_label(mark)
    return found if found is not None else Label(mark, Scheme.ANNEX, (), 0)
