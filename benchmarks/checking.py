"""Checking drafts: a long one against python-docx walking its text, then whole folders.

Usage: python benchmarks/checking.py [DRAFTS]

The long draft is the agreement of a sample matter with its plan attached (60 pages as LibreOffice sets them). Times of one
draft are seconds of processor time, of all processes together, the least of the rounds, in which walk and check take turns:
what else the machine does counts for neither. A cold check is the command, started anew. A warm one is that of a process
which has checked another draft before; its sentences are new to it, unless it says otherwise.

Drafts of a folder are copies of the sample agreements, each with words of its own. The memory is that of all processes of
the run together, looked at ten times a second.
"""

from __future__ import annotations

import copy
import io
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import psutil
from docx.oxml.ns import qn

from contractkit.core.checker import engine
from contractkit.core.checker.report import DocumentKind, Verdict
from contractkit.core.checker.rules import RULES, RuleContext
from contractkit.core.document import outline
from contractkit.library.law import load_registry
from contractkit.library.learnt import load_learnt
from contractkit.readers.detect import read
from contractkit.reporters.json_report import json_chunks
from contractkit.workflows.check import CheckOptions, checking
from contractkit.workflows.judging import judge, open_knowledge

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples" / "drafts"
ON = date(2026, 3, 1)
ROUNDS = 3
LOADING = "from contractkit.workflows.checking import child; from contractkit.workflows.judging import open_knowledge; open_knowledge()"
SMALL = "授权运营协议\n第一条 授权运营期限为三年，自签订之日起算。\n第二条 甲方授权乙方运营第{}号数据目录。\n"


def make_drafts(folder: Path, number: int) -> list[Path]:
    """Word files of ordinary length."""
    made = []
    for at in range(number):
        document = docx.Document(str(SAMPLES / ("good-agreement.docx", "flawed-agreement.docx")[at % 2]))
        document.add_paragraph(f"附注：本件为第{at + 1}份。")
        path = folder / f"{at:04}.docx"
        document.save(str(path))
        made.append(path)
    return made


def make_small(folder: Path, number: int) -> None:
    """Text files of three lines."""
    for at in range(number):
        (folder / f"{at:04}.txt").write_text(SMALL.format(at), encoding="utf-8")


def make_long(folder: Path) -> Path:
    """The agreement of a sample matter with its plan attached."""
    matter = ROOT / "samples" / "traffic.yaml"
    command = [sys.executable, "-m", "contractkit", "generate", str(matter), "--out", str(folder / "made")]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    (agreement,), (plan,) = ((folder / "made").glob(f"*{name}.docx") for name in ("协议", "实施方案"))
    whole = docx.Document(str(agreement))
    whole.add_paragraph("附件　实施方案")
    for block in docx.Document(str(plan)).element.body:
        if block.tag != qn("w:sectPr"):
            whole.element.body.sectPr.addprevious(copy.deepcopy(block))
    whole.save(str(folder / "long.docx"))
    return folder / "long.docx"


def text_of(document: Any) -> str:
    """All text that python-docx finds in paragraphs and tables."""
    paragraphs = "\n".join(one.text for one in document.paragraphs)
    return paragraphs + "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)


def walk(paths: list[Path]) -> float:
    """Seconds for python-docx to open files and to go through paragraphs and tables."""
    start = time.perf_counter()
    for path in paths:
        text_of(docx.Document(str(path)))
    return time.perf_counter() - start


def spent(do: Callable[[], object]) -> float:
    """Seconds of processor time of this process and of those that it waited for."""
    start = processor()
    do()
    return processor() - start


