"""The parts that the main document refers to: styles, notes, headers, comments, documents inside it."""

from __future__ import annotations

from collections.abc import Iterator

from contractkit.readers.word.names import ID, Element, P, R, T, W
from contractkit.readers.word.package import Package


class Parts:
    """The parts around the main document of a package."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._relationships = package.relationships(package.main)

    def first(self, kind: str) -> Element | None:
        """The root of the one part of that kind."""
        for relationship in self._relationships.values():
            if relationship.kind == kind and relationship.target:
                return self._package.parsed(relationship.target)
        return None

    def referred(self, relationship: str) -> Element | None:
        """The root of the part that a relationship refers to; None where it lies outside or is not there."""
        found = self._relationships.get(relationship)
        return self._package.parsed(found.target) if found is not None and found.target else None

    def content(self, relationship: str) -> tuple[str, bytes]:
        """Name and bytes of the part that a relationship refers to; no bytes where it lies outside or is not there."""
        found = self._relationships.get(relationship)
        if found is None or not found.target:
            return "", b""
        return found.target.lower(), self._package.content(found.target)

    def has_macros(self) -> bool:
        """Whether the file brings a program along."""
        return any(relationship.kind == "vbaProject" for relationship in self._relationships.values()) or any(
            name.endswith("vbaproject.bin") for name in self._package.names
        )

    def notes(self) -> dict[tuple[str, str], Element]:
        """Footnotes and endnotes by kind and id."""
        found = {}
        for kind in ("footnote", "endnote"):
            root = self.first(f"{kind}s")
            for note in root.iterfind(W + kind) if root is not None else ():
                found[kind, note.get(ID, "")] = note
        return found

    def comments(self) -> list[str]:
        """The comments, each with its author in front."""
        root = self.first("comments")
        found = []
        for comment in root.iterfind(W + "comment") if root is not None else ():
            lines = ("".join(text.text or "" for text in paragraph.iter(T)) for paragraph in comment.iter(P))
            words = "\n".join(line for line in lines if line)
            author = comment.get(W + "author", "").strip()
            found.append(f"{author}：{words}" if author else words)
        return found

    def furniture(self, root: Element) -> Iterator[Element]:
        """Headers and footers in the order in which the sections refer to them, each once."""
        seen = set()
        for reference in root.iter(W + "headerReference", W + "footerReference"):
            name = reference.get(R + "id", "")
            part = None if name in seen else self.referred(name)
            seen.add(name)
            if part is not None:
                yield part
