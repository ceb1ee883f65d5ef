"""One Word file for each construct: all of its visible text, once, in reading order; the list in the docs is this one."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

import word_constructs
import word_constructs_numbers
from contractkit.core.document.tree import BlockKind
from contractkit.readers.word import read_docx
from word_files import word_file, zipped

DOCS = Path(__file__).parents[3] / "docs" / "reading.md"
CASES = word_constructs.CONSTRUCTS | word_constructs_numbers.CONSTRUCTS


def data_of(name: str) -> bytes:
    case = CASES[name]
    data = word_file(case.body, case.parts, case.members, case.links)
    return as_strict(data) if name.startswith("严格版") else data


def as_strict(data: bytes) -> bytes:
    """The same file in the namespaces of the strict edition."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    for usual, strict in (
        ("wordprocessingml/2006/main", "wordprocessingml/main"),
        ("officeDocument/2006/relationships", "officeDocument/relationships"),
    ):
        members = {
            name: text.replace(f"http://schemas.openxmlformats.org/{usual}", f"http://purl.oclc.org/ooxml/{strict}")
            for name, text in members.items()
        }
    return zipped(members)


@pytest.mark.parametrize("name", CASES)
def test_every_construct_is_read_whole_and_once(name: str) -> None:
    source = read_docx(data_of(name), CASES[name].view)
    shown = [block.label + block.text for block in source.blocks if block.kind is not BlockKind.CONTENTS]
    assert shown == CASES[name].expected
    assert source.furniture == CASES[name].furniture
    assert not any(loss.withholds for loss in source.losses)


def test_the_list_in_the_docs_is_this_one() -> None:
    section = DOCS.read_text(encoding="utf-8").partition("\n## Word 文件\n")[2].partition("\n## ")[0]
    listed = re.findall(r"^\| ([^|]+?) \| [^|\n]+ \| (.) \|$", section, re.MULTILINE)
    assert listed == [(name, "✓") for name in CASES]
