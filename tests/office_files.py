"""Word files saved by LibreOffice in other formats, for tests that compare formats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from contractkit.office.profile import write_profile
from contractkit.office.program import command, environment, find_office
from contractkit.office.room import Room


def saved_as(documents: Sequence[bytes], suffixes: Sequence[str]) -> Mapping[str, list[bytes]]:
    """The given .docx files in each of the formats (`doc`, `rtf`, `odt`, `pdf`); .wps from WPS Writer is .doc inside."""
    program = find_office()
    assert program is not None
    found: dict[str, list[bytes]] = {}
    with Room() as room:
        write_profile(room.folder / "profile")
        paths = [room.folder / f"{number}.docx" for number in range(len(documents))]
        for path, data in zip(paths, documents, strict=True):
            path.write_bytes(data)
        for suffix in suffixes:
            made = room.folder / suffix
            made.mkdir()
            call = command(program, suffix, paths, made, room.folder / "profile")
            room.run(call, environment=environment(room.folder), made=made, seconds=90)
            found[suffix] = [(made / f"{path.stem}.{suffix}").read_bytes() for path in paths]
    return found
