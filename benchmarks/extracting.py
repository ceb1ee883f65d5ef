"""How right `contractkit extract` reads other people's agreements: parties, term, shares, held against labels.

`python benchmarks/extracting.py CORPUS [--drafts FOLDER] [--words SCRIPT] [--verbose]`: CORPUS is a folder with the
labelled agreements as Markdown, SCRIPT turns one into a Word file in a style (`SCRIPT SOURCE TARGET --style STYLE`).
The labels and how they were made: benchmarks/extracting/labels.yaml.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from contractkit.core.document import outline
from contractkit.core.extraction.fact import TERM_MONTHS, DoubtKind, Facts
from contractkit.core.extraction.reading import read_facts
from contractkit.core.matter.fields import Keys
from contractkit.core.matter.standpoint import Side
from contractkit.core.zh.normalize import normalize
from contractkit.library.extraction import load_lexicon, load_wording
from contractkit.library.yaml_source import load
from contractkit.readers.detect import read

LABELS = Path(__file__).parent / "extracting" / "labels.yaml"
STYLES = ("plain", "real", "hostile")
TERM: dict[str, Keys] = {"start": ("term", "start"), "end": ("term", "end"), "months": TERM_MONTHS}
PARTIES: dict[str, tuple[Keys, Side]] = {
    "body": (("parties", "implementing_body", "name"), Side.IMPLEMENTING_BODY),
    "operator": (("parties", "operator", "name"), Side.OPERATOR),
}


def facts_of(path: Path) -> Facts:
    """What is read from a file."""
    return read_facts(outline.build(read(path)), load_lexicon(), load_wording())


def verdicts(facts: Facts, label: Mapping[str, Any]) -> Iterator[tuple[str, bool, str]]:
    """For each thing labelled: what it is, whether it was read rightly, what was read."""
    for name, (keys, _) in PARTIES.items():
        found = facts.value(keys)
        if label[name] == "disputed":
            listed = any(one.kind is DoubtKind.CONTRADICTION and one.keys == keys for one in facts.doubts)
            yield "parties", listed and found is None, f"{name}: {found}"
        else:
            yield "parties", found == label[name], f"{name}: {found}"
    for name, keys in TERM.items():
        if name in label:
            found = facts.value(keys)
            wanted = str(label[name])
            yield "term", (found is None) if wanted == "none" else str(found) == wanted, f"{name}: {found}"
    yield from _shares(facts, label.get("shares"))


def _shares(facts: Facts, wanted: Any) -> Iterator[tuple[str, bool, str]]:
    rows = [(str(row[("party",)].value), row[("percent",)].value) for row in facts.rows(("revenue", "shares"))]
    if wanted == "none":
        yield "shares", not rows, f"{rows}"
    for name, percent in wanted.items() if isinstance(wanted, Mapping) else ():
        side = facts.side_of(name)
        same = [
            one
            for one, share in rows
            if share == percent and (_in(name, one) or (side is not None and facts.side_of(one) is side))
        ]
        yield "shares", bool(same), f"{name} {percent}: {rows}"


def _in(word: str, text: str) -> bool:
    return normalize(word).text in normalize(text).text


def versions(path: Path, script: Path | None, folder: Path) -> Iterator[tuple[str, Path]]:
    """The file itself, and as Word files in every style."""
    yield "md", path
    for style in STYLES if script else ():
        target = folder / f"{path.stem}-{style}.docx"
        subprocess.run(
            [sys.executable, str(script), str(path), str(target), "--style", style], check=True, capture_output=True
        )
        yield style, target


def main() -> None:
    """Print how many labels were read rightly, part by part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--drafts", type=Path, help="folder of the drafts (parts `drafts…` of the labels)")
    parser.add_argument("--words", type=Path, help="script that turns Markdown into Word files")
    parser.add_argument("--verbose", action="store_true", help="show what was read wrongly")
    options = parser.parse_args()
    labels = load(LABELS).data
    for part, documents in labels.items():
        folder = options.drafts if part.startswith("drafts") else options.corpus
        if folder is None:
            continue
        right: Counter[tuple[str, str]] = Counter()
        whole: Counter[tuple[str, str]] = Counter()
        with tempfile.TemporaryDirectory() as made:
            for name, label in documents.items():
                script = None if part.startswith("drafts") else options.words
                for style, path in versions(folder / f"{name}.md", script, Path(made)):
                    for what, is_right, told in verdicts(facts_of(path), label):
                        whole[what, style] += 1
                        right[what, style] += is_right
                        if options.verbose and not is_right:
                            print(f"  {name} {style} {what} {told}")
        for (what, style), count in sorted(whole.items()):
            print(f"{part:13} {what:8} {style:8} {right[what, style]:3}/{count:3} = {right[what, style] / count:.3f}")
        print(f"{part:13} all               {right.total():3}/{whole.total():3} = {right.total() / whole.total():.3f}")


if __name__ == "__main__":
    main()
