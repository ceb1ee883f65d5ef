"""generate: matter → draft → Word, read back and checked before it is handed over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from contractkit.core.checker.engine import Knowledge
from contractkit.core.checker.finding import Status
from contractkit.core.checker.report import DocumentReport, Verdict
from contractkit.core.clauses.assembly import assemble
from contractkit.core.clauses.clause import Catalog
from contractkit.core.clauses.draft import Draft
from contractkit.core.law.registry import Registry
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.leaves import leaves
from contractkit.errors import Problem, RenderingError, UsageError
from contractkit.library import assets
from contractkit.library.clauses import load_catalog
from contractkit.library.law import load_registry
from contractkit.library.matter import LoadedMatter, load_matter
from contractkit.readers.detect import read
from contractkit.rendering import pdf as pdf_edge
from contractkit.rendering.manifest import Origin, copy_manifest, custom_properties, manifest
from contractkit.rendering.package import Properties
from contractkit.rendering.template import Template, load_template
from contractkit.rendering.word import render
from contractkit.workflows.files import file_name, refuse_to_overwrite, write_together
from contractkit.workflows.judging import judge, open_knowledge
from contractkit.workflows.readback import lost_words, unstated


@dataclass(frozen=True, slots=True)
class GenerateOptions:
    """What to make, and where.

    Attributes:
        overwrite: replace generated files even where somebody changed them since.
    """

    kinds: tuple[Kind, ...]
    out: Path
    pdf: bool = False
    overwrite: bool = False


@dataclass(frozen=True, slots=True)
class Workshop:
    """All that every document needs, loaded once.

    Attributes:
        owners: name of each file made in this run → the matter it was made from.
    """

    registry: Registry
    catalog: Catalog
    templates: Mapping[Kind, Template]
    knowledge: Knowledge
    owners: dict[str, Path] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """One finished document before it is written.

    Attributes:
        words: its text as it was read back, block by block, headers and footers last.
    """

    name: str
    data: bytes
    words: tuple[str, ...]
    report: DocumentReport
    manifest: str


@dataclass(frozen=True, slots=True)
class Generated:
    """One written document."""

    path: Path
    pdf: Path | None
    report: DocumentReport


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one matter.

    Attributes:
        fonts: the fonts that the PDF files really use; empty without PDF.
    """

    documents: tuple[Generated, ...]
    warnings: tuple[Problem, ...]
    fonts: tuple[str, ...] = ()


def open_workshop(clauses: Path | None = None, templates: Path | None = None) -> Workshop:
    """Load the law, the clause library, the templates and the checker's data.

    Args:
        clauses: folder of an office's own clause library; by default the one that comes with contractkit.
        templates: folder of its own templates, likewise.

    Raises:
        InvalidData: one of them has mistakes.
    """
    clauses, templates = clauses or assets.clauses_folder(), templates or assets.templates_folder()
    models = {kind: load_template(templates, kind) for kind in Kind}
    return Workshop(load_registry(), load_catalog(clauses), models, open_knowledge(clauses))


def generate_matter(path: Path, options: GenerateOptions, workshop: Workshop) -> Outcome:
    """Make all documents of a matter; nothing is written unless every one of them is right.

    Raises:
        InvalidData: the matter or a clause has mistakes.
        RenderingError: a finished file would lose words or fail our own check.
        UsageError: a file cannot be written, or was changed since it was generated.
    """
    loaded = load_matter(path, workshop.registry)
    documents = [make(loaded, kind, workshop) for kind in options.kinds]
    if set(options.kinds) == set(Kind):
        _demand_every_value(loaded, documents)
    _claim(path, documents, workshop)
    pdfs = pdf_edge.convert([document.data for document in documents]) if options.pdf else ()
    _write(documents, pdfs, options)
    fonts = {font for pdf in pdfs for font in pdf_edge.fonts_in(pdf)}
    generated = tuple(_generated(document, options) for document in documents)
    return Outcome(generated, loaded.warnings, tuple(sorted(fonts)))


