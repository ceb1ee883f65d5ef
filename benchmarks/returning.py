"""Do drafts come back as promised?

    python benchmarks/returning.py FOLDER [--maker md2docx.py --style hostile] [--out FOLDER] [--pictures N]

FOLDER holds Word files, or Markdown that a program of your own turns into Word (`--maker PROGRAM`, called as
`PROGRAM SOURCE TARGET --style STYLE --seed N`). Each draft that is a plan or an agreement is returned and then tried: opens
in python-docx, sound XML, every part but those we write in has its bytes, every run that was not split has its bytes,
rejecting all of ours is the original, accepting all leaves nothing missing. What is still not there when every blank is filled
in with what samples/traffic.yaml answers is told. `--renumber` lets numbers move on. `--pictures N` lets LibreOffice draw the first N as PDF into --out.
"""

from __future__ import annotations

import argparse
import io
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document

from contractkit.core.checker.finding import Status
from contractkit.core.checker.report import DocumentReport
from contractkit.core.matter.fields import fields_of
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.text import Facts
from contractkit.core.zh.normalize import to_simplified
from contractkit.library.law import load_registry
from contractkit.library.matter import load_matter
from contractkit.office import find_office
from contractkit.readers.options import RevisionView
from contractkit.readers.word import read_docx
from contractkit.reporters.annotated import accepted, rejected
from contractkit.workflows.check import CheckOptions, check_files
from contractkit.workflows.return_draft import Returned, ReturnOptions, return_drafts

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from word_validity import W, faults

ON = CheckOptions(on=date(2026, 3, 4))
WE = "我方"
ON_DAY = datetime(2026, 3, 4, 9, 0)  # noqa: DTZ001 - as Word shows it
MATTER = Path(__file__).parents[1] / "samples" / "traffic.yaml"
_RUN = re.compile(rb"<w:r[ >](?:(?!<w:r[ >]).)*?</w:r>", re.DOTALL)
_BLANK = re.compile("【待填：[^】]*】")


