"""A package of which most members never change: those are copied as they are, compressed; the others are put in.

The zip format itself (APPNOTE 6.3) is simple enough for members of known size; the standard library can only compress
again what it writes.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5HL")
_OFFSET: Final = struct.Struct("<L")
_END: Final = struct.Struct("<4s4H2LH")
_VERSION: Final = 20  # deflate
_UTF8: Final = 0x800
_DATE: Final = (1980 - 1980) << 9 | 1 << 5 | 1  # 1980-01-01, as package.py gives it
_LEVEL: Final = 1  # of what differs: half the time of the usual level for a tenth more bytes


@dataclass(frozen=True, slots=True)
class _Member:
    """One member as it stands in the archive.

    Attributes:
        head: what stands before its data.
        data: compressed.
        listed: its entry in the directory, up to its place in the archive; that and the name follow.
    """

    name: bytes
    head: bytes
    data: bytes
    listed: bytes

    @classmethod
    def of(cls, name: str, checksum: int, size: int, data: bytes) -> _Member:
        """A member of known checksum and size, both of what is compressed in `data`."""
        try:
            raw, flags = name.encode("ascii"), 0
        except UnicodeEncodeError:
            raw, flags = name.encode(), _UTF8
        about = (flags, 8, 0, _DATE, checksum, len(data), size, len(raw), 0)
        # permissions as zipfile gives them to members without any
        listed = _CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *about, 0, 0, 0, 0o600 << 16)
        return cls(raw, _LOCAL.pack(b"PK\3\4", _VERSION, *about) + raw, data, listed)


class Archive:
    """The members of a finished package, some of which are replaced in each copy."""

    def __init__(self, package: bytes, replaced: Collection[str]) -> None:
        """Take the members of a package.

        Args:
            package: the finished file.
            replaced: names of members that are given anew for each copy.
        """
        self._members: list[_Member | str] = []
        with zipfile.ZipFile(io.BytesIO(package)) as source:
            for info in source.infolist():
                if info.filename in replaced:
                    self._members.append(info.filename)
                else:
                    self._members.append(_member(info.filename, source.read(info), level=6))

    def filled(self, parts: Mapping[str, Sequence[bytes]]) -> bytes:
        """The package with these members, each in pieces."""
        pieces: list[bytes] = []
        directory: list[bytes] = []
        offset = 0
        for one in self._members:
            member = one if isinstance(one, _Member) else _member(one, b"".join(parts[one]), level=_LEVEL)
            directory += (member.listed, _OFFSET.pack(offset), member.name)
            pieces += (member.head, member.data)
            offset += len(member.head) + len(member.data)
        listed = b"".join(directory)
        count = len(self._members)
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(listed), offset, 0)
        return b"".join((*pieces, listed, end))


def _member(name: str, content: bytes, *, level: int) -> _Member:
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = packer.compress(content) + packer.flush()
    return _Member.of(name, zlib.crc32(content), len(content), data)
