"""Answers as they come back: our insertions accepted, rejected, edited or left, and words changed with and without a mark.

Every answer is made from a returned draft by real edits of its XML, and says itself what was done to it.
"""

from __future__ import annotations

import copy
import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from contractkit.core.redline.rounds.answer import Decision, Edit, EditKind, Words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MAIN = "word/document.xml"
THEY = "对方法务"
_BLANK = re.compile("【待填：[^】]*】")
_YEARS = "一二三四五六七八九"

Element = etree._Element


@dataclass
class Done:
    """What was done to a returned draft.

    Attributes:
        decisions: on each of our insertions, in order.
        silent: words changed without a mark: (what was, what is).
        tracked: words changed with one.
        filled: words written into our blanks.
    """

    decisions: list[Decision] = field(default_factory=list)
    silent: list[tuple[str, str]] = field(default_factory=list)
    tracked: list[tuple[str, str]] = field(default_factory=list)
    filled: list[str] = field(default_factory=list)


def answer_to(
    returned: bytes, author: str, rng: random.Random, *, silent: int = 2, tracked: int = 1, rewrite: bool = False
) -> tuple[bytes, Done]:
    """An answer with a random decision on each insertion of ours and random edits of their own words.

    Args:
        returned: the draft that we returned.
        author: whose our changes are.
        rng: what decides.
        silent: edits without a mark; tracked: with one.
        rewrite: the XML as another program writes it: runs cut elsewhere, other ids.
    """
    root = etree.fromstring(_part(returned))
    done = Done()
    ours = list(proposals(root, author))
    own = {node for group in ours for one in group for node in one.iter()}
    paragraphs = [one for one in _texts(root) if one not in own]
    rng.shuffle(paragraphs)
    for _ in range(silent):
        _edit_silently(paragraphs, done, rng)
    for _ in range(tracked):
        _edit_tracked(paragraphs, done, rng)
    for group in ours:
        done.decisions.append(_decide(group, author, done, rng))
    if rewrite:
        rewritten(root, rng)
    return with_main(returned, etree.tostring(root)), done


def proposals(root: Element, author: str) -> Iterator[list[Element]]:
    """Our insertions as paragraphs and tables in a row, each begun by a comment."""
    group: list[Element] = []
    for one in [node for node in root.iter(W + "p", W + "tbl") if node.tag == W + "tbl" or not _in_table(node)]:
        if not _is_ours(one, author):
            yield from [group] if group else []
            group = []
            continue
        if group and one.find(f".//{W}commentRangeStart") is not None:
            yield group
            group = []
        if said_in(one).strip():
            group.append(one)
    if group:
        yield group


def accept(group: list[Element], author: str) -> None:
    """Our change is one no longer: the words are plain."""
    for one in group:
        for node in [node for node in one.iter(W + "ins") if node.get(W + "author") == author]:
            parent = above(node)
            for child in list(node):
                node.addprevious(child)
            parent.remove(node)


def reject(group: list[Element]) -> None:
    """Our words are gone."""
    for one in group:
        above(one).remove(one)


def strike(group: list[Element], author: str) -> None:
    """Our words deleted as a tracked change of theirs."""
    for one in group:
        for node in [node for node in one.iter(W + "ins") if node.get(W + "author") == author]:
            runs = [run for run in node.findall(W + "r") if run.find(W + "commentReference") is None]
            if runs:
                deletion = etree.SubElement(node, W + "del", _signed())
                for run in runs:
                    deletion.append(_deleted(run))
            elif above(node).tag in (W + "rPr", W + "trPr"):
                node.addnext(etree.Element(W + "del", _signed()))


def faults_of(done: Done, words: Words) -> list[str]:
    """What is told otherwise than it was done, missed or invented."""
    found = []
    told = [one.decision for one in words.replies]
    if told != done.decisions:
        found.append(f"决定：{[one.value for one in done.decisions]} 报为 {[one.value for one in told]}")
    filled = [one.words for reply in words.replies for one in reply.filled]
    if filled != done.filled:
        found.append(f"填写：{done.filled} 报为 {filled}")
    for kind, wanted in ((EditKind.SILENT, done.silent), (EditKind.TRACKED, done.tracked)):
        edits = [one for one in words.edits if one.kind is kind]
        for was, now in wanted:
            match = next((one for one in edits if _tells(one, was, now)), None)
            if match is None:
                found.append(f"漏报{kind.value}：{was}→{now}")
            else:
                edits.remove(match)
        found += [f"多报{kind.value}：{one.old}→{one.new}" for one in edits]
    found += [f"多报：{one.old}→{one.new}" for one in words.edits if one.kind is EditKind.SETTLED]
    return found


