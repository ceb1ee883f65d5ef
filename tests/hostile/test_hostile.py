"""Hostile files through the real command: each ends in a report or a clear error, and harms no other file of the run."""

from __future__ import annotations

import json
import os
import shutil
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest

import hostile_files as files

office = pytest.mark.skipif(shutil.which("soffice") is None, reason="没有安装 LibreOffice")
WORDS = files.WORDS
SECONDS = 60  # for the whole run, on a machine that does other things too


@dataclass(frozen=True)
class Run:
    """What the command left behind.

    Attributes:
        documents: by path within the folder, in order.
        asked: what was asked of the listener that the files point to.
        left: files in the temporary folder, in the home and in the folder where the command ran.
    """

    code: int
    documents: Mapping[str, Any]
    seconds: float
    asked: tuple[str, ...]
    left: tuple[str, ...]
    errors: str


class _Listener(socketserver.StreamRequestHandler):
    asked: ClassVar[list[str]] = []

    def handle(self) -> None:
        self.asked.append(self.rfile.readline().decode("latin-1"))


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the files point to; `_Listener.asked` is what came."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Listener) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def check(folder: Path, given: Mapping[str, bytes], *options: str) -> Run:
    """Write the files, run the command on their folder, and look what it did."""
    places = {name: folder / name for name in ("files", "tmp", "home", "cwd")}
    for place in places.values():
        place.mkdir()
    for name, content in given.items():
        (places["files"] / name).write_bytes(content)
    tmp, home = str(places["tmp"]), str(places["home"])
    environment = {
        **os.environ,
        **dict.fromkeys(("TMPDIR", "TMP", "TEMP"), tmp),
        "HOME": home,
        "PYTHONWARNINGS": "error",
    }
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "contractkit", "check", "../files", "--format", "json", *options],
        capture_output=True, cwd=places["cwd"], env=environment, check=False, timeout=300,
    )  # fmt: skip
    seconds = time.monotonic() - begun
    documents = {one["path"].removeprefix("../files/"): one for one in json.loads(done.stdout)["documents"]}
    left = tuple(str(path) for name in ("tmp", "home", "cwd") for path in places[name].rglob("*"))
    assert {path.name: path.read_bytes() for path in places["files"].iterdir()} == given
    return Run(done.returncode, documents, seconds, tuple(_Listener.asked), left, done.stderr.decode())


def bombs() -> dict[str, bytes]:
    """Small files that unpack to large ones."""
    blanks = b" " * (150 * files.MEGABYTE)
    entity = f'<!DOCTYPE w:document [<!ENTITY a "{"甲" * 50_000}">]>'
    return {
        "炸弹.docx": files.packed({"word/document.xml": blanks}),
        "炸弹.zip": files.packed({"炸弹.txt": blanks, "好.txt": WORDS}),
        "重叠.zip": files.overlapping_zip(100, 10 * files.MEGABYTE),
        "套叠.zip": files.nested_zip(6),
        "十亿.docx": files.docx(files.paragraph("&a11;"), doctype=files.laughs()),
        "平方.docx": files.docx(files.paragraph("&a;" * 50_000), doctype=entity),
        "十亿.ofd": files.ofd(doctype=files.laughs(), words="&a11;"),
        "部件.docx": files.docx(files.paragraph("甲"), extra={f"word/{n}.xml": b"" for n in range(30_000)}),
    }


def callers(address: str) -> dict[str, bytes]:
    """Files that want something fetched."""
    system = f'<!DOCTYPE w:document [<!ENTITY a SYSTEM "{address}/entity"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    parameter = f'<!DOCTYPE w:document SYSTEM "{address}/dtd" [<!ENTITY % p SYSTEM "{address}/parameter"> %p;]>'
    body = files.paragraph("第一条 授权运营期限为三年。") + '<w:altChunk r:id="rId3"/><w:subDoc r:id="rId5"/>'
    return {
        "实体.docx": files.docx(files.paragraph("头&a;&b;尾"), doctype=system),
        "参数.docx": files.docx(files.paragraph("甲"), doctype=parameter),
        "外联.docx": files.docx(body, relations=files.external_relations(address)),
        "网页.html": files.html(address).encode(),
        "图片.md": f"# 授权运营协议\n\n![图]({address}/md.png)\n\n<img src='{address}/md'>\n\n{WORDS}".encode(),
        "动作.pdf": files.long_pdf(2, address=address),
        "实体.ofd": files.ofd(doctype=system.replace("w:document", "ofd:Page"), words="头&a;&b;尾"),
    }


