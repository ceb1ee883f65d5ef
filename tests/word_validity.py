"""Is a Word file sound where we write in it? Order of properties, ids, comment ends, references between parts."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_PPR = """
pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens
kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind
contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle
rPr sectPr pPrChange
"""
_RPR = """
ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof
snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em
lang eastAsianLayout specVanish oMath rPrChange
"""
TRPR_LAST = ("ins", "del", "trPrChange")
CHANGES = {W + name for name in ("ins", "del", "moveFrom", "moveTo")}
# Where a tracked change may stand around runs, or as a mark of a paragraph or row.
AROUND_CHANGE = {
    W + name
    for name in (
        "p",
        "hyperlink",
        "sdtContent",
        "smartTag",
        "customXml",
        "fldSimple",
        "ins",
        "del",
        "rPr",
        "trPr",
        "numPr",
    )
}
COUNTED = CHANGES | {
    W + name
    for name in ("bookmarkStart", "commentRangeStart", "pPrChange", "rPrChange", "tblPrChange", "moveFromRangeStart")
}


def faults(data: bytes) -> list[str]:
    """What is wrong with a file; nothing for a sound one."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        found = [f"two members {name}" for name, times in Counter(names).items() if times > 1]
        roots = {name: etree.fromstring(archive.read(name)) for name in names if name.endswith((".xml", ".rels"))}
    document = roots["word/document.xml"]
    comments = next((root for name, root in roots.items() if root.tag == W + "comments"), None)
    found += _ordered(document, "pPr", _PPR.split())
    found += _ordered(document, "rPr", _RPR.split())
    found += _changes(document)
    found += _ids(document, comments)
    found += _comments(document, comments)
    found += _parts(roots, names)
    return found


def _ordered(root: etree._Element, name: str, order: Sequence[str]) -> Iterator[str]:
    for node in root.iter(W + name):
        here = [etree.QName(child).localname for child in node if etree.QName(child).namespace == W[1:-1]]
        known = [order.index(one) for one in here if one in order]
        if known != sorted(known) or len(set(known)) != len(known):
            yield f"{name}: {here}"


def _changes(root: etree._Element) -> Iterator[str]:
    for node in root.iter(*CHANGES):
        if node.get(W + "author") is None or node.get(W + "id") is None:
            yield f"a change without author or id: {node.attrib}"
        parent = node.getparent()
        if parent is not None and parent.tag not in AROUND_CHANGE:
            yield f"a change inside {parent.tag}"
    yield from ("w:t in w:del" for node in root.iter(W + "del") for _ in node.iter(W + "t"))
    for name, first in (("r", "rPr"), ("p", "pPr")):
        for node in root.iter(W + name):
            if [at for at, child in enumerate(node) if child.tag == W + first] not in ([], [0]):
                yield f"{first} is not the first of its {name}"
    yield from _blocks(root)


def _blocks(root: etree._Element) -> Iterator[str]:
    for node in root.iter(W + "trPr"):
        here = [etree.QName(child).localname for child in node]
        if any(one in TRPR_LAST for one in here[:-1]) and here[-1] not in TRPR_LAST:
            yield f"trPr: {here}"
    for node in root.iter(W + "p"):
        if any(child.tag in {W + "p", W + "tbl", W + "t"} for child in node):
            yield "a paragraph holds a block or bare words"


def _ids(document: etree._Element, comments: etree._Element | None) -> Iterator[str]:
    ids = [node.get(W + "id") for node in document.iter(*COUNTED)]
    yield from (f"id {one} twice" for one, times in Counter(ids).items() if times > 1)
    yield from (f"id {one}" for one in ids if one is None or not -(2**31) <= int(one) < 2**31)
    for node in comments if comments is not None else ():
        if any(change.get(W + "id") == node.get(W + "id") for change in document.iter(*CHANGES)):
            yield f"comment and change have the id {node.get(W + 'id')}"


def _comments(document: etree._Element, comments: etree._Element | None) -> Iterator[str]:
    there = [node.get(W + "id") for node in comments] if comments is not None else []
    yield from (f"comment {one} twice" for one, times in Counter(there).items() if times > 1)
    order = {node: at for at, node in enumerate(document.iter())}
    ends = {
        kind: {node.get(W + "id"): order[node] for node in document.iter(W + kind)}
        for kind in ("commentRangeStart", "commentRangeEnd", "commentReference")
    }
    for one in there:
        places = [found.get(one) for found in ends.values()]
        if None in places or places != sorted(places, key=lambda at: at or 0):
            yield f"comment {one} stands at {places}"
    for kind, found in ends.items():
        yield from (f"{kind} of no comment {one}" for one in found if one not in there)


def _parts(roots: dict[str, etree._Element], names: Sequence[str]) -> Iterator[str]:
    links = roots.get("word/_rels/document.xml.rels")
    types = roots["[Content_Types].xml"]
    seen = Counter(node.get("Id") for node in links) if links is not None else Counter()
    yield from (f"relationship {one} twice" for one, times in seen.items() if times > 1)
    for node in links if links is not None else ():
        target = posixpath.normpath(posixpath.join("word", node.get("Target", "")))
        if node.get("Type", "").endswith("/comments"):
            if target not in names:
                yield f"no part {target}"
            if not any(one.get("PartName") == f"/{target}" for one in types.iter(CONTENT_TYPES + "Override")):
                yield f"no content type for {target}"
