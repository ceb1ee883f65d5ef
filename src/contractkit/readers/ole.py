"""The directory of an OLE compound file (old Word, Excel, Outlook): the names at its top, nothing of their content.

Layout after [MS-CFB]: sectors, a chain table (FAT), a directory of 128-byte entries whose first is the root.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA
_ENTRY = 128
_MAX_ENTRIES = 20_000
_KNOWN = ("EncryptedPackage", "WordDocument", "Workbook", "Book", "PowerPoint Document", "WpsCustomData")
_ENCRYPTED_FLAG = 0x0100


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    left: int
    right: int
    child: int
    start: int


def streams(data: bytes) -> frozenset[str]:
    """Names of the streams and storages at the top; empty for a file of another kind.

    What lies inside an embedded file does not count. Where the directory is damaged, the names that the bytes hold.
    """
    if not data.startswith(MAGIC):
        return frozenset()
    try:
        entries = _entries(data)
        return frozenset(entries[at].name for at in _top(entries))
    except (struct.error, IndexError, ValueError):
        return frozenset(name for name in _KNOWN if name.encode("utf-16-le") in data)


def is_locked_word(data: bytes) -> bool:
    """Whether an old Word file has an opening password (flag fEncrypted of its information block)."""
    try:
        entries = _entries(data)
        word = next((entries[at] for at in _top(entries) if entries[at].name == "WordDocument"), None)
        if word is None:
            return False
        at = (word.start + 1) << _sector_shift(data)
        identifier, flags = struct.unpack_from("<H8xH", data, at)
    except (struct.error, IndexError, ValueError):
        return False
    return identifier in {0xA5EC, 0xA5DC} and bool(flags & _ENCRYPTED_FLAG)


def _sector_shift(data: bytes) -> int:
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in {9, 12}:
        raise ValueError(shift)
    return int(shift)


def _entries(data: bytes) -> list[_Entry]:
    size = 1 << _sector_shift(data)
    (sector,) = struct.unpack_from("<I", data, 48)
    table = _chain_table(data, size)
    found: list[_Entry] = []
    while sector < _END and len(found) < _MAX_ENTRIES:
        at = (sector + 1) * size
        if at + size > len(data):
            raise IndexError(sector)
        found.extend(_entry(data, at + step) for step in range(0, size, _ENTRY))
        sector = table[sector]
    return found


def _chain_table(data: bytes, size: int) -> list[int]:
    """Which sector follows which, as far as the header's list of table sectors reaches (some 7 MB and more)."""
    table: list[int] = []
    for sector in struct.unpack_from("<109I", data, 76):
        at = (sector + 1) * size
        if sector >= _END or at + size > len(data):
            break
        table.extend(struct.unpack_from(f"<{size // 4}I", data, at))
    return table


def _entry(data: bytes, at: int) -> _Entry:
    length, _, left, right, child = struct.unpack_from("<HHIII", data, at + 64)
    (start,) = struct.unpack_from("<I", data, at + 116)
    name = data[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
    return _Entry(name, left, right, child, start)


def _top(entries: list[_Entry]) -> set[int]:
    """Positions of the entries directly below the root: a binary tree of siblings."""
    found: set[int] = set()
    waiting = [entries[0].child]
    while waiting:
        at = waiting.pop()
        if at < len(entries) and at not in found:
            found.add(at)
            waiting += (entries[at].left, entries[at].right)
    if not found:
        raise ValueError(at)
    return found