def _tells(edit: Edit, was: str, now: str) -> bool:
    old, new = "".join(edit.old.split()), "".join(edit.new.split())
    if not now:
        return old == "".join(was.split()) and not new
    return "".join(was.split()) in old and "".join(now.split()) in new and (bool(was) or not old)


def with_gaps(data: bytes, rng: random.Random, share: float = 0.2) -> bytes:
    """A document from which some of its provisions were taken out."""
    root = etree.fromstring(_part(data))
    for one in root.findall(f"{W}body/{W}p"):
        if len(said_in(one)) > 20 and one.find(f"{W}pPr/{W}sectPr") is None and rng.random() < share:
            above(one).remove(one)
    return with_main(data, etree.tostring(root))


def _decide(group: list[Element], author: str, done: Done, rng: random.Random) -> Decision:
    way = rng.choice(("accept", "reject", "leave", "strike", "fill", "quiet", "marked", "then"))
    if way == "fill":
        if rng.random() < 0.5:
            accept(group, author)
        return _fill(group, author, done)
    if way in ("accept", "then"):
        accept(group, author)
    if way == "reject":
        reject(group)
    if way == "strike":
        strike(group, author)
    if way in ("then", "quiet"):
        _swap(rng.choice(_long(group)), rng, author)
    if way == "marked":
        _swap(rng.choice(_long(group)), rng, author, marked=True)
    return {
        "accept": Decision.ACCEPTED,
        "reject": Decision.REJECTED,
        "leave": Decision.PENDING,
        "strike": Decision.STRUCK,
    }.get(way, Decision.CHANGED)


def _long(group: list[Element]) -> list[Element]:
    """The runs of words in which something can be changed."""
    texts = [node for one in group for node in one.iter(W + "t") if len(node.text or "") >= 12]
    return [node for node in texts if not _BLANK.search(node.text or "")] or texts


def _fill(group: list[Element], author: str, done: Done) -> Decision:
    """Write into every blank of an insertion."""
    for one in group:
        for node in one.iter(W + "t"):
            for match in _BLANK.findall(node.text or ""):
                words = f"市数据局第{len(done.filled) + 1}号文件所定"
                node.text = (node.text or "").replace(match, words, 1)
                done.filled.append(words)
    is_ours = any(node.get(W + "author") == author for one in group for node in one.iter(W + "ins"))
    return Decision.PENDING if is_ours else Decision.ACCEPTED


def _swap(node: Element, rng: random.Random, author: str, *, marked: bool = False) -> tuple[str, str]:
    """Put other words into words, with or without a mark; tell what was and what is."""
    text = node.text or ""
    at = rng.randint(3, max(len(text) - 8, 4))
    old, new = text[at : at + 4], "另行商议确定"
    if not marked:
        node.text = text[:at] + new + text[at + 4 :]
        return old, new
    run = above(node)
    around = above(run)
    is_ours = around.tag == W + "ins" and around.get(W + "author") == author
    before, gone, behind = (_run_like(run, part) for part in (text[:at], old, text[at + 4 :]))
    deletion, insertion = etree.Element(W + "del", _signed()), etree.Element(W + "ins", _signed())
    deletion.append(_deleted(gone))
    insertion.append(_run_like(run, new))
    parts = [before, deletion, insertion, behind] if not is_ours else []
    if is_ours:
        siblings = list(around)
        at = siblings.index(run)
        for part in (*siblings[:at], before, deletion, insertion, behind, *siblings[at + 1 :]):
            if part is insertion:
                parts.append(part)
                continue
            wrapped = etree.Element(W + "ins", {str(key): str(value) for key, value in around.attrib.items()})
            wrapped.append(part)
            parts.append(wrapped)
    place = around if is_ours else run
    for part in parts:
        place.addprevious(part)
    above(place).remove(place)
    return old, new


def _edit_silently(paragraphs: list[Element], done: Done, rng: random.Random) -> None:
    """One word changed, a sentence added, or a paragraph taken out, without a mark."""
    plants: list[Callable[[Element, random.Random], tuple[str, str] | None]] = [_year, _modal, _digit, _added, _removed]
    first = rng.randrange(len(plants))
    for plant in plants[first:] + plants[:first]:
        for paragraph in list(paragraphs):
            found = plant(paragraph, rng)
            if found is not None:
                paragraphs.remove(paragraph)
                done.silent.append(found)
                return


def _edit_tracked(paragraphs: list[Element], done: Done, rng: random.Random) -> None:
    for paragraph in list(paragraphs):
        nodes = [node for node in _plain(paragraph) if len(node.text or "") >= 14]
        if nodes:
            done.tracked.append(_swap(rng.choice(nodes), rng, "", marked=True))
            paragraphs.remove(paragraph)
            return


