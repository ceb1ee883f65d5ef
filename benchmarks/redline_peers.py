"""Redlines of the same pairs by contractkit and by other programs: who keeps both promises, who marks less, who is quicker?

    python -m venv peers && peers/bin/pip install docx-trackdiff "python-redlines[docxodus,ooxmlpowertools]"
    python benchmarks/redline_peers.py --python peers/bin/python [DRAFT.docx ...] [--pairs 200] [--seed 1]

The peers are no dependency of contractkit: they live in an environment of their own. By default the drafts are those that
contractkit generates from the sample matters, and the good sample. Each pair is a draft and a copy with several planted
changes, with paragraphs that come, go and move. Every redline is judged by accepting and rejecting all its changes here, in
code that belongs to none of the programs: paragraph by paragraph and table row by table row the result must be the new
version and the old one. Pair by pair all programs take turns, so that all have the same load beside them. Prints a table in
Markdown; exits 1 where contractkit broke a promise, marked more than a peer on the pairs that both got right, or took longer
than a peer that got all of them right.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median

from lxml import etree
from redlines import MAIN, ON, PLANTS, SAMPLES, SHIFTS, Element, W, planted_in

from contractkit.readers.word import read_docx
from contractkit.workflows.compare.writing import said, written

OURS = "contractkit"
ENGINES = Path(__file__).with_name("redline_engines.py")
MATTERS = ("medical.yaml", "traffic.yaml")
INSTALL = """没有可比的程序。在另一个环境里装好，再把它的 python 交给 --python：
    python -m venv peers
    peers/bin/pip install docx-trackdiff "python-redlines[docxodus,ooxmlpowertools]"
    python benchmarks/redline_peers.py --python peers/bin/python"""


@dataclass(frozen=True)
class Result:
    """One redline; times in seconds, `checked` those with the program's own check and None where it has none."""

    right: bool
    numbered: bool
    marked: int
    made: float
    checked: float | None


@dataclass
class Peer:
    """A program with what it made, by number of the pair."""

    version: str
    results: dict[int, Result] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


def main() -> int:
    """Make the pairs, let all programs work on each, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("drafts", type=Path, nargs="*")
    parser.add_argument("--python", type=Path, default=Path(sys.executable), help="that has the peers")
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", action="append", help="peers whose name holds this; may be given several times")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        drafts = [path.read_bytes() for path in arguments.drafts or default_drafts(room)]
        worker = subprocess.Popen([arguments.python, ENGINES], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        with worker:
            versions = json.loads(worker.stdout.readline() or "{}")
            if not versions:
                print(INSTALL, file=sys.stderr)
                return 2
            peers = {OURS: Peer("")} | {
                name: Peer(version)
                for name, version in versions.items()
                if any(one in name for one in arguments.only or [""])
            }
            for at, (old, new) in enumerate(pairs(drafts, arguments.pairs, arguments.seed)):
                compared(at, old, new, peers, worker, room)
    return told(peers, arguments.pairs)


def default_drafts(room: Path) -> list[Path]:
    """Plans and agreements of the sample matters, generated here, and the good sample."""
    for matter in MATTERS:
        command = [sys.executable, "-m", "contractkit", "generate", SAMPLES.parent / matter, "--kind", "all"]
        subprocess.run([*command, "--out", room / matter], check=True, capture_output=True)
    return [*sorted(room.rglob("*.docx")), SAMPLES / "good-agreement.docx"]


def pairs(drafts: Sequence[bytes], number: int, seed: int) -> Iterator[tuple[bytes, bytes]]:
    """Drafts with their changed copies."""
    for at in range(number):
        rng = random.Random(seed * 30_000 + at)  # noqa: S311 - nothing secret
        old = drafts[at % len(drafts)]
        yield old, planted_in(old, [*rng.choices(PLANTS, k=4), *rng.choices(SHIFTS, k=3)], rng)[0]


def compared(
    at: int, old: bytes, new: bytes, peers: dict[str, Peer], worker: subprocess.Popen[str], room: Path
) -> None:
    """One pair through every program, in turns."""
    files = [str(room / name) for name in ("old.docx", "new.docx", "redline.docx")]
    for path, data in zip(files, (old, new), strict=False):
        Path(path).write_bytes(data)
    for name, peer in peers.items():
        if name == OURS:
            data, made, checked = ours(*files)
        else:
            worker.stdin.write(json.dumps([name, *files]) + "\n")
            worker.stdin.flush()
            answer = json.loads(worker.stdout.readline())
            if "error" in answer:
                peer.errors.append(answer["error"])
                continue
            data, made, checked = Path(files[2]).read_bytes(), answer["made"], answer["checked"]
        peer.results[at] = Result(*judged(data, old, new), marked(data), made, checked)


def ours(old: str, new: str, target: str) -> tuple[bytes, float, float]:
    """The redline as `compare --output` makes it, and how long it took without and with its own check."""
    begun = time.perf_counter()
    before, after = Path(old).read_bytes(), Path(new).read_bytes()
    data, _ = written(read_docx(before), after, None, "我方", ON)
    Path(target).write_bytes(data)
    checked = time.perf_counter() - begun
    begun = time.perf_counter()
    said(data)
    return data, checked - (time.perf_counter() - begun), checked


def judged(data: bytes, old: bytes, new: bytes) -> tuple[bool, bool]:
    """Whether both promises are kept: by paragraphs and rows, and with automatic numbers as our reader shows them."""
    right = all(paragraphs(data, accepted=accepted) == paragraphs(one) for accepted, one in ((False, old), (True, new)))
    try:
        numbered = said(data) == (said(old)[1], said(new)[1])
    except Exception:  # noqa: BLE001 - a file that we cannot read is not right
        return right, False
    return right, numbered


def paragraphs(data: bytes, *, accepted: bool = True) -> list[tuple[int, int, str]]:
    """The words of a file with all changes accepted or rejected, empty paragraphs left out.

    Each paragraph with the number of the table row and of the cell that it stands in, 0 and 0 outside of tables.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read(MAIN)).find(W + "body")
    gone = {W + name for name in (("del", "moveFrom") if accepted else ("ins", "moveTo"))}
    rows = [row for row in body.iter(W + "tr") if not _is_gone(row.find(W + "trPr"), gone)]
    number = {row: at for at, row in enumerate(rows, 1)}
    found, held = [], ""
    for paragraph in body.iter(W + "p"):
        row, cell = next(paragraph.iterancestors(W + "tr"), None), next(paragraph.iterancestors(W + "tc"), None)
        if row is not None and row not in number:
            continue
        held += "".join(_words(paragraph, gone))
        properties = paragraph.find(W + "pPr")
        if not _is_gone(properties.find(W + "rPr") if properties is not None else None, gone):
            at = (number[row], list(row.iter(W + "tc")).index(cell) + 1) if row is not None else (0, 0)
            found.append((*at, held))
            held = ""
    return [one for one in (*found, (0, 0, held)) if one[2]]


