"""What terminals send, byte by byte, through Textual's own parser into the fields: the text that arrives is the text that was typed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import pytest

from field_app import FieldApp
from keystrokes import send

LONG = "为规范公共数据资源授权运营，依据有关规定，经双方协商一致，订立本协议。" * 40


def typed(pieces: Iterable[bytes], focus: str) -> str:
    app = FieldApp(focus=focus)
    found: list[str] = []

    async def run() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            send(app, *pieces)
            await pilot.pause()
            await pilot.pause()
            found.append(app.line.value if focus == "line" else app.area.text)

    asyncio.run(run())
    return found[0]


COMMITTED = [
    ("ime-commits-a-word", ["公共数据".encode()], "公共数据"),
    ("ime-commits-a-sentence", [LONG.encode()], LONG),
    ("one-character-a-read", [character.encode() for character in "授权运营机构"], "授权运营机构"),
    ("split-within-a-character", [bytes([byte]) for byte in "授权𠮷营".encode()], "授权𠮷营"),
    ("split-at-a-buffer-of-4096", [LONG.encode()[:4096], LONG.encode()[4096:]], LONG),
    ("full-width-space", ["甲方：　乙方".encode()], "甲方：　乙方"),
    ("no-break-space", ["第\u00a01\u00a0条".encode()], "第\u00a01\u00a0条"),
    ("full-width-digits-and-letters", ["２０２６年３月，Ａ级".encode()], "２０２６年３月，Ａ级"),
    (
        "chinese-punctuation",
        ["“甲”、‘乙’——丙……《丁》〔2025〕27号·①【戊】".encode()],
        "“甲”、‘乙’——丙……《丁》〔2025〕27号·①【戊】",
    ),
    ("brackets", ["[待定]【】\\[x]".encode()], "[待定]【】\\[x]"),
    ("rare-characters", ["㐀𠀀龘〇々𬬭".encode()], "㐀𠀀龘〇々𬬭"),
    ("emoji-with-joiners", ["👨\u200d👩\u200d👧".encode()], "👨\u200d👩\u200d👧"),
    ("combining-marks", ["e\u0301".encode()], "e\u0301"),
    ("mixed-with-latin", ["按GB/T 35273—2020执行".encode()], "按GB/T 35273—2020执行"),
]

KEYS = [
    # Backspace: xterm, GNOME Terminal, iTerm2, tmux send DEL; PuTTY can be set to send BS
    ("backspace-del", ["甲乙".encode(), b"\x7f", "丙".encode()], "甲丙"),
    ("backspace-bs", ["甲乙".encode(), b"\x08", "丙".encode()], "甲丙"),
    ("backspace-in-the-same-read", ["甲乙\x7f丙".encode()], "甲丙"),
    ("left-xterm", ["甲乙".encode(), b"\x1b[D", "丙".encode()], "甲丙乙"),
    ("left-application-mode-putty", ["甲乙".encode(), b"\x1bOD", "丙".encode()], "甲丙乙"),
    ("home-xterm", ["甲乙".encode(), b"\x1b[H", "丙".encode()], "丙甲乙"),
    ("home-putty-tmux", ["甲乙".encode(), b"\x1b[1~", "丙".encode()], "丙甲乙"),
    ("ctrl-w", ["甲方，乙方".encode(), b"\x17", "丙".encode()], "甲方，丙"),
    ("alt-backspace-iterm2", ["甲方，乙方".encode(), b"\x1b\x7f", "丙".encode()], "甲方，丙"),
    ("ctrl-left-xterm-windows-terminal", ["甲方，乙方".encode(), b"\x1b[1;5D", "丙".encode()], "甲方，丙乙方"),
    ("ctrl-left-putty", ["甲方，乙方".encode(), b"\x1bOD".replace(b"OD", b"Od"), "丙".encode()], "甲方，丙乙方"),
    ("alt-left-iterm2", ["甲方，乙方".encode(), b"\x1bb", "丙".encode()], "甲方，丙乙方"),
    ("alt-left-xterm", ["甲方，乙方".encode(), b"\x1b[1;3D", "丙".encode()], "甲方，丙乙方"),
    ("ctrl-right-xterm", ["甲方，乙方".encode(), b"\x1b[H\x1b[1;5C", "丙".encode()], "甲方，丙乙方"),
    ("focus-reports-between", ["甲".encode(), b"\x1b[O\x1b[I", "乙".encode()], "甲乙"),
    ("mouse-report-between", ["甲".encode(), b"\x1b[<35;10;5M", "乙".encode()], "甲乙"),
    ("cursor-report-between", ["甲".encode(), b"\x1b[5;10R", "乙".encode()], "甲乙"),
    ("mode-report-between", ["甲".encode(), b"\x1b[?2026;2$y", "乙".encode()], "甲乙"),
    ("gbk-bytes-cost-only-themselves", ["甲".encode(), "数据".encode("gbk"), "乙".encode()], None),
]

PASTES = [
    ("xterm-carriage-returns", b"\x1b[200~" + "甲方\r乙方".encode() + b"\x1b[201~", "甲方乙方", "甲方\n乙方"),
    ("windows-terminal-crlf", b"\x1b[200~" + "甲方\r\n乙方".encode() + b"\x1b[201~", "甲方乙方", "甲方\n乙方"),
    ("tmux-line-feeds", b"\x1b[200~" + "甲方\n乙方".encode() + b"\x1b[201~", "甲方乙方", "甲方\n乙方"),
    ("brackets", b"\x1b[200~[b]\xe7\x94\xb2[/b]\x1b[201~", "[b]甲[/b]", "[b]甲[/b]"),
    ("long", b"\x1b[200~" + LONG.encode() + b"\x1b[201~", LONG, LONG),
]


@pytest.mark.parametrize("focus", ["line", "area"])
@pytest.mark.parametrize(("pieces", "text"), [one[1:] for one in COMMITTED], ids=[one[0] for one in COMMITTED])
def test_what_an_input_method_commits_arrives_whole(pieces: list[bytes], text: str, focus: str) -> None:
    assert typed(pieces, focus) == text


@pytest.mark.parametrize(("pieces", "text"), [one[1:] for one in KEYS], ids=[one[0] for one in KEYS])
def test_keys_as_terminals_send_them_act_between_chinese_text(pieces: list[bytes], text: str | None) -> None:
    found = typed(pieces, "line")
    if text is None:
        assert found.startswith("甲")
        assert found.endswith("乙")
        assert "\ufffd" in found
    else:
        assert found == text


@pytest.mark.parametrize(("pasted", "line", "area"), [one[1:] for one in PASTES], ids=[one[0] for one in PASTES])
@pytest.mark.parametrize("size", [100_000, 7], ids=["one-read", "many-reads"])
def test_bracketed_paste_arrives_whole(pasted: bytes, line: str, area: str, size: int) -> None:
    pieces = [pasted[at : at + size] for at in range(0, len(pasted), size)]
    assert typed(pieces, "line") == line
    assert typed(pieces, "area") == area
