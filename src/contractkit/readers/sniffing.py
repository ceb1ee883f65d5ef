"""What a file is, told from its content; the name decides only between kinds of plain text."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from enum import StrEnum
from functools import cached_property

from contractkit.readers import ole
from contractkit.readers.opening import first_element, opening


class Format(StrEnum):
    """Kinds of file that have a reader."""

    DOCX = "docx"
    FLAT_DOCX = "flat docx"  # a Word package in one XML file
    DOC = "doc"
    WPS = "wps"
    RTF = "rtf"
    ODT = "odt"
    PDF = "pdf"
    IMAGE = "image"
    OFD = "ofd"
    HTML = "html"
    MHTML = "mhtml"
    ARCHIVE = "archive"  # a zip that is no document


class Sample:
    """A file and what sniffers ask about it, each found once and when asked.

    Attributes:
        data: the whole file.
        suffix: of its name, in lower case and with the dot; may be empty.
    """

    def __init__(self, data: bytes, suffix: str = "") -> None:
        self.data = data
        self.suffix = suffix.lower()

    @property
    def is_zip(self) -> bool:
        """Whether it begins like a zip; it may still be damaged."""
        return self.data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))

    @cached_property
    def members(self) -> frozenset[str] | None:
        """The names in a zip, in lower case and without a slash in front; None if it cannot be opened."""
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
                return frozenset(map(_listed, archive.namelist()))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            return None

    def start_of(self, member: str) -> bytes:
        """The first bytes of a zip's member by its name in `members`; none where it is not there or cannot be read."""
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
                for info in archive.infolist():
                    if _listed(info.filename) == member:
                        with archive.open(info) as stream:
                            return stream.read(_START)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, NotImplementedError, OSError):
            return b""
        return b""

    @cached_property
    def open_document(self) -> str:
        """What kind of OpenDocument file a zip is (`text`, `spreadsheet` …), `unnamed` without the word for it.

        Empty for all else, also for an archive that happens to hold a `content.xml`.
        """
        if "content.xml" not in self.inside:
            return ""
        named = self.start_of("mimetype").decode("latin-1").strip().lower()
        if named.startswith(_OPEN_DOCUMENT):
            return named.removeprefix(_OPEN_DOCUMENT)
        root = first_element(opening(self.start_of("content.xml")))
        return "unnamed" if _CONTENT_ROOT.match(root) else ""

    @cached_property
    def inside(self) -> frozenset[str]:
        """`members` of a zip, nothing of other files."""
        return (self.members or frozenset()) if self.is_zip else frozenset()

    @cached_property
    def streams(self) -> frozenset[str]:
        """Names at the top of an OLE file; nothing of other files."""
        return ole.streams(self.data)

    @cached_property
    def head(self) -> str:
        """The first characters in lower case."""
        return opening(self.data)

    @cached_property
    def element(self) -> str:
        """The first characters from the first XML or HTML element on, in lower case; empty where there is none."""
        return first_element(self.head)

    @property
    def is_mail(self) -> bool:
        """Whether it begins with the header of a message, sent or saved."""
        return bool(_MAIL_HEADER.match(self.head) and _MIME_VERSION.search(self.head))

    @property
    def was_sent(self) -> bool:
        """Whether that message went through the mail, and is no saved web page."""
        return bool(_SENT.search(self.head))