def processor() -> float:
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def check_cold(path: Path) -> None:
    """The whole command, from nothing to the report."""
    command = [sys.executable, "-m", "contractkit", "check", str(path), "--format", "json"]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class Warm:
    """What a process that checks draft after draft does with one of them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data = path.read_bytes()
        self.knowledge = open_knowledge()
        registry = load_registry()
        self.requirements = registry.requirements(registry.default(ON).id, "", ON)
        other = SMALL.format(0) * 3
        source = read(Path("other.txt"), data=other.encode())
        judge(source, "other.txt", other.encode(), self.knowledge, self.requirements, None)

    def forget(self) -> None:
        """Take models that have read nothing."""
        self.knowledge = replace(self.knowledge, learnt=load_learnt())

    def check(self) -> None:
        """Read and judge it."""
        source = read(self.path, data=self.data)
        judge(source, str(self.path), self.data, self.knowledge, self.requirements, None)

    def parts(self) -> dict[str, float]:
        """Seconds for reading, for recognising elements, and for the rules after that."""
        self.forget()
        learnt = self.knowledge.learnt
        start = time.process_time()
        document = outline.build(read(self.path, data=self.data))
        was_read = time.process_time()
        engine.check(document, self.requirements, replace(self.knowledge, rules=()))
        recognised = time.process_time()
        models = learnt.models if learnt else None
        context = RuleContext(document, DocumentKind.AGREEMENT, self.requirements, self.knowledge.pages, models)
        for rule in RULES:
            rule.find(context)
        ruled = time.process_time()
        return {"reading": was_read - start, "recognising": recognised - was_read, "rules": ruled - recognised}


def one_long(folder: Path) -> None:
    """Print what one draft of 60 pages takes."""
    path = make_long(folder)
    opened = docx.Document(str(path))
    check_cold(path)  # the first run on a machine keeps what the library comes to
    loading = spent(lambda: subprocess.run([sys.executable, "-c", LOADING], check=True))
    warm = Warm(path)
    least = dict.fromkeys(("walk", "open and walk", "cold", "warm", "again"), float("inf"))
    parts: dict[str, float] = {}
    for _ in range(ROUNDS):
        warm.forget()
        rounds = {
            "walk": spent(lambda: text_of(opened)),
            "open and walk": spent(lambda: text_of(docx.Document(str(path)))),
            "cold": spent(lambda: check_cold(path)),
            "warm": spent(warm.check),
            "again": spent(warm.check),
        }
        least = {name: min(took, rounds[name]) for name, took in least.items()}
        parts = {name: min(took, parts.get(name, took)) for name, took in warm.parts().items()}
    whole = least["open and walk"]
    print(f"one draft of 60 pages, {len(text_of(opened))} characters:")
    print(f"  python-docx: walk {1000 * least['walk']:.0f} ms, open and walk {1000 * whole:.0f} ms")
    for name, said in (("cold", "cold check"), ("warm", "warm check"), ("again", "the same again, sentences known")):
        print(f"  {said} {least[name]:.2f} s = {least[name] / whole:.1f} × open and walk")
    told = ", ".join(f"{name} {took:.2f} s" for name, took in parts.items())
    print(f"  of it: start and loading {loading:.2f} s, {told}")


class Watch(threading.Thread):
    """The peak memory of this process and all that it started, in MB."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = self.own = 0.0
        self._over = threading.Event()

    def run(self) -> None:
        """Look until told to stop."""
        me = psutil.Process()
        while not self._over.wait(0.1):
            whole = own = me.memory_info().rss
            for child in me.children(recursive=True):
                try:
                    whole += child.memory_info().rss
                except psutil.Error:
                    continue
            self.peak, self.own = max(self.peak, whole / 2**20), max(self.own, own / 2**20)

    def stop(self) -> Watch:
        """Look no more."""
        self._over.set()
        self.join()
        return self


def check(folder: Path, jobs: int) -> tuple[float, Watch, int]:
    """Seconds for checking a folder and writing the JSON report, its memory, its documents."""
    watch = Watch()
    watch.start()
    start = time.perf_counter()
    with checking([folder], CheckOptions(on=ON, jobs=jobs)) as checked, io.StringIO() as sink:
        for chunk in json_chunks(checked.report):
            sink.seek(0)
            sink.write(chunk)
        judged = sum(one.verdict is not Verdict.NOT_ASSESSED for one in checked.report.documents)
    return time.perf_counter() - start, watch.stop(), judged


def main(number: int) -> None:
    with tempfile.TemporaryDirectory() as made:
        one_long(Path(made))
        long, small = Path(made) / "long", Path(made) / "small"
        long.mkdir()
        small.mkdir()
        paths = make_drafts(long, 120)
        make_small(small, number)
        walked = walk(paths)
        one, _, judged = check(long, 1)
        two, _, _ = check(long, 2)
        print(
            f"{judged} Word drafts: python-docx walk {walked:.1f} s; checked {one:.1f} s = {one / walked:.1f} × the walk"
        )
        print(f"two workers {two:.1f} s: {one / two:.2f} × as fast as one")
        for part in (number // 4, number):
            folder = Path(made) / f"first{part}"
            folder.mkdir()
            for path in sorted(small.iterdir())[:part]:
                (folder / path.name).symlink_to(path)
            took, watch, judged = check(folder, 2)
            rate = judged / took
            print(
                f"{judged} small drafts: {took:.1f} s, {rate:.0f}/s, peak {watch.peak:.0f} MB, of it own {watch.own:.0f} MB"
            )


if __name__ == "__main__":
    if "OPENBLAS_NUM_THREADS" not in os.environ:  # one thread, as in the command; numpy heeds it only when it is loaded
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "OPENBLAS_NUM_THREADS": "1"})  # noqa: S606
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