def _words(paragraph: Element, gone: set[str]) -> Iterator[str]:
    for node in paragraph.iter(W + "t", W + "delText", W + "tab", W + "br"):
        outer = list(node.iterancestors())
        inside = outer[: next(at for at, one in enumerate(outer) if one.tag == W + "p")]
        if outer[len(inside)] is paragraph and not any(one.tag in gone or one.tag == W + "pPr" for one in inside):
            yield node.text or "" if node.tag in (W + "t", W + "delText") else "\t"


def _is_gone(properties: Element | None, gone: set[str]) -> bool:
    return properties is not None and any(one.tag in gone for one in properties)


def marked(data: bytes) -> int:
    """Characters inside tracked changes, each once."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read(MAIN))
    changes = [W + name for name in ("ins", "del", "moveTo", "moveFrom")]
    texts = root.iter(W + "t", W + "delText")
    return sum(len(one.text or "") for one in texts if next(one.iterancestors(*changes), None) is not None)


def told(peers: dict[str, Peer], number: int) -> int:
    """The table, and whether contractkit keeps up."""
    mine = peers[OURS].results
    print(f"{number}对文本；字数为每对的平均，毫秒为中位数。")
    print("| 程序 | 接受＝新、拒绝＝旧 | 连同自动编号 | 标记字数 | 同样几对里 contractkit | 写出 | 写出并自查 |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    behind = sum(not one.right for one in mine.values())
    for name, peer in peers.items():
        good = [at for at, one in peer.results.items() if one.right and mine[at].right]
        theirs, own = (mean(side[at].marked for at in good) if good else 0 for side in (peer.results, mine))
        made = median(one.made for one in peer.results.values()) if peer.results else 0
        checks = [one.checked for one in peer.results.values() if one.checked is not None]
        checked = median(checks) if checks else None
        both = sum(one.right and one.numbered for one in peer.results.values())
        label = f"{name} {peer.version}".strip()
        right = sum(one.right for one in peer.results.values())
        print(f"| {label} | {right} | {both} | {theirs:.1f} | {own:.1f} | {_ms(made)} | {_ms(checked)} |")
        if peer.errors:
            print(f"{label} 失败{len(peer.errors)}对：{peer.errors[0]}", file=sys.stderr)
        slower = right == number and median(one.made for one in mine.values()) > made
        behind += name != OURS and ((bool(good) and own > theirs) or slower)
    return int(behind > 0)


def _ms(seconds: float | None) -> str:
    return "—" if seconds is None else f"{seconds * 1000:.0f}"


if __name__ == "__main__":
    raise SystemExit(main())
