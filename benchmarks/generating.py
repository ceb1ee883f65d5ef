"""How fast documents are generated, as ratios within one run.

    python benchmarks/generating.py             against a plain docxtpl loop, one worker against two
    python benchmarks/generating.py --rows 20000    also 1,000 rows against so many: time and peak memory

The plain loop opens the template, renders and saves it for each document, as docxtpl's documentation shows, with the
context given. Ours is given rows of a table: reads and validates the row, assembles the draft, renders, and writes the
file so that it survives a power cut; with read-back it also unpacks and parses each file again and looks for every text.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
from docxtpl import DocxTemplate

from contractkit.core.clauses.assembly import assemble
from contractkit.core.law.requirement import Kind
from contractkit.library import assets
from contractkit.rendering.context import context_of
from contractkit.rendering.manifest import Origin, custom_properties
from contractkit.rendering.package import Properties
from contractkit.rendering.proof import prove
from contractkit.rendering.word import inert, strict
from contractkit.workflows.batch.jobs import Setup, Task
from contractkit.workflows.batch.making import Bench, made_with, open_bench
from contractkit.workflows.batch.request import BatchOptions, Verify
from contractkit.workflows.batch.run import Progress, run_batch
from contractkit.workflows.batch.work import open_work
from contractkit.workflows.destination import destination
from contractkit.workflows.tables import Table, open_table

SAMPLE = Path(__file__).parents[1] / "samples" / "traffic.yaml"
HEAD = (
    "name",
    *(f"parties.operator.{name}" for name in ("name", "address", "representative", "contact.name", "contact.phone")),
    "selection.project_number",
    *(f"agreement.{name}" for name in ("number", "signing_date", "liability.breach_penalty")),
    *(f"agreement.copies.{name}" for name in ("total", "implementing_body")),
)
ROUNDS = 7
COUNT = 60


def rows_of(path: Path, count: int) -> Path:
    """A table whose rows differ in what differs between the lots of one project."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEAD)
        for n in range(1, count + 1):
            writer.writerow(
                (
                    f"青原市交通出行领域公共数据资源授权运营（第{n}标段）",
                    f"青原第{n}数据运营有限公司",
                    f"青原市高新区云舟街{n}号",
                    f"谢望{n}",
                    f"丁又{n}",
                    f"0589-88{n:05d}",
                    f"QYZC-2025-G{n:05d}",
                    f"QYJT-SQYY-2026-{n:05d}",
                    f"2026-02-{n % 20 + 7:02d}",
                    500_000 + n,
                    8 + n % 3,
                    3 + n % 3,
                )
            )
    return path


def tasks_of(table: Table, kinds: tuple[Kind, ...], *, read_back: bool) -> Iterator[Task]:
    for number, row in enumerate(table.rows(), 1):
        yield Task(row, f"{number:064x}", tuple(f"{number}-{kind.value}" for kind in kinds), read_back, judged=False)


def plain_loop(contexts: list[dict[str, Any]], out: Path) -> None:
    path = assets.templates_folder() / "agreement" / "agreement.docx"
    for number, context in enumerate(contexts):
        document = DocxTemplate(path)
        document.render(context, strict(inert), autoescape=True)
        document.save(out / f"{number}.docx")


def press_only(given: list[Any], bench: Bench, out: Path, *, read_back: bool = False) -> None:
    """Like for like: the draft is given, as the context is given to docxtpl."""
    for number, (draft, loaded) in enumerate(given):
        origin = Origin.of(loaded.sha256, bench.catalog, bench.templates[Kind.AGREEMENT])
        properties = Properties(draft.title, "", loaded.matter.agreement.signing_date, custom_properties(draft, origin))
        data = bench.presses[Kind.AGREEMENT].render(draft, loaded.matter, loaded.requirements, properties)
        path = out / f"{number}.docx"
        path.write_bytes(data)
        if read_back:
            proof = prove(path.read_bytes())
            if proof is None or proof.missing(draft, bench.templates[Kind.AGREEMENT].static):
                raise SystemExit(f"{path.name} does not hold its draft")


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the processor, and by the clock: other people's work and waiting for the disk count only there."""
    begun, clock = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - begun, time.perf_counter() - clock


def against_docxtpl(scratch: Path) -> None:
    """Each round times all of them one after the other, so that a busy machine is busy for all."""
    table = open_table(rows_of(scratch / "rows.csv", COUNT * (ROUNDS + 1)), base=SAMPLE)
    bench = open_bench()
    kinds = (Kind.AGREEMENT,)
    setup = Setup(
        table.reader, kinds, destination(scratch / "ours"), None, None,
        made_with(bench.catalog, bench.templates), Verify.NONE, pdf=False,
    )  # fmt: skip
    work = open_work(setup)
    rows = list(table.rows())
    loaded = [table.reader.read(row, bench.registry) for row in rows]
    drafts = [assemble(one.matter, bench.catalog, one.requirements, Kind.AGREEMENT, bench.memory) for one in loaded]
    (scratch / "plain").mkdir()
    seconds: dict[str, list[tuple[float, float]]] = {}
    jobs = {back: list(tasks_of(table, kinds, read_back=back)) for back in (False, True)}
    for number in range(ROUNDS + 1):
        part = slice(number * COUNT, (number + 1) * COUNT)
        given = list(zip(drafts[part], loaded[part], strict=True))
        contexts = [context_of(draft, one.matter, one.requirements) for draft, one in given]
        found = {
            "plain": timed(lambda given=contexts: plain_loop(given, scratch / "plain")),
            "press": timed(lambda given=given: press_only(given, bench, scratch / "plain")),
            "both": timed(lambda given=given: press_only(given, bench, scratch / "plain", read_back=True)),
            "rows": timed(lambda given=jobs[False][part]: check(work(tuple(given)))),
            "proved": timed(lambda given=jobs[True][part]: check(work(tuple(given)))),
        }
        if number:  # the first round warms everybody up
            for name, value in found.items():
                seconds.setdefault(name, []).append(value)
    told = {
        "plain": "docxtpl loop: context → saved file",
        "press": "ours, like for like: draft → saved file",
        "both": "ours, like for like, and each file read back",
        "rows": "ours: row → validated, assembled, rendered, written and synced",
        "proved": "ours: the same, and each file read back",
    }
    for name, words in told.items():
        pairs = list(zip(seconds["plain"], seconds[name], strict=True))
        processor, clock = (statistics.median(plain[n] / own[n] for plain, own in pairs) for n in (0, 1))
        each = statistics.median(own for own, _ in seconds[name]) / COUNT * 1000
        print(
            f"{words}: {each:.2f} ms of processor a document; docxtpl takes {processor:.1f} × (by the clock {clock:.1f} ×)"
        )


