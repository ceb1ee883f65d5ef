"""The zip around the draft: the parts that change are written anew, every other one keeps its bytes."""

from __future__ import annotations

import copy
import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from contractkit.reporters.annotated.edits import Edits
from contractkit.reporters.annotated.names import COMMENTS_TYPE, OFFICE, PACKAGE, STRICT_OFFICE, TYPES
from contractkit.reporters.annotated.part import XmlPart

_TYPES: Final = "[Content_Types].xml"
_MAIN_KIND: Final = "officeDocument"
_LOCAL_HEADER: Final = 30  # bytes in front of the name of a member
_SIZES_BEHIND: Final = 0x08  # flag: the sizes stand behind the packed bytes


@dataclass(slots=True)
class WordPackage:
    """The members of a Word file by name, in the order of the file; each is unpacked when it is asked for."""

    members: Mapping[str, bytes]
    _data: bytes
    _infos: dict[str, zipfile.ZipInfo]
    _changed: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def opened(cls, data: bytes) -> WordPackage:
        """The package in a file that our reader has read, so that it is sound and of bearable size."""
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = {info.filename: info for info in archive.infolist()}
        return cls(_Members(archive, infos), data, infos)

    @property
    def main(self) -> str:
        """The name of the main part."""
        return self._target("", _MAIN_KIND) or "word/document.xml"

    @property
    def comments(self) -> str | None:
        """The name of the comments part; None where there is none."""
        return self._target(self.main, "comments")

    @property
    def is_signed(self) -> bool:
        """Whether it carries a digital signature, which no longer holds once anything is changed."""
        return any(name.lower().startswith("_xmlsignatures/") for name in self.members)

    def content(self, name: str) -> bytes:
        """The bytes of a member, whatever the case of its name."""
        return self.members[self._named(name) or name]

    def related(self, kind: str) -> bytes | None:
        """The bytes of the part of a kind (`styles`) to which the main part refers; None where there is none."""
        name = self._target(self.main, kind)
        return None if name is None else self.members.get(name)

    def put(self, name: str, data: bytes) -> None:
        """Replace a member, or add one."""
        self._changed[self._named(name) or name] = data

    def add_comments(self, data: bytes, *, strict: bool) -> None:
        """Add a comments part with its relationship and its content type."""
        folder = posixpath.dirname(self.main)
        name = next(
            one
            for number in ("", *range(1, len(self.members) + 2))
            if self._named(one := posixpath.join(folder, f"comments{number}.xml")) is None
        )
        self.put(name, data)
        self._relate(posixpath.basename(name), strict=strict)
        part = XmlPart(self.content(_TYPES))
        edits = Edits(part)
        entry = f'<Override xmlns="{TYPES}" PartName="/{name}" ContentType="{COMMENTS_TYPE}"/>'
        edits.append(part.root, entry.encode())
        self.put(_TYPES, edits.applied())

    def written(self) -> bytes:
        """The file; what did not change is copied as it is packed."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for name, info in self._infos.items():
                if name in self._changed:
                    archive.writestr(copy.copy(info), self._changed[name])
                else:
                    self._copy(copy.copy(info), archive, target)
            for name in (one for one in self._changed if one not in self._infos):
                info = zipfile.ZipInfo(name, self._time())
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, self._changed[name])
        return target.getvalue()

    def _copy(self, info: zipfile.ZipInfo, archive: zipfile.ZipFile, file: io.BytesIO) -> None:
        """A member as it is packed: the library offers no call for it, but keeps no secret of its books either."""
        lengths = self._data[info.header_offset + 26 : info.header_offset + _LOCAL_HEADER]
        name, extra = int.from_bytes(lengths[:2], "little"), int.from_bytes(lengths[2:], "little")
        start = info.header_offset + _LOCAL_HEADER + name + extra
        info.flag_bits &= ~_SIZES_BEHIND
        info.header_offset = file.tell()
        file.write(info.FileHeader(zip64=False))
        file.write(self._data[start : start + info.compress_size])
        archive.filelist.append(info)
        archive.NameToInfo[info.filename] = info
        archive.start_dir = file.tell()

    def _time(self) -> tuple[int, int, int, int, int, int]:
        """Of a new member: that of the first, so that no clock is asked."""
        return next(iter(self._infos.values())).date_time

    def _relate(self, target: str, *, strict: bool) -> None:
        name = _relationships(self.main)
        kind = f"{STRICT_OFFICE if strict else OFFICE}/comments"
        data = self.members.get(self._named(name) or name)
        part = XmlPart(data if data is not None else f'<Relationships xmlns="{PACKAGE}"/>'.encode())
        used = {node.attributes.get("Id") for node in part.nodes}
        own = next(one for number in range(1, len(part.nodes) + 2) if (one := f"rIdContractkit{number}") not in used)
        edits = Edits(part)
        edits.append(
            part.root, f'<Relationship xmlns="{PACKAGE}" Id="{own}" Type="{kind}" Target="{target}"/>'.encode()
        )
        self.put(name, edits.applied())

    def _target(self, part: str, kind: str) -> str | None:
        """The part of a kind to which another refers."""
        data = self.members.get(self._named(_relationships(part)) or "")
        if data is None:
            return None
        for node in XmlPart(data).nodes:
            if (
                node.attributes.get("Type", "").rsplit("/", 1)[-1] == kind
                and node.attributes.get("TargetMode") != "External"
            ):
                path = posixpath.join("/", posixpath.dirname(part), unquote(node.attributes.get("Target", "")))
                return self._named(posixpath.normpath(path).lstrip("/"))
        return None

    def _named(self, name: str) -> str | None:
        """The member of that name; names are compared without case."""
        if name in self.members:
            return name
        return next((one for one in self.members if one.replace("\\", "/").lstrip("/").lower() == name.lower()), None)


class _Members(Mapping[str, bytes]):
    def __init__(self, archive: zipfile.ZipFile, infos: Mapping[str, zipfile.ZipInfo]) -> None:
        self._archive = archive
        self._infos = infos
        self._known: dict[str, bytes] = {}

    def __getitem__(self, name: str) -> bytes:
        if name not in self._known:
            self._known[name] = self._archive.read(self._infos[name])
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._infos)

    def __len__(self) -> int:
        return len(self._infos)


def _relationships(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
