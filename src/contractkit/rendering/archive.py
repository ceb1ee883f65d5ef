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
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_VERSION: Final = 20  # deflate
_UTF8: Final = 0x800
_DATE: Final = (1980 - 1980) << 9 | 1 << 5 | 1  # 1980-01-01, as package.py gives it
_LEVEL: Final = 1  # of what differs: half the time of the usual level for a tenth more bytes


@dataclass(frozen=True, slots=True)
class _Member:
    """One member as it stands in the archive.

    Attributes:
        data: compressed.
    """

    name: bytes
    flags: int
    checksum: int
    size: int
    data: bytes


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
                    self._members.append(_member(info.filename, (source.read(info),), level=6))

    def filled(self, parts: Mapping[str, Sequence[bytes]]) -> bytes:
        """The package with these members, each in pieces."""
        pieces: list[bytes] = []
        directory: list[bytes] = []
        offset = 0
        for one in self._members:
            member = one if isinstance(one, _Member) else _member(one, parts[one], level=_LEVEL)
            about = (member.flags, 8, 0, _DATE, member.checksum, len(member.data), member.size, len(member.name), 0)
            head = _LOCAL.pack(b"PK\3\4", _VERSION, *about) + member.name
            # permissions as zipfile gives them to members without any
            directory.append(
                _CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *about, 0, 0, 0, 0o600 << 16, offset) + member.name
            )
            pieces += (head, member.data)
            offset += len(head) + len(member.data)
        listed = b"".join(directory)
        end = _END.pack(b"PK\5\6", 0, 0, len(directory), len(directory), len(listed), offset, 0)
        return b"".join((*pieces, listed, end))


def _member(name: str, pieces: Sequence[bytes], *, level: int) -> _Member:
    content = b"".join(pieces)
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = packer.compress(content) + packer.flush()
    try:
        raw, flags = name.encode("ascii"), 0
    except UnicodeEncodeError:
        raw, flags = name.encode(), _UTF8
    return _Member(raw, flags, zlib.crc32(content), len(content), data)