def _listed(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


_START = 4096
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_CONTENT_ROOT = re.compile(r"<(?:[\w.-]+:)?document-content[\s>]")
_PICTURES = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"GIF87a",
    b"GIF89a",
    b"II*\x00",
    b"MM\x00*",
    b"II+\x00",
    b"MM\x00+",
)
# Members at the top of a zip that is a document of some program; an archive of drafts has none of them.
_PACKAGE_MEMBERS = frozenset(
    {
        "[content_types].xml",
        "androidmanifest.xml",
        "index/document.iwa",
        "meta-inf/container.xml",
        "meta-inf/manifest.mf",
        "mimetype",
        "ppt/presentation.xml",
        "xl/workbook.xml",
    }
)
_MAIL_HEADER = re.compile(r"[a-z][a-z0-9-]*:[ \t]")
_MIME_VERSION = re.compile(r"^mime-version:\s*1\.0", re.MULTILINE)
_WEB_ARCHIVE = re.compile(r"^content-type:\s*(?:multipart/related|text/html)", re.MULTILINE)
_SENT = re.compile(r"^(?:to|received|message-id|return-path|delivered-to):", re.MULTILINE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]")
_FRAGMENT = re.compile(
    r"<(?:meta|title|base|link|style|script|div|p|span|table|tbody|tr|h[1-6]|center|font|article|section|main|br|hr|ul|ol"
    r"|form)[\s/>]"
)
_WORD_2003 = "http://schemas.microsoft.com/office/word/2003/wordml"
_FLAT_PACKAGE = "http://schemas.microsoft.com/office/2006/xmlpackage"


def format_of(sample: Sample) -> Format | None:
    """The format of a file that has a reader; None for plain text and for what has none."""
    return next((kind for kind, fits in _SNIFFERS if fits(sample)), None)


def _is_docx(sample: Sample) -> bool:
    inside = sample.inside
    named = "[content_types].xml" in inside and any(name.startswith("word/") for name in inside)
    return named or "word/document.xml" in inside


def _is_odt(sample: Sample) -> bool:
    if sample.open_document:
        return sample.open_document.startswith(("text", "unnamed"))
    return sample.element.startswith("<office:document") and "opendocument.text" in sample.element


def _is_archive(sample: Sample) -> bool:
    return bool(sample.inside) and not sample.open_document and sample.inside.isdisjoint(_PACKAGE_MEMBERS)


def _is_wps(sample: Sample) -> bool:
    names = sample.streams
    if "WordDocument" in names:
        is_named = sample.suffix == ".wps" or "WpsCustomData" in names
        return is_named and not ole.is_locked_word(sample.data)
    return names >= {"CONTENTS", "MatOST"} or "MN0" in names


def _is_doc(sample: Sample) -> bool:
    if "WordDocument" in sample.streams:
        return not ole.is_locked_word(sample.data)
    return "worddocument" in sample.element[:60] and _WORD_2003 in sample.element


def _is_pdf(sample: Sample) -> bool:
    """PDF begins with its name, or with up to a kilobyte of something else; a text about PDF has no trailer."""
    head = sample.data[:1024]
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-") or (
        b"%PDF-" in head and b"startxref" in sample.data[-2048:]
    )


def _is_picture(sample: Sample) -> bool:
    data = sample.data
    return (
        data.startswith(_PICTURES)
        or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")
        or (data.startswith(b"BM") and data[6:10] == bytes(4))
    )


def _is_flat_docx(sample: Sample) -> bool:
    return _FLAT_PACKAGE in sample.element and b"wordprocessingml" in sample.data


def _is_mhtml(sample: Sample) -> bool:
    return sample.is_mail and bool(_WEB_ARCHIVE.search(sample.head)) and not sample.was_sent


def _is_html(sample: Sample) -> bool:
    if _PAGE.match(sample.element):
        return True
    return sample.suffix not in {".md", ".markdown"} and bool(_FRAGMENT.match(sample.element))


# The first that fits counts.
_SNIFFERS: tuple[tuple[Format, Callable[[Sample], bool]], ...] = (
    (Format.OFD, lambda sample: "ofd.xml" in sample.inside),
    (Format.DOCX, _is_docx),
    (Format.ODT, _is_odt),
    (Format.ARCHIVE, _is_archive),
    (Format.WPS, _is_wps),
    (Format.DOC, _is_doc),
    (Format.PDF, _is_pdf),
    (Format.RTF, lambda sample: sample.head.startswith("{\\rt")),
    (Format.IMAGE, _is_picture),
    (Format.FLAT_DOCX, _is_flat_docx),
    (Format.MHTML, _is_mhtml),
    (Format.HTML, _is_html),
)