def check(outcomes: tuple[Any, ...]) -> None:
    failed = [outcome for outcome in outcomes if outcome.problems]
    if failed:
        raise SystemExit(str(failed[0].problems))


def measured(arguments: list[str]) -> dict[str, float]:
    """One batch in a process of its own: seconds between the first rows and the last, peak memory of all processes."""
    found = subprocess.run(
        [sys.executable, __file__, "--one", *arguments], check=True, capture_output=True, text=True, encoding="utf-8"
    )
    return dict(json.loads(found.stdout.splitlines()[-1]))


def one_batch(table: Path, jobs: int, out: Path) -> None:
    marks: list[tuple[int, float]] = []
    spent: list[tuple[int, float]] = []

    def hear(progress: Progress) -> None:
        marks.append((progress.done, time.perf_counter()))
        if (not spent and progress.done * 10 >= progress.of) or progress.done == progress.of:
            spent.append((progress.done, processor()))

    options = BatchOptions(
        table, str(out), (Kind.AGREEMENT,), base=SAMPLE, jobs=jobs, pattern="{序号}-{协议编号}", verify=Verify.ALL
    )
    begun = time.perf_counter()
    outcome = run_batch(options, hear)
    whole = time.perf_counter() - begun
    if outcome.done != outcome.rows:
        raise SystemExit(str(outcome.failed[:1]))
    skipped = len(marks) // 10
    rate = (marks[-1][0] - marks[skipped][0]) / (marks[-1][1] - marks[skipped][1])
    unit = 1 if platform.system() == "Darwin" else 1024
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
    each = (spent[-1][1] - spent[0][1]) / (spent[-1][0] - spent[0][0])
    print(json.dumps({"seconds": whole, "rate": rate, "own": own, "worker": largest, "each": each}))


def processor() -> float:
    """Seconds of processor time of this process and its workers."""
    me = psutil.Process()
    times = [process.cpu_times() for process in (me, *me.children(recursive=True))]
    return sum(one.user + one.system for one in times)


def workers(scratch: Path) -> None:
    table = rows_of(scratch / "workers.csv", 2400)
    ratios = []
    for number in range(3):
        one = measured([str(table), "1", str(scratch / f"w1-{number}")])
        two = measured([str(table), "2", str(scratch / f"w2-{number}")])
        ratios.append(two["rate"] / one["rate"])
        print(f"one worker {one['rate']:.0f} rows/s, two {two['rate']:.0f}: {ratios[-1]:.2f} ×", flush=True)
    print(f"two workers against one: {statistics.median(ratios):.2f} ×")


def growth(scratch: Path, many: int) -> None:
    few = 1000
    small = measured([str(rows_of(scratch / "few.csv", few)), "2", str(scratch / "few")])
    large = measured([str(rows_of(scratch / "many.csv", many)), "2", str(scratch / "many")])
    for name, words in (("own", "parent"), ("worker", "largest worker")):
        low, high = small[name] / 2**20, large[name] / 2**20
        print(f"peak memory, {words}: {few} rows {low:.0f} MB, {many} rows {high:.0f} MB, {high / low:.2f} ×")
    print(
        f"processor time a row, all processes: {small['each'] * 1000:.2f} and {large['each'] * 1000:.2f} ms, {large['each'] / small['each']:.2f} ×"
    )
    print(
        f"rows a second in the run: {small['rate']:.0f} and {large['rate']:.0f}, {small['rate'] / large['rate']:.2f} × the time a row"
    )
    print(f"whole run: {small['seconds']:.1f} s and {large['seconds']:.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=0)
    parser.add_argument("--one", nargs=3, metavar=("TABLE", "JOBS", "OUT"))
    parser.add_argument("--only", choices=("docxtpl", "workers", "growth"))
    given = parser.parse_args()
    if given.one:
        one_batch(Path(given.one[0]), int(given.one[1]), Path(given.one[2]))
        return
    memory = psutil.virtual_memory().total / 2**30
    print(
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, {os.cpu_count()} cores, {memory:.0f} GB"
    )
    with tempfile.TemporaryDirectory() as scratch:
        if given.only in {None, "docxtpl"}:
            against_docxtpl(Path(scratch))
        if given.only in {None, "workers"}:
            workers(Path(scratch))
        if given.rows or given.only == "growth":
            growth(Path(scratch), given.rows or 20_000)


if __name__ == "__main__":
    main()