def _replaced(pattern: str, other: Callable[[str, random.Random], str]) -> Callable[..., tuple[str, str] | None]:
    def plant(paragraph: Element, rng: random.Random) -> tuple[str, str] | None:
        for node in _plain(paragraph):
            match = re.search(pattern, node.text or "")
            if match:
                now = other(match[0], rng)
                node.text = (node.text or "")[: match.start()] + now + (node.text or "")[match.end() :]
                return match[0], now
        return None

    return plant


_year = _replaced(
    rf"(?<![{_YEARS}十百])[{_YEARS}](?=年)", lambda word, rng: rng.choice([y for y in _YEARS if y != word])
)
_modal = _replaced("应当", lambda _word, _rng: "可以")
_digit = _replaced(r"\d+", lambda word, rng: str(int(word) + rng.randint(1, 7)))


def _added(paragraph: Element, _rng: random.Random) -> tuple[str, str] | None:
    nodes = [node for node in _plain(paragraph) if (node.text or "").endswith("。")]
    if not nodes:
        return None
    words = "但双方口头另有安排的除外。"
    nodes[-1].text = (nodes[-1].text or "") + words
    return "", words


def _removed(paragraph: Element, _rng: random.Random) -> tuple[str, str] | None:
    text = "".join(node.text or "" for node in paragraph.iter(W + "t"))
    if _in_table(paragraph) or len(text) < 30 or paragraph.find(f".//{W}ins") is not None:
        return None
    if paragraph.find(f".//{W}del") is not None or paragraph.find(f".//{W}txbxContent") is not None:
        return None
    above(paragraph).remove(paragraph)
    return text, ""


def rewritten(root: Element, rng: random.Random) -> None:
    """As another program writes it: every run cut in two, other ids, no style of its own on paragraphs of ours."""
    for node in list(root.iter(W + "t")):
        run, text = above(node), node.text or ""
        if run.tag == W + "r" and len(text) > 3 and len(run.findall(W + "t")) == 1 and len(run) <= 2:
            at = rng.randint(1, len(text) - 1)
            run.addprevious(_run_like(run, text[:at]))
            node.text = text[at:]
            node.set(SPACE, "preserve")
    for at, node in enumerate(root.iter(W + "ins", W + "del"), 5000):
        node.set(W + "id", str(at))


def above(node: Element) -> Element:
    """What an element stands in."""
    parent = node.getparent()
    assert parent is not None
    return parent


def said_in(node: Element) -> str:
    """The words in an element that are not deleted."""
    return "".join(text.text or "" for text in node.iter(W + "t"))


def with_main(data: bytes, main: bytes) -> bytes:
    """The file with another main part."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, main if name == MAIN else old.read(name))
    return target.getvalue()


def _part(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(MAIN)


def _texts(root: Element) -> list[Element]:
    """Paragraphs of their own with some words, outside tables of contents and boxes."""
    found = []
    for one in root.iter(W + "p"):
        style = one.find(f"{W}pPr/{W}pStyle")
        is_contents = style is not None and style.get(W + "val", "").startswith("TOC")
        boxed = next(one.iterancestors(W + "txbxContent"), None) is not None
        if not is_contents and not boxed and len(said_in(one)) >= 8:
            found.append(one)
    return found


def _plain(paragraph: Element) -> Iterator[Element]:
    """The words of a paragraph that no tracked change, link or field concerns."""
    away = tuple(W + name for name in ("ins", "del", "hyperlink", "fldSimple", "moveTo", "moveFrom", "txbxContent"))
    for node in paragraph.iter(W + "t"):
        run = above(node)
        if next(node.iterancestors(*away), None) is None and run.tag == W + "r" and above(run).tag == W + "p":
            yield node


def _is_ours(one: Element, author: str) -> bool:
    texts = [node for node in one.iter(W + "t") if (node.text or "").strip()]
    around = [next((up for up in node.iterancestors(W + "ins")), None) for node in texts]
    return bool(texts) and all(up is not None and up.get(W + "author") == author for up in around)


def _in_table(node: Element) -> bool:
    return next(node.iterancestors(W + "tbl"), None) is not None


def _signed() -> dict[str, str]:
    return {W + "id": "9001", W + "author": THEY, W + "date": "2026-03-20T10:00:00Z"}


def _run_like(run: Element, text: str) -> Element:
    new = etree.Element(W + "r")
    own = run.find(W + "rPr")
    if own is not None:
        new.append(copy.deepcopy(own))
    words = etree.SubElement(new, W + "t")
    words.text = text
    words.set(SPACE, "preserve")
    return new


def _deleted(run: Element) -> Element:
    for node in run.iter(W + "t"):
        node.tag = W + "delText"
    return run