def make(loaded: LoadedMatter, kind: Kind, workshop: Workshop) -> Document:
    """One document in memory, read back and checked.

    Raises:
        InvalidData: a clause has mistakes.
        RenderingError: words were lost, or our own check does not find every element.
    """
    matter, template = loaded.matter, workshop.templates[kind]
    draft = assemble(matter, workshop.catalog, loaded.requirements, kind)
    origin = Origin.of(loaded.sha256, workshop.catalog, template)
    made_by, made_on = matter.parties.implementing_body.name, matter.agreement.signing_date
    properties = Properties(draft.title, made_by, made_on, custom_properties(draft, origin))
    data = render(draft, matter, loaded.requirements, template, properties)
    name = f"{file_name(draft.title)}.docx"
    source = read(Path(name), data=data)
    if lost := lost_words(source, draft.texts(), template.static):
        shown = "；".join(text[:60] for text in lost[:5])
        raise RenderingError(
            f"《{draft.title}》读回时少了{len(lost)}处文字：{shown}", remedy="检查模板是否写出了全部段落和表格。"
        )
    report = judge(source, name, data, workshop.knowledge, loaded.requirements, kind)
    if report.verdict is not Verdict.COMPLETE:
        raise RenderingError(gaps(draft, report), remedy="检查该要素的条款文字和事项中的相应内容是否实在。")
    record = manifest(name, data, draft, matter, origin, report.verdict.value)
    words = (*(block.text for block in source.blocks), *source.furniture)
    return Document(name, data, words, report, record)


def gaps(draft: Draft, report: DocumentReport) -> str:
    """What our own check does not find in a draft, with its reasons, in Chinese."""
    elements = [e for item in report.items for e in item.elements if e.status is not Status.PRESENT]
    named = "；".join(f"{element.id} {element.title}（{element.reason}）" for element in elements[:5])
    return f"《{draft.title}》未通过自查，有{len(elements)}项要素没有落实：{named}"


def _demand_every_value(loaded: LoadedMatter, documents: list[Document]) -> None:
    """Every value of the matter must stand in the plan or in the agreement."""
    texts = [text for document in documents for text in document.words]
    if lost := unstated(leaves(loaded.matter), texts):
        shown = "；".join(f"{leaf.title}（{leaf.field}）“{leaf.shown[:30]}”" for leaf in lost[:5])
        raise RenderingError(f"有{len(lost)}项内容没有写进任何文件：{shown}", remedy="在条款库中写上这些变量。")


def _claim(path: Path, documents: list[Document], workshop: Workshop) -> None:
    """Two matters of one run may not write the same file: the second would silently replace the first."""
    for document in documents:
        owner = workshop.owners.setdefault(document.name.casefold(), path)
        if owner.resolve() != path.resolve():
            raise UsageError(
                f"{path} 和 {owner} 会写成同名文件：{document.name}",
                remedy="改其中一个事项的名称（name），或者分两次生成到不同的 --out 文件夹。",
            )


def _write(documents: list[Document], pdfs: tuple[bytes, ...], options: GenerateOptions) -> None:
    """Write all documents of a matter with their manifests, or nothing."""
    made: list[tuple[str, bytes, str]] = [(d.name, d.data, d.manifest) for d in documents]
    for document, pdf in zip(documents, pdfs, strict=bool(pdfs)):
        name = _pdf_name(document)
        made.append((name, pdf, copy_manifest(name, pdf, document.data)))
    files = {options.out / name: data for name, data, _ in made}
    records = {options.out / name: options.out / _record_name(name) for name, _, _ in made}
    if not options.overwrite:
        refuse_to_overwrite(files, records)
    manifests = {options.out / _record_name(name): record.encode() for name, _, record in made}
    write_together({**files, **manifests})


def _generated(document: Document, options: GenerateOptions) -> Generated:
    pdf = options.out / _pdf_name(document) if options.pdf else None
    return Generated(options.out / document.name, pdf, document.report)


def _pdf_name(document: Document) -> str:
    return f"{document.name.removesuffix('.docx')}.pdf"


def _record_name(name: str) -> str:
    """`协议.docx` → `协议.manifest.json`, but `协议.pdf` → `协议.pdf.manifest.json`."""
    return f"{name.removesuffix('.docx')}.manifest.json"
