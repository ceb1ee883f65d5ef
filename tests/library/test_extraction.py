"""The wording by which facts are recognised: every mistake with its file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from contractkit.errors import InvalidData
from contractkit.library import assets
from contractkit.library.extraction import load_lexicon


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(assets.extraction_folder(), tmp_path / "extraction"))


def test_what_comes_with_contractkit_is_right() -> None:
    lexicon = load_lexicon()
    assert {table.keys for table in lexicon.tables} >= {("resources", "catalogue"), ("products", "catalogue")}
    assert len(lexicon.cues) > 40


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "fields-terms.yaml",
            "field: security.officer",
            "field: security.offficer",
            "事项中没有字段“security.offficer”。",
        ),
        ("fields-terms.yaml", "{年数}", "{世纪数}", "words.yaml 中没有“世纪数”。"),
        ("tables.yaml", "update_frequency:", "updates:", "事项中没有字段“resources.catalogue.updates”。"),
        ("shares.yaml", "total: ", "totals: ", "没有“totals”这个键。"),
        ("term.yaml", 'other_heading: "', 'other_heading: "[', "不是合法的正则表达式"),
        ("parties.yaml", "  address:", "  adress:", "事项中没有字段“parties.operator.adress”。"),
    ],
)
def test_every_mistake_has_its_file_and_line(folder: Path, file: str, old: str, new: str, message: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InvalidData) as caught:
        load_lexicon(folder)
    problems = [str(problem) for problem in caught.value.problems]
    assert any(message in problem for problem in problems)
    assert all(problem.line for problem in caught.value.problems)


def test_a_pattern_without_the_group_is_told(folder: Path) -> None:
    path = folder / "fields-terms.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("一式(?P<value>{数})份", "一式({数})份", 1), encoding="utf-8")
    with pytest.raises(InvalidData) as caught:
        load_lexicon(folder)
    assert "没有写明取哪一段。" in str(caught.value.problems[0])
