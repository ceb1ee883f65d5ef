"""What was read in an earlier run is what would be read now."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.errors import InvalidData
from contractkit.library import remembered, yaml_source
from contractkit.library.assets import clauses_folder, law_folder
from contractkit.library.yaml_source import YamlFile

_TEXT = "14.2:\n  词: [甲方, '乙\\方', 1.10, 20, true, null]\n  'a: b': |-\n    两行\n    文字\n空: {}\n"
_SCALARS = st.none() | st.booleans() | st.integers(-99, 99) | st.text("甲:'\"#\n\0 \ud800.1", max_size=6)
_VALUES = st.recursive(
    _SCALARS | st.decimals(-9, 9, places=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("键a\0", max_size=3), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "kept"
    monkeypatch.setenv(remembered.PLACE, str(folder))
    return folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "词.yaml"
    path.write_text(_TEXT, encoding="utf-8")
    return path


def _parsed_anew(monkeypatch: pytest.MonkeyPatch, path: Path) -> tuple[YamlFile, int]:
    """The file, and how often the parser was asked for it."""
    asked: list[str] = []
    real = yaml_source.parse

    def parse(text: str, *, name: str) -> YamlFile:
        asked.append(text)
        return real(text, name=name)

    with monkeypatch.context() as patch:
        patch.setattr(yaml_source, "parse", parse)
        return remembered.load(path), len(asked)


def test_a_file_is_parsed_once(kept: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, again = _parsed_anew(monkeypatch, file), _parsed_anew(monkeypatch, file)

    assert (first[1], again[1]) == (1, 0)
    assert again[0] == first[0] == yaml_source.load(file)
    assert again[0].data["14.2"]["词"][2] == Decimal("1.10")
    assert again[0].line("14.2", "词", 3) == 2
    assert len(list(kept.iterdir())) == 1


def test_the_name_is_that_of_the_file_that_is_asked_for(kept: Path, file: Path) -> None:
    remembered.load(file, name="甲.yaml")

    assert remembered.load(file, name="乙.yaml").problem("错", ("14.2",)).file == "乙.yaml"
    assert len(list(kept.iterdir())) == 1


def test_a_file_that_has_changed_is_parsed_anew(kept: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remembered.load(file)
    assert list(kept.iterdir())
    file.write_text(_TEXT.replace("甲方", "丙方"), encoding="utf-8")

    changed, asked = _parsed_anew(monkeypatch, file)
    assert (asked, changed.data["14.2"]["词"][0]) == (1, "丙方")


@pytest.mark.parametrize("damage", [b"", b"{", b"null", b"[]", b'{"data": 1}', b'{"data":{},"lines":[1]}', b"\xff"])
def test_a_damaged_entry_is_made_anew(kept: Path, file: Path, damage: bytes) -> None:
    expected = remembered.load(file)
    for entry in kept.iterdir():
        entry.write_bytes(damage)

    assert remembered.load(file) == expected
    assert [json.loads(entry.read_bytes())["lines"] for entry in kept.iterdir()]


def test_mistakes_are_told_in_every_run(kept: Path, file: Path) -> None:
    file.write_text("a: [1\n", encoding="utf-8")

    for _ in range(2):
        with pytest.raises(InvalidData):
            remembered.load(file)
    assert not kept.exists()


def test_nothing_is_kept_where_nothing_is_to_be_kept(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(remembered.PLACE, "")

    assert remembered.cache_folder() is None
    assert [_parsed_anew(monkeypatch, file)[1] for _ in range(2)] == [1, 1]


def test_where_nothing_can_be_written_all_is_read_all_the_same(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(remembered.PLACE, str(file / "no folder"))

    assert remembered.load(file) == yaml_source.load(file)


def test_there_are_never_more_than_so_many(kept: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "_MOST", 10)
    for number in range(30):
        file.write_text(f"a: {number}\n", encoding="utf-8")
        assert remembered.load(file).data == {"a": number}

    assert len(list(kept.iterdir())) <= 10


def test_all_that_comes_with_the_program_comes_out_as_it_went_in(kept: Path) -> None:
    paths = [path for folder in (clauses_folder(), law_folder()) for path in folder.rglob("*.yaml")]
    for path in paths:
        remembered.load(path)

    assert len(list(kept.iterdir())) == len({path.read_bytes() for path in paths})
    some = paths[::6]
    assert [remembered.load(path) for path in some] == [yaml_source.load(path) for path in some]


@given(st.dictionaries(st.text("键a\0", max_size=3), _VALUES, max_size=3))
def test_whatever_is_kept_comes_out_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, Any]
) -> None:
    folder = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(remembered.PLACE, str(folder))
        remembered._remember("entry", YamlFile("甲.yaml", data, {("a", 0): 3, (): 1}))
        found = remembered._recalled("entry")

    assert found is None or found["data"] == data
