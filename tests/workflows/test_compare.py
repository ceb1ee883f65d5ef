"""Two files are compared whatever their formats; the redline is tried before it is handed over."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from contractkit.core.redline.compare import ChangeKind
from contractkit.core.redline.comparison import Effect
from contractkit.errors import UnreadableDocument, UsageError
from contractkit.readers.options import RevisionView
from contractkit.readers.word import read_docx
from contractkit.reporters.redline.console import to_text
from contractkit.reporters.redline.json_comparison import to_json
from contractkit.workflows.compare import CompareOptions, compare_files
from contractkit.workflows.compare.writing import said, written
from word_validity import faults

SAMPLES = Path(__file__).parents[2] / "samples" / "drafts"
GOOD = SAMPLES / "good-agreement.docx"
NOW = datetime(2026, 3, 4, 9, 30)  # noqa: DTZ001 - as Word shows it


def edited(data: bytes, edit: Callable[[str], str]) -> bytes:
    """A copy of a Word file whose main part was edited."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, edit(content.decode()) if name == "word/document.xml" else content)
    return target.getvalue()


def gone(xml: str, words: str) -> str:
    """The XML without the paragraph or row that holds these words."""
    at = xml.index(words)
    tag = "w:tr" if xml.rfind("<w:tr>", 0, at) > xml.rfind("</w:tr>", 0, at) else "w:p"
    start, end = xml.rfind(f"<{tag}>", 0, at), xml.index(f"</{tag}>", at) + len(tag) + 3
    return xml[:start] + xml[end:]


def weakened(xml: str) -> str:
    """Two changes in an agreement: a duty that is one no longer, and a paragraph that went."""
    return gone(xml, "再开发").replace("应当", "可以", 3)


@pytest.fixture(scope="module")
def redline(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, object]:
    folder = tmp_path_factory.mktemp("compare")
    (folder / "new.docx").write_bytes(edited(GOOD.read_bytes(), weakened))
    target = folder / "redline.docx"
    return target, compare_files(GOOD, folder / "new.docx", CompareOptions(on=NOW, redline=target, author="我方"))


def test_what_a_change_does_to_the_law_comes_first(redline: tuple[Path, object]) -> None:
    comparison = redline[1].comparison  # type: ignore[attr-defined]  # Compared
    assert any(one.effect in (Effect.LOST, Effect.WEAKER) for one in comparison.elements)
    text = to_text(comparison)
    assert text.index("对法定内容的影响") < text.index("变动1")
    assert "“应当”→“可以”" in text
    told = json.loads(to_json(comparison))
    assert told["schema"] == "contractkit.comparison/1"
    assert {one["kind"] for one in told["changes"]} >= {"changed", "removed"}
    assert all(one["old"] or one["new"] for one in told["changes"])


def test_the_redline_is_the_new_file_with_both_versions_in_it(redline: tuple[Path, object]) -> None:
    data = redline[0].read_bytes()
    assert redline[1].is_native  # type: ignore[attr-defined]  # Compared
    assert faults(data) == []
    assert [one.text for one in read_docx(data, RevisionView.ORIGINAL).blocks] == [
        one.text for one in read_docx(GOOD.read_bytes()).blocks
    ]
    assert "我方" in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


EDITS: dict[str, Callable[[str], str]] = {
    "不变": lambda xml: xml,
    "改字": lambda xml: xml.replace("应当", "可以"),
    "删段": lambda xml: gone(xml, "争议"),
    "增段": lambda xml: xml.replace(
        "<w:sectPr", "<w:p><w:r><w:t>另行增加的一段约定，用来试验。</w:t></w:r></w:p><w:sectPr", 1
    ),
    "删行": lambda xml: gone(xml, "每日"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("name", ["good-agreement.docx", "flawed-agreement.docx"])
def test_accepting_is_the_new_version_and_rejecting_the_old(name: str, edit: Callable[[str], str]) -> None:
    old = (SAMPLES / name).read_bytes()
    new = edited(old, edit)
    before, after = read_docx(old), read_docx(new)
    for one, other in ((old, new), (new, old)):
        data, is_native = written(read_docx(one), other, None, "我方", NOW)
        assert is_native
        assert faults(data) == []
    rejected, accepted = said(written(before, new, None, "我方", NOW)[0])
    assert rejected == "".join("".join((block.label + block.text).split()) for block in before.blocks)
    assert accepted == "".join("".join((block.label + block.text).split()) for block in after.blocks)


def test_any_two_formats_are_compared(tmp_path: Path) -> None:
    text = "\n\n".join(
        block.label + block.text.replace("\n", "") for block in read_docx(GOOD.read_bytes()).blocks if not block.cells
    )
    (tmp_path / "new.txt").write_text(text.replace("三年", "五年", 1), encoding="utf-8")
    target = tmp_path / "redline.docx"
    found = compare_files(GOOD, tmp_path / "new.txt", CompareOptions(on=NOW, redline=target))
    assert not found.is_native
    assert faults(target.read_bytes()) == []
    assert any(("三年", "五年") in [(a.old, a.new) for a in one.alterations] for one in found.comparison.changes)
    assert all(one.kind is not ChangeKind.MOVED for one in found.comparison.changes)


def test_what_cannot_be_compared_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有这个文件"):
        compare_files(GOOD, tmp_path / "none.docx", CompareOptions(on=NOW))
    with pytest.raises(UsageError, match="覆盖"):
        compare_files(GOOD, GOOD, CompareOptions(on=NOW, redline=GOOD))
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(UnreadableDocument):
        compare_files(GOOD, tmp_path / "broken.docx", CompareOptions(on=NOW))