def main() -> int:
    """Return, try, print a line for each; 1 where any promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--maker", type=Path)
    parser.add_argument("--style", default="hostile")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--pictures", type=int, default=0)
    parser.add_argument("--renumber", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.out or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        drafts = list(made(arguments.folder, folder, arguments.maker, arguments.style))
        begun = time.perf_counter()
        options = ReturnOptions(folder / "returned", WE, ON_DAY, arguments.renumber)
        report, returned = return_drafts(drafts, ON, options)
        seconds = time.perf_counter() - begun
        reports = {one.path: one for one in report.documents}
        broken = [tried(one, reports[one.name], folder) for one in returned if reports[one.name].items]
        sent = [one for one in returned if one.path is not None]
        print(f"{len(sent)} 份返回，{len(returned) - len(sent)} 份不是草案；{sum(broken)} 份有不符；{seconds:.1f} 秒")
        draw([one.path for one in sent if one.path][: arguments.pictures], folder)
    return int(any(broken))


def made(source: Path, folder: Path, maker: Path | None, style: str) -> Iterator[Path]:
    """The Word files of a folder, made where it holds Markdown."""
    yield from sorted(source.glob("*.docx"))
    for number, text in enumerate(sorted(source.glob("*.md")) if maker else (), start=1):
        target = folder / f"{text.stem}.docx"
        command = [sys.executable, str(maker), str(text), str(target), "--style", style, "--seed", str(number)]
        subprocess.run(command, check=True)
        yield target


def tried(one: Returned, report: DocumentReport, folder: Path) -> bool:
    """Print what holds for one draft; tell whether anything does not."""
    if one.path is None or one.written is None:
        print(f"{Path(one.name).name:16} 没有返回：{one.why}")
        return True
    original, data = Path(one.name).read_bytes(), one.path.read_bytes()
    Document(io.BytesIO(data))
    ours = own_changes(data)
    wrong = [*(fault for fault in faults(data) if fault not in faults(original)), *bytes_changed(original, data)]
    wrong += [f"拒绝后不同：{view}" for view in RevisionView if not_the_same(original, rejected(data, ours), view)]
    missing = {e.id for item in report.items for e in item.elements if e.status is Status.MISSING and e.counts}
    after = statuses(accepted(data, ours), folder / "accepted.docx")
    wrong += [f"仍缺{name}" for name in missing if after[name] is Status.MISSING]
    filled = statuses(accepted(without_blanks(data, answers()), ours), folder / "accepted.docx")
    thin = [name for name in sorted(missing) if filled[name] is not Status.PRESENT]
    counts = f"批注{one.written.comments:>3}  插入{one.written.insertions:>3}  缺{len(missing):>3}"
    moved = "  不能顺延" if one.written.renumbered is None else f"  顺延{one.written.renumbered:>3}"
    note = f"{moved}（填上内容仍不算具备：{'、'.join(thin)}）" if thin else moved
    print(f"{Path(one.name).name:16} {counts}  {'；'.join(wrong) or '都符合'}{note}")
    return bool(wrong)


def own_changes(data: bytes) -> frozenset[str]:
    """The ids of our tracked changes, found by their author."""
    root = Document(io.BytesIO(data)).element
    return frozenset(node.get(W + "id", "") for node in root.iter(W + "ins", W + "del") if node.get(W + "author") == WE)


def bytes_changed(original: bytes, data: bytes) -> Iterator[str]:
    """Parts that changed without need, and runs of the original that are neither there nor split."""
    allowed = {"word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    with zipfile.ZipFile(io.BytesIO(original)) as old, zipfile.ZipFile(io.BytesIO(data)) as new:
        yield from (
            f"改动了{name}" for name in old.namelist() if name not in allowed and old.read(name) != new.read(name)
        )
        before = Counter(_RUN.findall(old.read("word/document.xml")))
        gone = before - Counter(_RUN.findall(new.read("word/document.xml")))
    comments = len(Document(io.BytesIO(data)).element.findall(f".//{W}commentRangeStart"))
    struck = sum(node.get(W + "author") == WE for node in Document(io.BytesIO(data)).element.iter(W + "del"))
    if sum(gone.values()) > 2 * (comments + struck):
        yield f"{sum(gone.values())} 个文字段不再逐字节相同，多于批注和改号可能切开的"


def not_the_same(original: bytes, other: bytes, view: RevisionView) -> bool:
    return read_docx(original, view).blocks != read_docx(other, view).blocks


def statuses(data: bytes, path: Path) -> dict[str, Status]:
    path.write_bytes(data)
    (report,) = check_files([path], ON).documents
    return {element.id: element.status for item in report.items for element in item.elements}


@cache
def answers() -> dict[str, str]:
    """What a matter answers, by the blank that asks for it."""
    matter = load_matter(MATTER, load_registry()).matter
    return dict(_answers(Matter, matter))


def _answers(part: type[Facts], value: object) -> Iterator[tuple[str, str]]:
    for name, field in fields_of(part).items():
        own = getattr(value, name, None)
        one = next(iter(own), None) if field.many and own else own
        if one is None or one == ():
            continue
        if field.part is not None:
            yield from _answers(field.part, one)
        else:
            title = field.title.partition("（")[0]
            yield f"【待填：{title}】", str(one.value if isinstance(one, Enum) else one)


def without_blanks(data: bytes, known: dict[str, str]) -> bytes:
    """The file with something written into every blank of ours."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                found = _BLANK.sub(lambda match: escape(known.get(to_simplified(match[0]), "若干项")), content.decode())
                content = found.encode()
            new.writestr(name, content)
    return target.getvalue()


def draw(files: list[Path], folder: Path) -> None:
    """PDF with the comments in the margin."""
    if files and (office := find_office()):
        options = 'pdf:writer_pdf_Export:{"ExportNotesInMargin":{"type":"boolean","value":"true"}}'
        profile = f"-env:UserInstallation={(folder / 'office').resolve().as_uri()}"
        command = [
            str(office),
            profile,
            "--headless",
            "--convert-to",
            options,
            "--outdir",
            str(folder),
            *map(str, files),
        ]
        subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    raise SystemExit(main())
