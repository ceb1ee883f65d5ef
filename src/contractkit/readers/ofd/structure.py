"""From OFD.xml to pages: which parts each page is drawn from, and what they refer to."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from contractkit.errors import UnreadableDocument
from contractkit.readers.ofd.geometry import A4, Frame, frame
from contractkit.readers.ofd.package import Container, Element, child, children, local, words_of

_DAMAGED = "请重新下载，或向对方重新索取。"


@dataclass(frozen=True, slots=True)
class Resources:
    """What drawings refer to.

    Attributes:
        media: names of parts, by resource id.
        units: composite graphic units, by resource id.
    """

    media: dict[str, str] = field(default_factory=dict)
    units: dict[str, Element] = field(default_factory=dict)

    def with_more(self, other: Resources) -> Resources:
        """Both; the other's count where both have an id."""
        return Resources({**self.media, **other.media}, {**self.units, **other.units})


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page.

    Attributes:
        identifier: its id, which annotations and seals refer to.
        root: its content; None where that cannot be read.
        frame: the page on its own coordinates.
        templates: contents drawn before it and after it.
        resources: of the document and the page.
    """

    identifier: str
    root: Element | None
    frame: Frame
    templates: tuple[tuple[Element, ...], tuple[Element, ...]]
    resources: Resources


class Document:
    """One document of an OFD file.

    Attributes:
        root: its Document.xml.
        name: of that part.
        signatures: name of the part that lists its signatures, or None.
        versions: how many versions it keeps, the current one among them.
    """

    def __init__(self, container: Container, name: str, root: Element, body: Element, entry: str) -> None:
        self._container = container
        self.name = name
        self.root = root
        self.signatures = container.find(entry, words_of(child(body, "Signatures")))
        self.versions = sum(1 for _ in children(child(body, "Versions"), "Version"))
        common = child(root, "CommonData")
        self._frame = frame(words_of(child(common, "PageArea", "PhysicalBox"))) or A4
        self._places = [
            (page.get("ID", "").strip(), container.find(name, page.get("BaseLoc")))
            for page in children(child(root, "Pages"), "Page")
        ]
        self._template_names = {
            template.get("ID", "").strip(): container.find(name, template.get("BaseLoc"))
            for template in children(common, "TemplatePage")
        }
        self._templates: dict[str, Element | None] = {}
        kinds = ("PublicRes", "DocumentRes")
        listed = [entry for entry in common if local(entry) in kinds] if common is not None else []
        self._resources = self._read_resources([container.find(name, words_of(entry)) for entry in listed])

    def __len__(self) -> int:
        return len(self._places)

    @property
    def identifiers(self) -> list[str]:
        """The ids of the pages, in order."""
        return [identifier for identifier, _ in self._places]

    @property
    def lost_templates(self) -> int:
        """How many templates of the pages read so far cannot be read."""
        return sum(template is None for template in self._templates.values())

    def part(self, *path: str) -> tuple[str, Element] | None:
        """Name and root of the part that an element of Document.xml names."""
        name = self._container.find(self.name, words_of(child(self.root, *path)))
        root = self._container.xml(name)
        return None if name is None or root is None else (name, root)

    def sheets(self, most: int) -> Iterator[Sheet]:
        """The first pages, each read when it is asked for."""
        for identifier, name in self._places[:most]:
            root = self._container.xml(name)
            if root is None or name is None:
                yield Sheet(identifier, None, self._frame, ((), ()), self._resources)
                continue
            own = [self._container.find(name, words_of(entry)) for entry in children(root, "PageRes")]
            resources = self._resources.with_more(self._read_resources(own)) if own else self._resources
            box = frame(words_of(child(root, "Area", "PhysicalBox"))) or self._frame
            yield Sheet(identifier, root, box, self._templates_of(root), resources)

    def _templates_of(self, root: Element) -> tuple[tuple[Element, ...], tuple[Element, ...]]:
        below: list[Element] = []
        above: list[Element] = []
        for reference in children(root, "Template"):
            identifier = reference.get("TemplateID", "").strip()
            if identifier not in self._templates:
                self._templates[identifier] = self._container.xml(self._template_names.get(identifier))
            if (template := self._templates[identifier]) is not None:
                (above if reference.get("ZOrder") == "Foreground" else below).append(template)
        return tuple(below), tuple(above)

    def _read_resources(self, names: list[str | None]) -> Resources:
        found = Resources()
        for name in names:
            root = self._container.xml(name)
            if root is None or name is None:
                continue
            folder = posixpath.join(posixpath.dirname(name), root.get("BaseLoc", "").replace("\\", "/"), "x")
            for media in children(child(root, "MultiMedias"), "MultiMedia"):
                part = self._container.find(folder, words_of(child(media, "MediaFile")))
                if part is not None:
                    found.media[media.get("ID", "").strip()] = part
            for unit in children(child(root, "CompositeGraphicUnits"), "CompositeGraphicUnit"):
                found.units[unit.get("ID", "").strip()] = unit
        return found


def documents(container: Container) -> tuple[list[Document], int]:
    """The documents of an OFD file, and how many more cannot be read.

    Raises:
        UnreadableDocument: where none can be read.
    """
    entry = container.find("", "OFD.xml")
    root = container.xml(entry)
    bodies = list(children(root, "DocBody"))
    found = []
    for body in bodies:
        name = container.find(entry or "", words_of(child(body, "DocRoot")))
        document = container.xml(name)
        if name is not None and document is not None:
            found.append(Document(container, name, document, body, entry or ""))
    if not found and container.is_locked:
        raise locked()
    if not found:
        message = "OFD 文件已损坏：找不到或读不出里面的文档（OFD.xml、Document.xml）。"
        raise UnreadableDocument(message, remedy=_DAMAGED)
    return found, len(bodies) - len(found)


def locked() -> UnreadableDocument:
    """For a file of which nothing can be read without its key."""
    return UnreadableDocument(
        "OFD 文件已加密，没有密码或证书读不出内容。", remedy="请在 OFD 阅读器中解密后另存，或向对方索取未加密的文件。"
    )
