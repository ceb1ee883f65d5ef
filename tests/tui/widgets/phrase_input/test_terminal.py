"""The real driver in a real terminal."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("Windows 没有伪终端（pty）", allow_module_level=True)

from pseudo_terminal import Terminal, terminal

APP = str(Path(__file__).parents[3] / "field_app.py")
READY = b"\x1b[?2004h"  # bracketed paste is asked for last
LONG = "为规范公共数据资源授权运营，依据有关规定，订立本协议。" * 60


def held(tmp_path: Path, *pieces: bytes, pause: float = 0.0, focus: str = "line") -> dict[str, Any]:
    """What the fields hold after some bytes."""
    file = tmp_path / "held.json"
    with terminal([APP, str(file), focus]) as screen:
        begin(screen)
        screen.send(*pieces, pause=pause)
        screen.read(0.3)
        screen.send(b"\x11")
        assert screen.end() == 0
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def begin(screen: Terminal) -> None:
    screen.read_until(READY)
    screen.read(0.4)


def test_text_that_is_split_between_reads_arrives_whole(tmp_path: Path) -> None:
    data = "甲方：苇泽市数据局　𠮷林".encode()
    assert held(tmp_path, *(data[at : at + 2] for at in range(0, len(data), 2)), pause=0.01)["line"] == data.decode()


def test_a_long_commit_arrives_whole(tmp_path: Path) -> None:
    assert held(tmp_path, LONG.encode())["line"] == LONG


def test_a_long_paste_arrives_whole(tmp_path: Path) -> None:
    text = "\r".join([LONG] * 3)
    assert held(tmp_path, b"\x1b[200~" + text.encode() + b"\x1b[201~", focus="area")["area"] == text.replace("\r", "\n")


def test_bytes_that_are_no_utf8_end_nothing(tmp_path: Path) -> None:
    found = held(tmp_path, "甲".encode(), "数据".encode("gbk"), "乙".encode(), pause=0.05)["line"]
    assert (found[0], found[-1]) == ("甲", "乙")
    assert set(found[1:-1]) <= {"\ufffd", *"\x00\x7f", *map(chr, range(32, 127))}


def test_keys_that_come_at_once_keep_their_order_from_field_to_field(tmp_path: Path) -> None:
    found = held(tmp_path, "甲方乙\x7f\r\t第二格".encode())
    assert found == {"line": "甲方", "area": "第二格", "submitted": ["甲方"]}


def test_nothing_is_drawn_while_nothing_happens(tmp_path: Path) -> None:
    """A repaint while an input method is composing tears the window of candidates."""
    with terminal([APP, str(tmp_path / "held.json")]) as screen:
        begin(screen)
        screen.send("甲方".encode())
        screen.read(0.5)
        assert screen.read(1.5) == b""


def test_the_terminals_cursor_stands_where_the_next_character_goes(tmp_path: Path) -> None:
    """There the input method shows what is being composed."""
    with terminal([APP, str(tmp_path / "held.json")]) as screen:
        begin(screen)
        screen.send("甲方“乙”".encode())
        drawn = screen.read(0.5)
    places = re.findall(rb"\x1b\[(\d+);(\d+)H", drawn)
    row, column = map(int, places[-1])
    # border and padding take three columns; 汉字 take two, quotation marks (of ambiguous width) one
    assert (row, column) == (2, 3 + 2 * 3 + 2 + 1)


def test_the_keyboard_protocol_that_loses_committed_text_is_not_asked_for(tmp_path: Path) -> None:
    with terminal([APP, str(tmp_path / "held.json")]) as screen:
        drawn = screen.read_until(READY)
    assert not re.search(rb"\x1b\[>\d+u", drawn)
