"""Silent changes planted in Word files: are all reported, is none invented, and does every redline keep its two promises?

    python benchmarks/redlines.py [DRAFT.docx ...] [--single 100] [--many 100] [--seed 1]

Plants one change (a period, 应当→可以, one party for the other, a digit, a table cell, a row, an item) in each of --single
copies, and several with paragraphs that come, go and move in each of --many; compares each with its original. By default in
the samples. Prints what was found for each kind, how many redlines are the new file itself, how many characters they mark,
and how long a comparison and a redline take.
"""

from __future__ import annotations

import argparse
import copy
import io
import random
import re
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lxml import etree

from contractkit.core.document import outline
from contractkit.core.redline.compare import ChangeKind, changes
from contractkit.readers.word import read_docx
from contractkit.workflows.compare.writing import said, written

SAMPLES = Path(__file__).parents[1] / "samples" / "drafts"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN = "word/document.xml"
ON = datetime(2026, 3, 4, 9, 0)  # noqa: DTZ001 - as Word shows it
YEARS = "一二三四五六七八九"
PARTIES = (("被授权方", "授权方"), ("承接单位", "委托单位"), ("甲方", "乙方"), ("乙方", "甲方"))


@dataclass(frozen=True)
class Planted:
    """One change: what was, what is now; `now` empty for what was taken out."""

    kind: str
    was: str
    now: str


Element = etree._Element  # noqa: SLF001 - the only name lxml gives the type of its nodes
Plant = Callable[[Element, random.Random], Planted | None]


def main() -> int:
    """Plant, compare, count; 1 where a change was missed or invented, or a redline broke a promise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("drafts", type=Path, nargs="*")
    parser.add_argument("--single", type=int, default=100)
    parser.add_argument("--many", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    drafts = arguments.drafts or [SAMPLES / "good-agreement.docx", SAMPLES / "flawed-agreement.docx"]
    originals = [path.read_bytes() for path in drafts]
    missed = singles(originals, arguments.single, arguments.seed)
    return int(missed + redlines(originals, arguments.many, arguments.seed) > 0)


def singles(originals: Sequence[bytes], number: int, seed: int) -> int:
    """One change in each copy."""
    tried, found = Counter[str](), Counter[str]()
    for at in range(number):
        rng = random.Random(seed * 10_000 + at)  # noqa: S311 - nothing secret
        original = originals[at % len(originals)]
        new, planted = planted_in(original, [PLANTS[at % len(PLANTS)]], rng)
        for one in planted:
            tried[one.kind] += 1
            fault = missing(original, new, one)
            found[one.kind] += not fault
            if fault:
                print(f"第{at}份 {one}：{fault}")
    for kind, times in tried.items():
        print(f"{kind:8} 植入{times:>3}  报出{found[kind]:>3}")
    print(f"合计 植入{tried.total()}  报出{found.total()}")
    return tried.total() - found.total()


def missing(original: bytes, new: bytes, planted: Planted) -> str:
    """What is wrong with the changes found where one was planted; empty when it is the only one, and told as it is."""
    found = changes(outline.build(read_docx(original)), outline.build(read_docx(new)))
    real = [one for one in found if one.kind is not ChangeKind.RENUMBERED]
    if len(real) != 1:
        return f"报出{len(real)}处"
    (one,) = real
    if not planted.now:
        squeezed = "".join(planted.was.split())
        gone = one.kind is ChangeKind.REMOVED and one.old is not None and squeezed in "".join(one.old.text.split())
        return "" if gone else f"报为{one.kind}"
    told = {(alteration.old, alteration.new) for alteration in one.alterations}
    return "" if any(planted.was in a and planted.now in b for a, b in told) else f"报为{told}"


def redlines(originals: Sequence[bytes], number: int, seed: int) -> int:
    """Several changes in each copy, written as a Word file."""
    native = broken = marked = 0
    comparing = writing = 0.0
    for at in range(number):
        rng = random.Random(seed * 20_000 + at)  # noqa: S311 - nothing secret
        original = originals[at % len(originals)]
        new, _ = planted_in(original, [*rng.choices(PLANTS, k=4), *rng.choices(SHIFTS, k=3)], rng)
        before, after = read_docx(original), read_docx(new)
        begun = time.perf_counter()
        changes(outline.build(before), outline.build(after))
        comparing += time.perf_counter() - begun
        begun = time.perf_counter()
        data, is_native = written(before, new, None, "我方", ON)
        writing += time.perf_counter() - begun
        native += is_native
        marked += characters_marked(data)
        broken += said(data) != (squeezed(original), squeezed(new))
    if number:
        print(
            f"修订对照 {number} 份：新文件本身 {native}，接受或者拒绝不符 {broken}，平均标记 {marked / number:.0f} 字"
        )
        print(f"比较 {comparing / number * 1000:.0f} 毫秒一份，写修订对照并自查 {writing / number * 1000:.0f} 毫秒一份")
    return broken


def squeezed(data: bytes) -> str:
    return "".join("".join((one.label + one.text).split()) for one in read_docx(data).blocks)


def characters_marked(data: bytes) -> int:
    """Characters inside tracked changes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read(MAIN))
    changed = root.iter(*(W + name for name in ("ins", "del", "moveTo", "moveFrom")))
    return sum(len(text.text or "") for node in changed for text in node.iter(W + "t", W + "delText"))


