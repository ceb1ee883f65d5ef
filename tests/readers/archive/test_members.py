"""Zip archives: every file told once, under the name that its packer meant, within limits."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.errors import UnreadableDocument
from contractkit.readers.archive import Member, is_archive, limits, members
from contractkit.readers.archive.names import shown_name

Packed = dict[str, bytes]
WORDS = "甲方授权乙方运营公共数据。".encode()


def packed(files: Packed, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_raw_names(names: list[bytes], content: bytes = WORDS, extra: bytes = b"") -> bytes:
    """A zip whose names are bytes of an unnamed encoding, as packers on Windows write them."""
    body, directory = b"", b""
    for name in names:
        fields = struct.pack(
            "<HHHHHIIIHH", 20, 0, 0, 0, 33, zlib.crc32(content), len(content), len(content), len(name), len(extra)
        )
        directory += (
            b"PK\x01\x02" + struct.pack("<H", 20) + fields + struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + name + extra
        )
        body += b"PK\x03\x04" + fields + name + extra + content
    end = struct.pack("<HHHHIIH", 0, 0, len(names), len(names), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def told(data: bytes) -> list[tuple[str, str]]:
    """Name and content, or the error, of each member."""
    return [
        (member.name, member.error.message if member.error else member.data.decode("utf-8", "replace"))
        for member in members(data, "资料.zip")
    ]


def test_members_in_order_without_what_systems_leave() -> None:
    names = [
        "协议/正文.txt",
        "__MACOSX/协议/._正文.txt",
        ".DS_Store",
        "协议/Thumbs.db",
        "desktop.ini",
        "~$正文.docx",
        "附件.md",
    ]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.mkdir("协议")
        for name in names:
            archive.writestr(name, WORDS)
    assert told(stream.getvalue()) == [("资料.zip/协议/正文.txt", WORDS.decode()), ("资料.zip/附件.md", WORDS.decode())]


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs", "utf-8", "cp437"])
def test_names_without_a_flag(encoding: str) -> None:
    names = {
        "gb18030": ["授权运营协议（征求意见稿）.txt", "附件/数据清单.txt"],
        "big5hkscs": ["授權營運協議.txt", "附件/數據清單.txt"],
        "utf-8": ["授权运营协议.txt", "附件/清单.txt"],
        "cp437": ["résumé.txt", "naïve/Ärger.txt"],
    }[encoding]
    data = with_raw_names([name.encode(encoding) for name in names])
    assert [name for name, _ in told(data)] == [f"资料.zip/{name}" for name in names]


def test_unicode_path_field() -> None:
    name = "名称.txt".encode("gb18030")
    real = "協議書·정본.txt"
    field = struct.pack("<BI", 1, zlib.crc32(name)) + real.encode()
    data = with_raw_names([name], extra=struct.pack("<HH", 0x7075, len(field)) + field)
    assert told(data)[0][0] == f"资料.zip/{real}"
    stale = struct.pack("<BI", 1, 7) + real.encode()
    data = with_raw_names([name], extra=struct.pack("<HH", 0x7075, len(stale)) + stale)
    assert told(data)[0][0] == "资料.zip/名称.txt"


@given(
    st.text("数据授权运营协议甲乙方附件表一二三四·（）-_ 0aZ", min_size=1, max_size=20).filter(
        lambda text: text.strip(" .-_0aZ（）·")
    )
)
def test_chinese_names_come_back(name: str) -> None:
    cleaned = name.strip()
    for data in (packed({f"{cleaned}.txt": WORDS}), with_raw_names([f"{cleaned}.txt".encode("gb18030")])):
        assert told(data) == [(f"资料.zip/{cleaned}.txt", WORDS.decode())]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/协议.txt", "etc/协议.txt"),
        ("/绝对/协议.txt", "绝对/协议.txt"),
        ("C:\\Users\\a\\协议.txt", "Users/a/协议.txt"),
        ("a/./b//c.txt", "a/b/c.txt"),
        ("协议\u202etxt.exe", "协议txt.exe"),
        ("..", "未命名"),
        ("\n", "未命名"),
    ],
)
def test_names_lead_nowhere(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_a_member_without_a_name() -> None:
    assert told(with_raw_names([b"", b"a.txt"])) == [
        ("资料.zip/未命名", WORDS.decode()),
        ("资料.zip/a.txt", WORDS.decode()),
    ]


def test_equal_names_are_both_told() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("协议.txt", "一")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("协议.txt", "二")
    assert told(stream.getvalue()) == [("资料.zip/协议.txt", "一"), ("资料.zip/协议.txt（同名第 2 个）", "二")]


def test_one_bad_member_costs_itself_only() -> None:
    data = packed({"甲.txt": WORDS * 50, "乙.txt": WORDS}, zipfile.ZIP_STORED)
    broken = data.replace(WORDS * 50, b"x" * len(WORDS) * 50, 1)
    (name, error), good = told(broken)
    assert name == "资料.zip/甲.txt"
    assert "已损坏" in error
    assert good == ("资料.zip/乙.txt", WORDS.decode())


def _with_flag(data: bytes, flag: int, method: int | None = None) -> bytes:
    """Every member marked with a flag, in both headers."""
    changed = bytearray(data)
    for magic, at_flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(magic)
        while at >= 0:
            changed[at + at_flag] |= flag
            if method is not None:
                changed[at + at_flag + 2] = method
            at = changed.find(magic, at + 4)
    return bytes(changed)


def test_encrypted_and_unknown_methods() -> None:
    data = packed({"协议.txt": WORDS})
    assert "加了密码" in told(_with_flag(data, 1))[0][1]
    assert "加了密码" in told(_with_flag(data, 1, 99))[0][1]
    assert "Deflate64" in told(_with_flag(data, 0, 9))[0][1]
    assert "Zstandard" in told(_with_flag(data, 0, 93))[0][1]
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_STORED):
        assert told(packed({"协议.txt": WORDS}, method))[0][1] == WORDS.decode()


def test_links_are_not_followed() -> None:
    link = zipfile.ZipInfo("协议.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "符号链接" in told(stream.getvalue())[0][1]


def test_zip64_and_data_descriptors() -> None:
    class Pipe(io.RawIOBase):
        """Cannot seek, so that sizes follow the data."""

        def __init__(self) -> None:
            self.written = b""

        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:  # type: ignore[override]  # narrower than any buffer
            self.written += bytes(data)
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w") as archive, archive.open("协议.txt", "w", force_zip64=True) as stream:
        stream.write(WORDS)
    assert told(pipe.written) == [("资料.zip/协议.txt", WORDS.decode())]


def test_an_archive_inside_is_read_and_the_next_is_refused() -> None:
    deepest = packed({"丙.txt": WORDS})
    data = packed({"内层.zip": packed({"乙.txt": WORDS, "更内.zip": deepest}), "甲.txt": WORDS})
    found = told(data)
    assert found[0] == ("资料.zip/内层.zip/乙.txt", WORDS.decode())
    assert found[1][0] == "资料.zip/内层.zip/更内.zip"
    assert "没有打开" in found[1][1]
    assert found[2] == ("资料.zip/甲.txt", WORDS.decode())


def test_a_document_is_no_archive(docx: Callable[..., bytes]) -> None:
    document = docx("<w:p><w:r><w:t>甲方</w:t></w:r></w:p>")
    assert not is_archive(document)
    assert not is_archive(b"%PDF-1.7")
    assert is_archive(packed({"协议.docx": document}))
    assert list(members(packed({"协议.docx": document}), "a.zip")) == [Member("a.zip/协议.docx", document)]


def test_a_bomb_is_not_unpacked() -> None:
    data = packed({"炸弹.txt": bytes(40 * 1024 * 1024), "协议.txt": WORDS})
    (_, error), good = told(data)
    assert "压缩比异常" in error
    assert good[1] == WORDS.decode()


def test_limits_hold_over_all_members_and_nested_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed({"内.zip": packed({"甲.txt": WORDS, "乙.txt": WORDS}), "丙.txt": WORDS, "丁.txt": WORDS})
    monkeypatch.setattr(limits.Budget.__init__, "__defaults__", (3, 10_000))
    assert [name for name, _ in told(data)] == ["资料.zip/内.zip/甲.txt", "资料.zip/内.zip/乙.txt", "资料.zip"]
    monkeypatch.setattr(limits.Budget.__init__, "__defaults__", (100, len(WORDS) + 400))
    assert any("合计" in text for _, text in told(data))


def test_overlapping_members_are_refused() -> None:
    data = bytearray(packed({"甲.txt": WORDS * 9, "乙.txt": WORDS * 9}, zipfile.ZIP_STORED))
    second = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, second + 42, 4)
    assert any("共用同一段数据" in text for _, text in told(bytes(data)))


@pytest.mark.parametrize("data", [b"PK\x03\x04" + bytes(40), packed({"a/": b""}), packed({".DS_Store": b"x"})])
def test_archives_without_a_file_to_check(data: bytes) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        list(members(data, "资料.zip"))
    assert caught.value.remedy


@given(st.binary(max_size=200), st.integers(0, 300))
def test_any_damage_is_told(noise: bytes, at: int) -> None:
    data = packed({"甲.txt": WORDS, "乙.txt": WORDS})
    damaged = data[:at] + noise + data[at + len(noise) :]
    try:
        found = list(members(damaged, "资料.zip"))
    except UnreadableDocument:
        return
    assert found
    assert all(member.name.startswith("资料.zip") and not (member.data and member.error) for member in found)
