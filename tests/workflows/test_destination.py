"""Files appear whole, in folders and behind addresses."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from contractkit.errors import UsageError
from contractkit.workflows.destination import Destination, destination


@pytest.fixture(params=["folder", "file", "memory"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Destination:
    """A place of each sort."""
    match request.param:
        case "folder":
            return destination(tmp_path / "出")
        case "file":
            return destination(f"file://{tmp_path}/出")
        case _:
            return destination(f"memory://{tmp_path.name}/出")


def test_what_is_written_can_be_read(place: Destination) -> None:
    place.write("甲/协议.docx", b"1")
    place.write("乙.docx", b"2")
    place.write("乙.docx", b"3")
    assert place.names() == {"甲/协议.docx", "乙.docx"}
    assert (place.read("乙.docx"), place.read("甲/协议.docx"), place.read("没有.docx")) == (b"3", b"1", None)


def test_an_empty_place_has_no_files(place: Destination) -> None:
    assert place.names() == frozenset()
    place.tidy()
    assert place.names() == frozenset()


def test_it_crosses_to_a_worker(place: Destination) -> None:
    place.write("甲.docx", b"1")
    assert pickle.loads(pickle.dumps(place)).read("甲.docx") == b"1"  # noqa: S301  our own


def test_only_a_folder_is_a_folder(tmp_path: Path) -> None:
    assert destination(tmp_path).folder == tmp_path
    assert destination("s3://bucket/x").folder is None
    assert str(destination("s3://bucket/x")) == "s3://bucket/x"


@pytest.mark.parametrize("scheme", ["", "file://"])
def test_what_a_killed_run_left_does_not_count(tmp_path: Path, scheme: str) -> None:
    place = destination(f"{scheme}{tmp_path}")
    place.write("甲.docx", b"1")
    (tmp_path / ".0123456789abcdef.part").write_bytes(b"half")
    assert place.names() == {"甲.docx"}
    place.tidy()
    assert [path.name for path in tmp_path.iterdir()] == ["甲.docx"]


def test_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "占").write_bytes(b"")
    for place in (f"{tmp_path}/占", f"file://{tmp_path}/占"):
        with pytest.raises(UsageError, match="不能写入"):
            destination(place).write("甲.docx", b"1")
    assert [path.name for path in tmp_path.iterdir()] == ["占"]


def test_an_unknown_address_is_told() -> None:
    with pytest.raises(UsageError, match="不认识这种输出地址"):
        destination("nosuch://x").write("甲.docx", b"1")


def test_a_driver_that_is_not_installed_is_named() -> None:
    with pytest.raises(UsageError, match="驱动"):
        destination("gdrive://x/y").write("甲.docx", b"1")
