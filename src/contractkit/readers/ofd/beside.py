"""What an OFD file holds beside the pages that can be read: annotations, seals, attached files, what is damaged."""

from __future__ import annotations

from collections.abc import Iterator

from contractkit.core.document.tree import Loss
from contractkit.readers.ofd.content import drawn_words
from contractkit.readers.ofd.package import Container, Element, child, children, words_of
from contractkit.readers.ofd.structure import Document, Resources
from contractkit.readers.pdf.losses import listed

_MAX_WORDS = 200
_MAX_FILES = 2_000
_NO_WORDS = frozenset({"Link"})


def losses_of(container: Container, documents: list[Document], damaged: int) -> tuple[Loss, ...]:
    """All that stands beside the pages of all documents, whose pages have been read.

    Args:
        container: the file.
        documents: those that can be read.
        damaged: how many cannot.
    """
    annotations: list[str] = []
    marks: list[str] = []
    stamped: dict[int, None] = {}
    files: list[str] = []
    signatures = older = count = offset = 0
    for document in documents:
        for kind, words in _annotations(container, document):
            count += kind != "Watermark"
            if words:
                (marks if kind == "Watermark" else annotations).append(words)
        numbers = {identifier: offset + at for at, identifier in enumerate(document.identifiers, start=1)}
        for pages in _signatures(container, document):
            signatures += 1
            stamped.update(dict.fromkeys(numbers[page] for page in pages if page in numbers))
        files += _attachments(document)
        older += max(document.versions - 1, 0)
        offset += len(document)
    found = [
        _damaged(damaged, sum(document.lost_templates for document in documents)),
        _annotated(count, annotations),
        _marked(marks),
        _signed(signatures, list(stamped)),
        _attached(files),
        Loss("历史版本", older, f"文件里还保留了 {older} 个历史版本，只读取了当前版本。") if older else None,
    ]
    return tuple(loss for loss in found if loss is not None)


def _damaged(documents: int, templates: int) -> Loss | None:
    what = [f"{documents} 份文档"] * (documents > 0) + [f"{templates} 个页面模板"] * (templates > 0)
    note = f"文件里有{'、'.join(what)}已损坏，没有读取，请向对方重新索取文件。"
    return Loss("损坏的部分", documents + templates, note, withholds=True) if what else None


def _annotations(container: Container, document: Document) -> Iterator[tuple[str, str]]:
    """Type and words of each annotation."""
    listing = document.part("Annotations")
    if listing is None:
        return
    name, root = listing
    for page in list(children(root, "Page"))[:_MAX_FILES]:
        annotated = container.xml(container.find(name, words_of(child(page, "FileLoc"))))
        for annotation in children(annotated, "Annot"):
            kind = annotation.get("Type", "")
            if kind not in _NO_WORDS:
                yield kind, _words(annotation)


def _words(annotation: Element) -> str:
    remark = words_of(child(annotation, "Remark"))
    drawn = drawn_words(children(annotation, "Appearance"), Resources())
    return drawn if not remark or remark in drawn else f"{remark} {drawn}".strip()


def _signatures(container: Container, document: Document) -> Iterator[list[str]]:
    """For each signature the ids of the pages that show its seal."""
    root = container.xml(document.signatures)
    for entry in list(children(root, "Signature"))[:_MAX_FILES]:
        signature = container.xml(container.find(document.signatures or "", entry.get("BaseLoc")))
        yield [stamp.get("PageRef", "").strip() for stamp in children(child(signature, "SignedInfo"), "StampAnnot")]


def _attachments(document: Document) -> list[str]:
    listing = document.part("Attachments")
    return [entry.get("Name", "").strip() for entry in children(listing[1], "Attachment")] if listing else []


def _annotated(count: int, words: list[str]) -> Loss | None:
    note = "OFD 中的批注、标记和图章不是文本内容，不计入正文；用批注方式填写的文字也不计入，请人工核对。"
    return Loss("批注", count, note, words=tuple(words[:_MAX_WORDS])) if count else None


def _marked(words: list[str]) -> Loss | None:
    if not words:
        return None
    return Loss("水印", len(words), "水印文字不计入正文。", words=tuple(dict.fromkeys(words))[:_MAX_WORDS])


def _signed(count: int, pages: list[int]) -> Loss | None:
    where = f"第 {listed(pages)} 页盖有电子印章" if pages else "文件带有数字签名"
    note = f"{where}；印章图案中的文字不计入正文，也没有验证签章的真伪，请在 OFD 阅读器中验章。"
    return Loss("电子签章", count, note) if count else None


def _attached(files: list[str]) -> Loss | None:
    if not files:
        return None
    note = "OFD 附带的文件没有读取，请另行审查。"
    return Loss("嵌入文件", len(files), note, words=tuple(name for name in files if name)[:_MAX_WORDS])
