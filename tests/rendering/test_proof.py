"""What is lost from a finished file is noticed when it is read back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from contractkit.core.clauses.draft import Draft
from contractkit.core.law.requirement import Kind
from contractkit.library import assets
from contractkit.library.matter import LoadedMatter
from contractkit.rendering.package import Properties
from contractkit.rendering.proof import Proof, prove
from contractkit.rendering.template import load_template
from contractkit.rendering.word import render

PROPERTIES = Properties("标题", "青原市交通运输局", date(2026, 2, 26), {})


@pytest.fixture
def data(draft: Draft, loaded: LoadedMatter) -> bytes:
    template = load_template(assets.templates_folder(), draft.kind)
    return render(draft, loaded.matter, loaded.requirements, template, PROPERTIES)


def changed(data: bytes, change: Callable[[str], str]) -> Proof:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as package:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == "word/document.xml":
                content = change(content.decode()).encode()
            package.writestr(info, content)
    proof = prove(target.getvalue())
    assert proof is not None
    return proof


def test_a_whole_file_lacks_nothing(draft: Draft, data: bytes) -> None:
    proof = prove(data)
    assert proof is not None
    assert proof.missing(draft, load_template(assets.templates_folder(), draft.kind).static) == ()


def test_a_lost_paragraph_a_lost_cell_and_a_lost_heading_are_noticed(draft: Draft, data: bytes) -> None:
    long = max((block.text for block in draft.blocks), key=len)
    cell = next(block.table.rows[-1][-1] for block in reversed(draft.blocks) if block.table)
    heading = next(block.text for block in draft.blocks if block.style == "part")  # stands in the contents, too
    assert changed(data, lambda xml: xml.replace(long, "")).missing(draft, ()) != ()
    assert changed(data, lambda xml: "".join(xml.rsplit(cell, 1))).missing(draft, ()) != ()
    listed = heading if draft.kind is Kind.AGREEMENT else ""  # plans have no contents
    lost = changed(
        data, lambda xml: listed.join((xml.partition(heading)[0], xml.partition(heading)[2].replace(heading, "")))
    )
    assert heading in lost.missing(draft, ())


def test_paragraphs_in_another_order_are_noticed(draft: Draft, data: bytes) -> None:
    proof = prove(data)
    assert proof is not None
    assert proof.missing(replace(draft, blocks=draft.blocks[::-1]), ()) != ()


def test_fixed_words_are_looked_for_everywhere(draft: Draft, data: bytes) -> None:
    proof = prove(data)
    assert proof is not None
    assert proof.missing(draft, ("第　 1 页", "不在文件里的字"))[-1] == "不在文件里的字"


@pytest.mark.parametrize("damage", [b"", b"PK", b"not a file"])
def test_what_cannot_be_read_proves_nothing(damage: bytes) -> None:
    assert prove(damage) is None


def test_a_damaged_member_proves_nothing(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        at = package.getinfo("word/document.xml").header_offset + 200
    assert prove(data[:at] + bytes(50) + data[at + 50 :]) is None
