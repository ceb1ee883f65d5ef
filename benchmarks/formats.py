"""One draft in every format: does the check say the same of each?

    python benchmarks/formats.py DRAFT.docx [--out FOLDER]

Makes of one Word file a .doc, .wps, .odt, .rtf and .pdf (LibreOffice), a .pdf (Chromium), an .ofd, a scanned .pdf at 150 dpi
with a red seal, .html, .md, and .txt in UTF-8 and GB18030; checks them all and prints how many verdicts on elements differ
from those on the Word file, and which. What this machine lacks (LibreOffice, Chromium, the extra `ocr`) is left out, said so.
"""

from __future__ import annotations

import argparse
import html
import io
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from contractkit.core.document.tree import Block, BlockKind
from contractkit.office import find_office
from contractkit.readers.detect import read

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

DPI = 150
SEAL_AT = ((0.62, 0.72), (0.30, 0.45))  # shares of the page


def main() -> int:
    """Make, check, compare; 1 where a text format differs at all or a scan by more than two elements."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("draft", type=Path)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.out or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        original = folder / "sample.docx"
        shutil.copyfile(arguments.draft, original)
        files = [original, *make_all(original, folder)]
        verdicts = check(files)
    return compare(files, verdicts)


def make_all(original: Path, folder: Path) -> Iterator[Path]:
    """Every format that this machine can make."""
    blocks = read(original).blocks
    yield from written(blocks, folder)
    if find_office() is None:
        print("没有 LibreOffice：略过 .doc、.wps、.odt、.rtf、.pdf 和扫描件")
        return
    made = by_office(original, folder)
    yield from made.values()
    wps = folder / "sample-office.wps"
    shutil.copyfile(made["doc"], wps)
    yield wps
    if chromium := shutil.which("chromium"):
        yield by_chromium(chromium, folder / "sample.html", folder / "sample-chromium.pdf")
    yield scanned(made["pdf"], folder / "sample-scan.pdf")


def written(blocks: Sequence[Block], folder: Path) -> Iterator[Path]:
    """The formats written here: HTML, Markdown, text, OFD."""
    from ofd_files import document as ofd  # noqa: PLC0415 - beside the tests

    lines = [worded(block) for block in blocks]
    texts: dict[str, bytes] = {
        "sample.txt": "\n".join(lines).encode(),
        "sample-gb18030.txt": "\r\n".join(lines).encode("gb18030"),
        "sample.md": "".join(map(as_markdown, grouped(blocks))).encode(),
        "sample.html": page(grouped(blocks)).encode(),
        "sample.ofd": ofd([content(group) for group in grouped(blocks)]),
    }
    for name, data in texts.items():
        (folder / name).write_bytes(data)
        yield folder / name


def worded(block: Block) -> str:
    """The words of a block with its number; cells of a row apart by tabs."""
    if block.kind is BlockKind.ROW:
        return "\t".join(block.cells)
    return f"{block.label}{block.text}"


def grouped(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    """Each table as one group, every other block by itself."""
    for table, group in groupby(blocks, lambda block: block.location.table if block.kind is BlockKind.ROW else None):
        members = tuple(group)
        yield from [members] if table is not None else [(block,) for block in members]


def content(group: tuple[Block, ...]) -> str | list[tuple[str, ...]]:
    """A paragraph as its words, a table as its rows."""
    return [block.cells for block in group] if group[0].kind is BlockKind.ROW else worded(group[0])


def as_markdown(group: tuple[Block, ...]) -> str:
    first = group[0]
    if first.kind is not BlockKind.ROW:
        marks = "#" * min(first.level or 0, 6)
        return f"{marks} {worded(first)}\n\n".lstrip(" ")
    rows = [f"| {' | '.join(cell.replace('|', '｜') for cell in row.cells)} |" for row in group]
    rows.insert(1, "|" + " --- |" * len(first.cells))
    return "\n".join(rows) + "\n\n"


def page(groups: Iterator[tuple[Block, ...]]) -> str:
    body = "".join(map(as_html, groups))
    style = "body{font:12pt serif;line-height:1.8}td{border:1px solid;padding:2pt}table{border-collapse:collapse}"
    return f'<!doctype html><html lang="zh"><meta charset="utf-8"><style>{style}</style><body>{body}</body></html>'


def as_html(group: tuple[Block, ...]) -> str:
    first = group[0]
    if first.kind is BlockKind.ROW:
        rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row.cells) for row in group)
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>\n"
    tag = f"h{min(first.level, 6)}" if first.level else "p"
    return f"<{tag}>{html.escape(worded(first))}</{tag}>\n"


def by_office(original: Path, folder: Path) -> dict[str, Path]:
    """The formats that LibreOffice makes, by suffix."""
    made = {}
    for suffix in ("doc", "odt", "rtf", "pdf"):
        subprocess.run(
            [str(find_office()), "--headless", "--convert-to", suffix, "--outdir", str(folder), str(original)],
            check=True,
            capture_output=True,
        )
        made[suffix] = folder / f"sample-office.{suffix}"
        (folder / f"sample.{suffix}").replace(made[suffix])
    return made


def by_chromium(chromium: str, source: Path, target: Path) -> Path:
    options = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        "--disable-background-networking",
    )
    command = [chromium, *options, f"--print-to-pdf={target}", source.resolve().as_uri()]
    subprocess.run(command, check=True, capture_output=True)
    return target


def scanned(pdf: Path, target: Path) -> Path:
    """The pages as JPEG pictures, two of them sealed in red: one in the middle of the text, and the last."""
    import pypdfium2  # noqa: PLC0415 - only here
    from PIL import Image  # noqa: PLC0415 - of the extra ocr

    document = pypdfium2.PdfDocument(pdf)
    pictures = []
    for index in range(len(document)):
        picture = document[index].render(scale=DPI / 72).to_pil().convert("RGB")
        if index in (len(document) // 2, len(document) - 1):
            seal(picture)
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=70)
        pictures.append(Image.open(buffer))
    pictures[0].save(target, save_all=True, append_images=pictures[1:], resolution=DPI)
    return target


def seal(picture: object) -> None:
    """A round red seal at each place."""
    from PIL import ImageDraw  # noqa: PLC0415 - of the extra ocr

    draw = ImageDraw.Draw(picture, "RGBA")  # type: ignore[arg-type]  # a PIL picture
    width, height = picture.size  # type: ignore[attr-defined]  # a PIL picture
    radius = int(DPI * 0.8)
    for across, down in SEAL_AT:
        x, y = int(width * across), int(height * down)
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=(220, 20, 30, 200), width=8)
        draw.regular_polygon((x, y, radius // 3), 5, fill=(220, 20, 30, 200))


def check(files: Sequence[Path]) -> dict[str, dict[str, object]]:
    """Name of the file → its part of the JSON report."""
    command = [sys.executable, "-m", "contractkit", "check", *map(str, files), "--format", "json"]
    report = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    return {Path(document["path"]).name: document for document in report["documents"]}


def compare(files: Sequence[Path], verdicts: dict[str, dict[str, object]]) -> int:
    """Print a line for each file; tell whether all are as near as they should be."""
    expected = statuses(verdicts[files[0].name])
    worst = 0
    for file in files:
        document = verdicts[file.name]
        found = statuses(document)
        differing = [element for element in expected if found.get(element) != expected[element]]
        allowed = 2 if "scan" in file.name else 0
        worst |= len(differing) > allowed
        changes = "，".join(f"{element} {expected[element]}→{found.get(element)}" for element in differing[:6])
        reading = document["reading"]
        print(
            f"{file.name:24} {reading['characters']:>7} 字  {len(differing):>2} 处不同  {changes}{document['error'] or ''}"
        )  # type: ignore[index]  # JSON
    return int(worst)


def statuses(document: dict[str, object]) -> dict[str, str]:
    items: list[dict[str, list[dict[str, str]]]] = document["items"]  # type: ignore[assignment]  # JSON
    return {element["id"]: element["status"] for item in items for element in item["elements"]}


if __name__ == "__main__":
    raise SystemExit(main())
