"""Damage to a file: to its bytes, to the members of a zip, to the elements of XML and HTML, to the objects of a PDF."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from random import Random
from typing import Final

from seeds import packed

_TAG: Final = re.compile(rb"<[^<>]{1,300}>")
_VALUE: Final = re.compile(rb'="[^"<]{0,100}"')
_NUMBER: Final = re.compile(rb"(?<![\w#])-?\d{1,9}(?:\.\d+)?")
_OBJECT: Final = re.compile(rb"\d+ \d+ obj.*?endobj", re.DOTALL)
_VALUES: Final = (
    b"", b"0", b"-1", b"1", b"9", b"32768", b"2147483648", b"99999999999999999999", b"1e309", b"NaN", b"0.0000001", b"%1%2%3%9",
    b"../../../etc/passwd", b"http://127.0.0.1:9/x", b"file:///etc/passwd", b"rId1", b"true", "汉".encode(), b"A" * 3000, b"&#0;", b"&#x110000;",
)  # fmt: skip
_PIECES: Final = (
    b"\0", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"<", b">", b"</", b"&amp;", b"]]>", b"<![CDATA[", b"<!--", b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"&b;", b"PK\x03\x04", b"PK\x05\x06", b"%PDF-", b"endobj", b"stream", b"startxref", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\r\n\r\n", b"|", b"#",
    "第一条".encode(), "（一）".encode(), "\u202e".encode(), "\U00020000".encode(), b"\xed\xa0\x80", "第".encode("gb18030"), b"\x1b", b"\x0c",
)  # fmt: skip
_NESTED: Final = (b"w:p", b"w:tbl", b"w:sdt", b"w:ins", b"w:r", b"m:f", b"div", b"ul", b"table", b"ofd:PageBlock")
_LARGEST: Final = 200_000


def mutated(data: bytes, random: Random) -> bytes:
    """The file after one to six damages, of kinds that fit it."""
    if data.startswith(b"PK") and random.random() < 0.85:
        return _member_mutated(data, random)
    damages = _DAMAGES if data[:1] in b"<%" or b"<html" in data[:600] else _BYTE_DAMAGES
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        data = random.choice(damages)(data, random)[:_LARGEST]
    return data


def _member_mutated(data: bytes, random: Random) -> bytes:
    """The zip with members damaged and packed anew, so that what is inside is reached."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError):
        return _flip(data, random)
    names = list(members)
    for _ in range(random.choice((1, 1, 2, 3))):
        name = random.choice(names)
        deed = random.random()
        if deed < 0.03:
            members.pop(name, None)
        elif deed < 0.06:
            members[name] = random.choice(list(members.values()) or [b""])
        else:
            members[name] = mutated(members.get(name, b""), random)
    return packed(members)


def _flip(data: bytes, random: Random) -> bytes:
    if not data:
        return b"\0"
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 4, 32))):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _overwrite(data: bytes, random: Random) -> bytes:
    at, piece = _place(data, random), random.choice(_PIECES)
    return data[:at] + piece + data[at + len(piece) :]


def _insert(data: bytes, random: Random) -> bytes:
    at = _place(data, random)
    return (
        data[:at]
        + random.choice((random.choice(_PIECES), random.randbytes(8))) * random.choice((1, 1, 2, 50))
        + data[at:]
    )


def _cut(data: bytes, random: Random) -> bytes:
    start, end = sorted((_place(data, random), _place(data, random)))
    return data[:start] + data[end:]


def _truncate(data: bytes, random: Random) -> bytes:
    return data[: _place(data, random)]


def _repeat(data: bytes, random: Random) -> bytes:
    start = _place(data, random)
    piece = data[start : start + random.choice((1, 8, 64, 512))]
    return data[:start] + piece * random.choice((2, 3, 20, 200)) + data[start:]


def _move(data: bytes, random: Random) -> bytes:
    start, end = sorted((_place(data, random), _place(data, random)))
    piece, rest = data[start:end], data[:start] + data[end:]
    at = _place(rest, random)
    return rest[:at] + piece + rest[at:]


def _value(data: bytes, random: Random) -> bytes:
    """An attribute gets a value that nobody expects."""
    return _replaced(data, _VALUE, lambda _: b'="' + random.choice(_VALUES) + b'"', random)


def _number(data: bytes, random: Random) -> bytes:
    return _replaced(data, _NUMBER, lambda _: random.choice(_VALUES[1:11]), random)


def _without_tag(data: bytes, random: Random) -> bytes:
    return _replaced(data, _TAG, lambda _: b"", random)


def _doubled_tag(data: bytes, random: Random) -> bytes:
    return _replaced(data, _TAG, lambda tag: tag * random.choice((2, 3, 100)), random)


def _swapped_tags(data: bytes, random: Random) -> bytes:
    tags = _TAG.findall(data)
    if len(tags) < 2:
        return _flip(data, random)
    other = random.choice(tags)
    return _replaced(data, _TAG, lambda _: other, random)


def _renamed(data: bytes, random: Random) -> bytes:
    """One element becomes another throughout; the XML stays well-formed."""
    names = sorted(set(re.findall(rb"</?([\w:]{1,40})", data)))
    if len(names) < 2:
        return _flip(data, random)
    old, new = random.sample(names, 2)
    return re.sub(rb"(</?)" + re.escape(old) + rb"(?=[\s/>])", rb"\g<1>" + new, data)


def _deep(data: bytes, random: Random) -> bytes:
    name, depth = random.choice(_NESTED), random.choice((10, 100, 300, 2000))
    return _replaced(data, _TAG, lambda tag: b"<%s>" % name * depth + b"</%s>" % name * depth + tag, random)


def _object(data: bytes, random: Random) -> bytes:
    """An object of a PDF in the place of another."""
    objects = list(_OBJECT.finditer(data))
    if len(objects) < 2:
        return _flip(data, random)
    one, other = random.sample(objects, 2)
    return data[: one.start()] + other.group() + data[one.end() :]


def _replaced(data: bytes, pattern: re.Pattern[bytes], make: Callable[[bytes], bytes], random: Random) -> bytes:
    """One match of the pattern replaced."""
    matches = list(pattern.finditer(data))
    if not matches:
        return _flip(data, random)
    match = random.choice(matches)
    return data[: match.start()] + make(match.group()) + data[match.end() :]


def _place(data: bytes, random: Random) -> int:
    return random.randint(0, len(data))


_Damage = Callable[[bytes, Random], bytes]
_BYTE_DAMAGES: Final[tuple[_Damage, ...]] = (_flip, _overwrite, _insert, _cut, _truncate, _repeat, _move, _number)
_DAMAGES: Final[tuple[_Damage, ...]] = (
    *_BYTE_DAMAGES, _value, _value, _number, _without_tag, _doubled_tag, _swapped_tags, _renamed, _renamed, _deep, _object,
)  # fmt: skip
