"""Names of members: decoded as they were meant, shown without what could lead outside."""

from __future__ import annotations

import re
import struct
import unicodedata
import zlib
from collections.abc import Sequence
from zipfile import ZipInfo

from contractkit.readers.decoding import is_ordinary, likeness

_UTF8_FLAG = 0x800
_UNICODE_PATH = 0x7075
_DRIVE = re.compile(r"^[A-Za-z]:")
# Control characters and marks that turn the direction of writing: gnp.exe shown as exe.png.
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_LONGEST = 200


def decoded_names(infos: Sequence[ZipInfo]) -> list[str]:
    """The name of each member as its packer meant it.

    By the UTF-8 flag or the Unicode path field where there is one. Else one encoding for the whole archive, as one
    program wrote it: UTF-8, GB 18030 or Big5 where the names read like Chinese, the code page 437 of DOS where not.
    """
    raw = [None if info.flag_bits & _UTF8_FLAG else _raw(info) for info in infos]
    encoding = _encoding([name for name in raw if name is not None and not name.isascii()])
    names = []
    for info, name in zip(infos, raw, strict=True):
        known = info.orig_filename if name is None else _unicode_path(info, name)
        decoded = known if known is not None or name is None else name.decode(encoding, "replace")
        names.append(unicodedata.normalize("NFC", decoded or info.orig_filename))
    return names


def shown_name(name: str) -> str:
    """A name that leads nowhere: no drive, no folder above, no control characters."""
    parts = [_UNSHOWN.sub("", part).strip() for part in _DRIVE.sub("", name).replace("\\", "/").split("/")]
    kept = [part[:_LONGEST] for part in parts if part not in {"", ".", ".."}]
    return "/".join(kept) or "未命名"


def _raw(info: ZipInfo) -> bytes:
    """The name's bytes; without the UTF-8 flag zipfile has read them as code page 437."""
    try:
        return info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.orig_filename.encode("utf-8")


def _unicode_path(info: ZipInfo, raw: bytes) -> str | None:
    """The name in the Info-ZIP Unicode path field, if it belongs to the name in the header."""
    extra = info.extra
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and len(field) > 5 and field[0] == 1:
            (checksum,) = struct.unpack_from("<I", field, 1)
            try:
                return field[5:].decode("utf-8") if checksum == zlib.crc32(raw) else None
            except UnicodeDecodeError:
                return None
    return None


def _encoding(names: Sequence[bytes]) -> str:
    """The encoding in which all names decode and read best."""
    joined = b"\n".join(names)
    best, score = "cp437", 0.0
    for encoding in ("utf-8", "gb18030", "big5hkscs"):
        try:
            text = joined.decode(encoding)
        except UnicodeDecodeError:
            continue
        found = _score(text, encoding)
        if found > score:
            best, score = encoding, found
    return best


def _score(text: str, encoding: str) -> float:
    """How likely names are: by their frequent 汉字, with some credit for keeping to the encoding's common part."""
    if encoding == "utf-8":
        return 1.0 if likeness(text) else 0.19
    if encoding == "gb18030" and is_ordinary(text):
        return max(likeness(text), 0.2)
    return likeness(text)
