"""An agreed Word file against its own PDF, and against a scan of it: are silent changes found through the other format?

    python benchmarks/compare_formats.py [DRAFT.docx ...] [--pairs 21] [--scans 0] [--seed 1]

Needs LibreOffice. Plants one change (a period, 应当→可以, one party for the other, a digit, a table cell, a row, an item) in
each of --pairs copies, prints the copy as PDF, and compares the untouched Word file with it; each unchanged draft against
its own PDF must show nothing. With --scans the first so many copies are also drawn as images and read by text recognition:
what it misread then stands beside the planted change, and is counted apart. By default in the sample and in what contractkit
generates from the sample matters. Exits 1 where a change was missed, or the PDF of an unchanged draft shows one.
"""

from __future__ import annotations

import argparse
import io
import random
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from redline_peers import default_drafts
from redlines import PLANTS, Planted, planted_in

from contractkit.core.document import outline
from contractkit.core.document.tree import Document
from contractkit.core.redline.compare import Change, ChangeKind, changes
from contractkit.office.conversion import Fault, Original, Target, convert
from contractkit.office.program import find_office, how_to_install
from contractkit.readers.detect import read
from contractkit.readers.options import ReadingOptions

DPI = 150


def main() -> int:
    """Plant, print, compare, count."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("drafts", type=Path, nargs="*")
    parser.add_argument("--pairs", type=int, default=21)
    parser.add_argument("--scans", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        originals = [path.read_bytes() for path in arguments.drafts or default_drafts(Path(folder))]
        copies = [copy(originals, at, arguments.seed) for at in range(arguments.pairs)]
        printed = pages([*originals, *(new for new, _ in copies)])
        olds = [document(data, Path(folder) / f"{at}.docx") for at, data in enumerate(originals)]
        path = Path(folder) / "page.pdf"
        bad = sum(silence(old, document(pdf, path)) for old, pdf in zip(olds, printed, strict=False))
        planted = [(olds[at % len(olds)], one) for at, (_, one) in enumerate(copies)]
        news = printed[len(originals) :]
        bad += found("PDF", planted, news, path)
        scans = [scanned(pdf) for pdf in news[: arguments.scans]]
        bad += found("扫描", planted[: arguments.scans], scans, path) if scans else 0
    return int(bad > 0)


def copy(originals: Sequence[bytes], at: int, seed: int) -> tuple[bytes, Planted | None]:
    """A draft with one change; none where the draft has nothing that it fits."""
    rng = random.Random(seed * 40_000 + at)  # noqa: S311 - nothing secret
    new, planted = planted_in(originals[at % len(originals)], [PLANTS[at % len(PLANTS)]], rng)
    return new, planted[0] if planted else None


def pages(documents: Sequence[bytes]) -> list[bytes]:
    """Each document as PDF."""
    program = find_office()
    if program is None:
        raise SystemExit(how_to_install())
    made = convert([Original(one, "docx") for one in documents], Target.PDF, program)
    faults = [one for one in made if isinstance(one, Fault)]
    if faults:
        raise SystemExit(f"LibreOffice 没有转出 {len(faults)} 份：{faults[0]}")
    return [one for one in made if isinstance(one, bytes)]


def scanned(pdf: bytes) -> bytes:
    """The pages as grey images, a little askew as a scanner takes them in."""
    images = [page.render(scale=DPI / 72).to_pil().convert("L") for page in pypdfium2.PdfDocument(pdf)]
    turned = [one.rotate(0.2, fillcolor=255) for one in images]
    target = io.BytesIO()
    turned[0].save(target, "PDF", save_all=True, append_images=turned[1:], resolution=DPI)
    return target.getvalue()


def document(data: bytes, path: Path) -> Document:
    """The file as `compare` reads it."""
    path.write_bytes(data)
    return outline.build(read(path, data=data, options=ReadingOptions()))


def silence(old: Document, new: Document) -> int:
    """How many changes an unchanged draft shows against its own PDF."""
    invented = changes(old, new)
    if invented:
        print(f"没有改动的报出{len(invented)}处，例如 {invented[0].kind}")
    return len(invented)


def found(what: str, planted: Sequence[tuple[Document, Planted | None]], news: Sequence[bytes], path: Path) -> int:
    """Count the planted changes that were told; how many were missed."""
    tried, told, beside, missed, begun = Counter[str](), Counter[str](), 0, 0, time.perf_counter()
    for (old, one), data in zip(planted, news, strict=True):
        if one is None:
            continue
        all_ = changes(old, document(data, path))
        hits = [change for change in all_ if _tells(change, one)]
        tried[one.kind] += 1
        told[one.kind] += bool(hits)
        beside += len([change for change in all_ if change.kind is not ChangeKind.RENUMBERED]) - bool(hits)
        if not hits:
            missed += 1
            print(f"{what} 没有报出 {one}：共{len(all_)}处变动")
    seconds = (time.perf_counter() - begun) / max(tried.total(), 1)
    kinds = "、".join(f"{kind}{told[kind]}/{times}" for kind, times in tried.items())
    print(f"{what}：植入{tried.total()}处，报出{told.total()}处（{kinds}）；另报{beside}处；{seconds:.1f}秒一对")
    return missed


def _tells(change: Change, planted: Planted) -> bool:
    """Whether a change is the planted one: both words where one stood for the other, else all of what went."""
    old, new = ("".join(side.text.split()) if side else "" for side in (change.old, change.new))
    if not planted.now:
        gone = "".join(planted.was.split()).replace("|", "")
        return gone in old.replace("|", "") and gone not in new.replace("|", "")
    return planted.was in old and planted.now in new and old != new


if __name__ == "__main__":
    raise SystemExit(main())
