"""Checking drafts: against python-docx walking the text, one worker against two, and what a thousand drafts take.

Usage: python benchmarks/checking.py [DRAFTS]

Drafts are copies of the sample agreements, each with words of its own. The memory is that of all processes of the run
together, looked at ten times a second.
"""

from __future__ import annotations

import io
import sys
import tempfile
import threading
import time
from datetime import date
from pathlib import Path

import docx
import psutil

from contractkit.core.checker.report import Verdict
from contractkit.reporters.json_report import json_chunks
from contractkit.workflows.check import CheckOptions, checking

SAMPLES = Path(__file__).parents[1] / "samples" / "drafts"
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


def walk(paths: list[Path]) -> float:
    """Seconds for python-docx to go through paragraphs and tables."""
    start = time.perf_counter()
    for path in paths:
        document = docx.Document(str(path))
        "\n".join(one.text for one in document.paragraphs)
        "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return time.perf_counter() - start


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
    with checking([folder], CheckOptions(on=date(2026, 3, 1), jobs=jobs)) as checked, io.StringIO() as sink:
        for chunk in json_chunks(checked.report):
            sink.seek(0)
            sink.write(chunk)
        judged = sum(one.verdict is not Verdict.NOT_ASSESSED for one in checked.report.documents)
    return time.perf_counter() - start, watch.stop(), judged


def main(number: int) -> None:
    with tempfile.TemporaryDirectory() as made:
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
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
