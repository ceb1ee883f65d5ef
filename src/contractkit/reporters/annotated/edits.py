"""Edits of a part: bytes put in between, stretches replaced; everything else stays as it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from contractkit.reporters.annotated.part import Node, XmlPart


@dataclass(slots=True)
class Edits:
    """The edits of one part, kept until all are known."""

    part: XmlPart
    _insertions: dict[int, list[tuple[int, bytes]]] = field(default_factory=dict)
    _replacements: dict[int, tuple[int, bytes]] = field(default_factory=dict)

    def insert(self, at: int, xml: bytes, order: int = 0) -> None:
        """Put bytes at an offset; those of a lower order come first, those of one order as they were given."""
        self._insertions.setdefault(at, []).append((order, xml))

    def replace(self, start: int, end: int, xml: bytes) -> None:
        """Put bytes in place of [start, end), which no other replacement may overlap."""
        self._replacements[start] = (end, xml)

    def append(self, parent: Node, xml: bytes) -> None:
        """Put bytes behind the last child of an element, which may be an empty one."""
        if parent.end != parent.inside or parent.outside != parent.end:
            self.insert(parent.outside, xml)
            return
        tag = self.part.raw(parent)
        name = tag[1:].split(None, 1)[0].removesuffix(b"/>").rstrip(b"/>")
        self.replace(parent.start, parent.end, tag[:-2].rstrip() + b">" + xml + b"</" + name + b">")

    def applied(self) -> bytes:
        """The part with all edits."""
        data, done, at = self.part.data, [], 0
        for point in sorted({*self._insertions, *self._replacements}):
            if point < at:
                continue  # inside a stretch that was replaced as a whole
            done.append(data[at:point])
            at = point
            done.extend(xml for _, xml in sorted(self._insertions.get(point, ()), key=lambda one: one[0]))
            if point in self._replacements:
                at, xml = self._replacements[point]
                done.append(xml)
        done.append(data[at:])
        return b"".join(done)
