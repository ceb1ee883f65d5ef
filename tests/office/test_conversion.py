from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from contractkit.office import Fault, Original, Target, convert, find_office, how_to_install
from contractkit.office.keeper import socket_name
from contractkit.office.room import Outcome, Room

unix = pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for LibreOffice")


def stand_in(path: Path, script: str) -> str:
    """A program in place of LibreOffice, which fails as the real one sometimes does.

    In the script, $1.. are the documents and `made NAME` puts a PDF for one of them in its place.
    """
    path.write_text(
        "#!/bin/sh\n"
        'made() { printf "%%PDF-1.7 %s %%%%EOF" "$1" > "$out/$(basename "$1" .docx).pdf"; }\n'
        'while [ "$1" != "--outdir" ]; do shift; done; out="$2"; shift 2\n'
        f"{script}\n",
        encoding="utf-8",
    )
    path.chmod(0o755)
    return str(path)


def docs(*names: bytes) -> list[Original]:
    return [Original(name, "docx") for name in names]


@unix
def test_each_document_has_its_result_at_its_place(tmp_path: Path) -> None:
    program = stand_in(tmp_path / "office", 'for one in "$@"; do grep -q bad "$one" || made "$one"; done')
    counts: list[int] = []
    made = convert(docs(b"one", b"bad", b"three"), Target.PDF, program, heard=counts.append)
    assert counts == sorted(counts)
    assert [entry if isinstance(entry, Fault) else entry[:5] for entry in made] == [b"%PDF-", Fault.NOT_MADE, b"%PDF-"]


@unix
def test_a_document_that_breaks_the_call_takes_none_with_it(tmp_path: Path) -> None:
    script = f'for one in "$@"; do echo x >> {tmp_path}/log; grep -q bad "$one" && kill -9 $$; made "$one"; done'
    made = convert(docs(b"one", b"bad", b"three", b"four"), Target.PDF, stand_in(tmp_path / "office", script))
    assert [isinstance(entry, bytes) for entry in made] == [True, False, True, True]
    assert made[1] is Fault.NOT_MADE


@unix
def test_a_document_that_takes_too_long_takes_none_with_it(tmp_path: Path) -> None:
    script = 'for one in "$@"; do grep -q slow "$one" && sleep 60; made "$one"; done'
    begun = time.monotonic()
    made = convert(docs(b"one", b"slow", b"three"), Target.PDF, stand_in(tmp_path / "office", script), seconds=0.4)
    assert [entry if isinstance(entry, Fault) else "made" for entry in made] == ["made", Fault.STALLED, "made"]
    assert time.monotonic() - begun < 10


@unix
def test_half_a_file_is_no_result(tmp_path: Path) -> None:
    program = stand_in(tmp_path / "office", 'printf "%%PDF-1.7 half" > "$out/1.pdf"')
    assert convert(docs(b"one"), Target.PDF, program) == [Fault.NOT_MADE]


def test_a_program_that_is_not_there_does_not_start(tmp_path: Path) -> None:
    assert convert(docs(b"one", b"two"), Target.PDF, str(tmp_path / "gone")) == [Fault.UNSTARTED, Fault.UNSTARTED]


@unix
def test_no_proxy_and_no_desktop_reach_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.invalid:3128")
    monkeypatch.setenv("DISPLAY", ":0")
    convert(docs(b"one"), Target.PDF, stand_in(tmp_path / "office", f"env > {tmp_path}/env"))
    env = dict(line.split("=", 1) for line in (tmp_path / "env").read_text("utf-8").splitlines() if "=" in line)
    assert not {"HTTPS_PROXY", "DISPLAY"} & env.keys()
    assert env["TMPDIR"].startswith(str(Path(env["TMPDIR"]).parent / "contractkit-"))
    assert not Path(env["TMPDIR"]).exists()


_CALLER = """
import sys
from contractkit.office import Original, Target, convert
convert([Original(b"one", "docx")], Target.PDF, sys.argv[1])
"""


@unix
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_caller_leaves_nothing_behind(tmp_path: Path, how: signal.Signals) -> None:
    note = tmp_path / "note"
    program = stand_in(tmp_path / "office", f"sleep 50 & echo $! $TMPDIR > {note}.new; mv {note}.new {note}; wait")
    caller = subprocess.Popen([sys.executable, "-c", _CALLER, program], start_new_session=True)
    wait_for(note.exists)
    child, folder = note.read_text("utf-8").split()
    assert Path(folder, "given", "1.docx").read_bytes() == b"one"
    os.killpg(caller.pid, how)
    caller.wait()
    wait_for(lambda: not Path(folder).exists())
    wait_for(lambda: not is_running(int(child)))


def wait_for(condition: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rsplit(")", 1)[-1].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_a_room_can_be_used_again(tmp_path: Path) -> None:
    say = [sys.executable, "-c", "import sys; open(sys.argv[1], 'w').close()"]
    with Room() as room:
        folder = room.folder
        for name in ("a", "b"):
            got = room.run([*say, str(folder / name)], environment=os.environ, made=folder, seconds=20)
            assert got is Outcome.DONE
        assert {"a", "b"} <= {path.name for path in folder.iterdir()}
    assert not folder.exists()
    assert tmp_path.exists()


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_libreoffice_itself_makes_files() -> None:
    stream = io.BytesIO()
    document = Document()
    document.add_paragraph("转换的正文")
    document.save(stream)
    made = convert([Original(stream.getvalue(), "docx")], Target.DOCX, find_office() or "")
    assert isinstance(made[0], bytes)
    assert "转换的正文" in [paragraph.text for paragraph in Document(io.BytesIO(made[0])).paragraphs]


@unix
@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_a_killed_libreoffice_leaves_no_socket(tmp_path: Path) -> None:
    """Its own socket, by the name that the real program gives it."""
    profile = (tmp_path / "profile").as_uri()
    socket = Path("/tmp", socket_name(profile))  # noqa: S108 - where LibreOffice puts it
    with Room() as room:
        made = room.folder / "made"
        made.mkdir(exist_ok=True)
        start = f"{find_office()} --headless --norestore -env:UserInstallation={profile} &"
        watch = f"until [ -S {socket} ]; do sleep 0.1; done; touch {made}/seen; sleep 60"
        command = ["sh", "-c", f"{start} {watch}", f"-env:UserInstallation={profile}"]
        result = room.run(command, environment=os.environ, made=made, seconds=5)
        assert (result, (made / "seen").exists()) == (Outcome.STALLED, True)
        assert not socket.exists()


def test_how_to_install_names_the_program() -> None:
    assert "LibreOffice" in how_to_install()