def deep() -> dict[str, bytes]:
    """Files of many levels, pages, characters."""
    return {
        "表格.docx": files.nested_tables(2_000),
        "控件.docx": files.nested_docx("sdt", 20_000),
        "修订.docx": files.nested_docx("ins", 3_000),
        "嵌套.html": ("<html><body>" + "<div>" * 50_000 + "甲" + "</div>" * 50_000).encode(),
        "嵌套.md": (">" * 20_000 + "甲\n" + "- " * 5_000 + "乙\n" + "[" * 20_000 + "*" * 20_000).encode(),
        "数组.pdf": files.pdf((b"<</Type/Catalog/Pages " + b"[" * 100_000 + b">>",)),
        "自含.pdf": files.self_containing_pdf(),
        "万页.pdf": files.long_pdf(10_000),
        "零字节.docx": b"",
        "全零.docx": b"\0" * files.MEGABYTE,
    }


def odd_members() -> dict[str, bytes]:
    """Names that lead elsewhere."""
    names = ("../../外.txt", "/根.txt", "C:\\盘.txt", "..\\..\\窗.txt", "a/../../../b.txt", "\u202e反.txt", "好.txt")
    word = files.docx(files.paragraph("甲"), extra={"../../../外.xml": "x", "/根.xml": "x"})
    return {"路径.zip": files.packed(dict.fromkeys(names, WORDS)), "路径.docx": word}