def planted_in(data: bytes, plants: Sequence[Plant], rng: random.Random) -> tuple[bytes, list[Planted]]:
    """A copy with changes; one that does not fit is left out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        root = etree.fromstring(old.read(MAIN))
        done = [one for plant in plants if (one := plant(root, rng)) is not None]
        for name in old.namelist():
            new.writestr(name, etree.tostring(root) if name == MAIN else old.read(name))
    return target.getvalue(), done


def words(root: Element) -> Iterator[Element]:
    """The words of the body that count, those of its table of contents left out."""
    for node in root.iter(W + "t"):
        paragraph = next(node.iterancestors(W + "p"))
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        in_contents = style is not None and style.get(W + "val", "").startswith("TOC")
        if not in_contents and next(node.iterancestors(W + "del", W + "hyperlink"), None) is None:
            yield node


def replaced(kind: str, pattern: str, other: Callable[[str, random.Random], str]) -> Plant:
    """A plant that puts another word for one that a pattern finds."""

    def plant(root: Element, rng: random.Random) -> Planted | None:
        places = [(node, match) for node in words(root) for match in re.finditer(pattern, node.text or "")]
        if not places:
            return None
        node, match = rng.choice(places)
        now = other(match[0], rng)
        node.text = node.text[: match.start()] + now + node.text[match.end() :]
        return Planted(kind, match[0], now)

    return plant


def another_year(word: str, rng: random.Random) -> str:
    return rng.choice([one for one in YEARS if one != word[0]]) + word[1:]


def other_party(word: str, _: random.Random) -> str:
    return dict(PARTIES)[word]


def other_digit(word: str, rng: random.Random) -> str:
    at = rng.choice([at for at, one in enumerate(word) if one.isdecimal()])
    return word[:at] + rng.choice([one for one in "123456789" if one != word[at]]) + word[at + 1 :]


def cell(root: Element, rng: random.Random) -> Planted | None:
    """A number in a table."""
    places = [
        node
        for node in words(root)
        if node.text and re.search(r"\d", node.text) and next(node.iterancestors(W + "tc"), None) is not None
    ]
    if not places:
        return None
    node = rng.choice(places)
    match = rng.choice(list(re.finditer(r"\d[\d.,]*", node.text)))
    now = other_digit(match[0], rng)
    node.text = node.text[: match.start()] + now + node.text[match.end() :]
    return Planted("表中数字", match[0], now)


def row(root: Element, rng: random.Random) -> Planted | None:
    """A row of a table, not its first."""
    tables = [table for table in root.iter(W + "tbl") if len(table.findall(W + "tr")) > 2]
    if not tables:
        return None
    gone = rng.choice(rng.choice(tables).findall(W + "tr")[1:])
    text = "|".join("".join(one.itertext(W + "t")) for one in gone.iter(W + "tc"))
    gone.getparent().remove(gone)
    return Planted("删一行", text, "")


def items(root: Element) -> list[Element]:
    """Paragraphs of the body that state something."""
    return [
        one
        for one in root.iter(W + "p")
        if len("".join(one.itertext(W + "t"))) > 15
        and one.getparent().tag == W + "body"
        and "".join(one.itertext(W + "t"))[-1] in "；。"
        and next(one.iter(W + "ins", W + "del", W + "sectPr"), None) is None
    ]


def item(root: Element, rng: random.Random) -> Planted | None:
    gone = rng.choice(items(root))
    text = "".join(gone.itertext(W + "t"))
    gone.getparent().remove(gone)
    return Planted("删一项", text, "")


def come(root: Element, rng: random.Random) -> Planted | None:
    """A paragraph comes."""
    model = rng.choice(items(root))
    new = copy.deepcopy(model)
    texts = list(new.iter(W + "t"))
    texts[0].text = f"双方每年{rng.randint(1, 12)}月另行核对一次履行台账，核对结果由经办人签字确认。"
    for other in texts[1:]:
        other.text = ""
    model.addnext(new)
    return None


def move(root: Element, rng: random.Random) -> Planted | None:
    """A paragraph changes its place."""
    one, other = rng.sample(items(root), 2)
    other.addnext(one)
    return None


PLANTS: tuple[Plant, ...] = (
    replaced("期限", rf"(?<![{YEARS}十百二〇])[{YEARS}]年(?!度|月)", another_year),
    replaced("应当→可以", "应当", lambda _word, _rng: "可以"),
    replaced("当事人", "|".join(one for one, _ in PARTIES), other_party),
    replaced("数字一位", r"\d[\d,]*\d(?:\.\d+)?", other_digit),
    cell,
    row,
    item,
)
SHIFTS: tuple[Plant, ...] = (come, move, item)


if __name__ == "__main__":
    raise SystemExit(main())
