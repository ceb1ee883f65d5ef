"""What the screen remembers of its user."""

from __future__ import annotations

from pathlib import Path

from contractkit.workflows.settings import remember_theme, remembered_theme


def test_colours_are_kept_for_each_kind_of_terminal(tmp_path: Path) -> None:
    assert remembered_theme("truecolor", tmp_path) == ""
    remember_theme("truecolor", "纸面", tmp_path)
    remember_theme("standard", "ansi-dark", tmp_path)
    assert (remembered_theme("truecolor", tmp_path), remembered_theme("standard", tmp_path)) == ("纸面", "ansi-dark")


def test_a_file_that_says_something_else_is_no_reason_to_stop(tmp_path: Path) -> None:
    for content in ("[]", "{", '{"theme": 3}', '{"theme": {"truecolor": 3}}'):
        (tmp_path / "screen.json").write_text(content, encoding="utf-8")
        assert remembered_theme("truecolor", tmp_path) == ""
    folder = tmp_path / "file"
    folder.write_text("")
    remember_theme("truecolor", "纸面", folder)
    assert remembered_theme("truecolor", folder) == ""