def damaged() -> dict[str, bytes]:
    """Sound files of each format, cut off and with flipped bits."""
    sound = {
        "docx": files.plain_docx(),
        "pdf": files.long_pdf(2),
        "ofd": files.ofd(),
        "zip": files.packed({"甲.txt": WORDS, "乙.docx": files.plain_docx()}),
        "html": files.html("http://example.invalid").encode(),
        "txt": WORDS.encode("utf-16"),
    }
    made = {}
    for suffix, data in sound.items():
        made[f"截断.{suffix}"] = data[: len(data) * 2 // 3]
        flipped = bytearray(data)
        for at in range(len(data) // 3, len(data), 97):
            flipped[at] ^= 0x10
        made[f"翻转.{suffix}"] = bytes(flipped)
    return made


@pytest.fixture(scope="module")
def run(address: str, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """All at once, between two good drafts."""
    macros = {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}
    given = {
        "00好.txt": WORDS.encode(),
        **bombs(), **callers(address), **deep(), **odd_members(), **damaged(),
        "宏.docm": files.docx(files.paragraph("第一条 授权运营期限为三年。"), extra=macros),
        "程序.exe": b"MZ" + bytes(500),
        "表.xlsx": files.packed({"xl/workbook.xml": "<workbook/>", "[Content_Types].xml": "<Types/>"}),
        "龙好.txt": WORDS.encode(),
    }  # fmt: skip
    return check(tmp_path_factory.mktemp("hostile"), given)


def error(run: Run, name: str) -> str:
    document = run.documents[name]
    assert document["verdict"] == "not_assessed"
    return str(document["error"])


def test_the_run_ends_in_time_with_every_file_told(run: Run) -> None:
    assert run.code == 3
    assert run.seconds < SECONDS
    assert run.errors == ""
    assert next(iter(run.documents)) == "00好.txt"
    assert list(run.documents)[-1] == "龙好.txt"
    for name in ("00好.txt", "龙好.txt"):
        assert (run.documents[name]["error"], run.documents[name]["kind"]) == (None, "other")


def test_what_failed_says_in_chinese_what_and_what_to_do_and_nothing_crashed(run: Run) -> None:
    for name, document in run.documents.items():
        told = document["error"]
        if told is None:
            continue
        assert document["verdict"] == "not_assessed"
        assert "程序出错" not in told, (name, told)
        assert "崩溃" not in told, (name, told)
        assert "请" in told, (name, told)


def test_nothing_is_left_behind_not_even_a_cache_or_statistics_of_a_library(run: Run) -> None:
    assert run.left == ()


def test_nothing_is_fetched(run: Run) -> None:
    assert run.asked == ()
    for name in ("实体.docx", "实体.ofd"):
        quotes = json.dumps(run.documents[name], ensure_ascii=False)
        assert Path("/etc/hostname").read_text(encoding="utf-8").strip() not in quotes


@pytest.mark.parametrize("name", ["炸弹.docx", "炸弹.zip/炸弹.txt", "重叠.zip/00001.txt", "部件.docx"])
def test_bombs_are_not_unpacked(run: Run, name: str) -> None:
    assert any(words in error(run, name) for words in ("炸弹", "超出可读范围"))


def test_a_bomb_does_not_take_its_neighbour_in_the_archive(run: Run) -> None:
    assert run.documents["炸弹.zip/好.txt"]["error"] is None


def test_nested_archives_have_a_limit(run: Run) -> None:
    (told,) = [document["error"] for name, document in run.documents.items() if name.startswith("套叠.zip")]
    assert "压缩包里套着的压缩包" in told


@pytest.mark.parametrize("name", ["十亿.docx", "平方.docx"])
def test_entities_are_not_multiplied(run: Run, name: str) -> None:
    document = run.documents[name]
    assert document["error"] or document["reading"]["characters"] < 200_000


def test_members_of_archives_are_read_under_harmless_names(run: Run) -> None:
    names = [name for name in run.documents if name.startswith("路径.zip/")]
    assert len(names) == 7
    assert not any(".." in name or "\u202e" in name or "\\" in name for name in names)


def test_macros_are_told(run: Run) -> None:
    document = run.documents["宏.docm"]
    assert document["error"] is None
    assert any("宏" in loss["what"] for loss in document["reading"]["not_read"])


def test_ten_thousand_pages_are_read(run: Run) -> None:
    document = run.documents["万页.pdf"]
    assert document["error"] is None
    assert document["reading"]["characters"] > 10_000
    assert document["reading"]["not_read"] or document["reading"]["characters"] == 140_000


@pytest.mark.parametrize("name", ["程序.exe", "表.xlsx"])
def test_what_is_no_document_is_told(run: Run, name: str) -> None:
    assert "这是" in error(run, name)


@office
def test_libreoffice_fetches_nothing_and_leaves_nothing(address: str, tmp_path: Path) -> None:
    before = len(_Listener.asked)
    done = check(tmp_path, {"外联.rtf": files.rtf(address), "外联.odt": files.odt(address)})
    assert done.documents["外联.odt"]["error"] is None
    assert done.documents["外联.odt"]["reading"]["characters"] > 10
    assert done.asked[before:] == ()
    assert done.left == ()


def test_two_hundred_megabytes_of_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for name, size in (("空.docx", 200), ("太大.pdf", 900)):
        with (folder / name).open("wb") as stream:
            stream.truncate(size * files.MEGABYTE)
    begun = time.monotonic()
    command = [sys.executable, "-m", "contractkit", "check", str(folder), "--format", "json"]
    done = subprocess.run(command, capture_output=True, check=False, timeout=100)
    assert done.returncode == 3
    assert time.monotonic() - begun < SECONDS
    told = {Path(one["path"]).name: one["error"] for one in json.loads(done.stdout)["documents"]}
    assert "文件里只有空白" in told["空.docx"]
    assert "文件有 900 MB，超出可读范围" in told["太大.pdf"]


def test_a_paragraph_of_five_megabytes_meets_the_time_limit_if_not_its_end(tmp_path: Path) -> None:
    sentences = "授权运营期限自二〇二六年一月一日起至二〇三〇年十二月三十一日止。收益分配比例为甲方30%、乙方70%。"
    paragraph = files.paragraph(sentences * (5 * files.MEGABYTE // len(sentences.encode())))
    given = {"一段.docx": files.docx(files.paragraph("授权运营协议") + paragraph), "好.txt": WORDS.encode()}
    done = check(tmp_path, given, "--kind", "agreement", "--time-limit", "4")
    told = done.documents["一段.docx"]["error"]
    assert told is None or "这个文件时连续4秒没有进展" in told
    assert done.documents["好.txt"]["verdict"] == "incomplete"
    assert done.seconds < SECONDS
    assert done.left == ()
