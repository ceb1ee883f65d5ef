"""The one strict wrapper around docxtpl: draft + template → the bytes of a .docx file.

docxtpl's own defaults lose text in silence; here a missing variable stops the render, every value is escaped (braces
too, so that nothing in a value can act as a tag), and the caller reads the result back and compares it.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Iterator
from typing import Any, Final

from docx.opc.oxml import parse_xml, serialize_part_xml
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, Undefined
from lxml import etree
from lxml.etree import XMLSyntaxError
from markupsafe import Markup, escape

from contractkit.core.clauses.draft import Draft, DraftTable
from contractkit.core.clauses.language import Sandbox, environment
from contractkit.core.law.edition import Requirements
from contractkit.core.matter.leaves import shown
from contractkit.core.matter.matter import Matter
from contractkit.errors import RenderingError
from contractkit.rendering.context import context_of, tables_of
from contractkit.rendering.package import Properties, finish
from contractkit.rendering.tables import set_widths
from contractkit.rendering.template import Template

FAULTS: Final = (
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    XMLSyntaxError,
)
"""What a template that cannot be rendered raises."""


def render(
    draft: Draft, matter: Matter, requirements: Requirements, template: Template, properties: Properties
) -> bytes:
    """The Word file of a draft; the same input gives the same bytes.

    Raises:
        RenderingError: the template asks for something that is not there, or cannot hold the draft.
    """
    document = DocxTemplate(io.BytesIO(template.data))
    try:
        document.render(context_of(draft, matter, requirements), strict(inert), autoescape=True)
    except FAULTS as error:
        raise RenderingError(
            f"模板 {template.name} 不能成文：{error}", remedy="运行 `contractkit lint` 查看模板问题。"
        ) from error
    set_widths(document.docx.element.body, tables_of(draft), template.name)
    raw = io.BytesIO()
    document.save(raw)
    return finish(raw.getvalue(), properties)


class TemplateParts:
    """The parts of a template that hold tags, as docxtpl prepares them for Jinja and finishes them afterwards."""

    def __init__(self, template: Template) -> None:
        self._name = template.name
        self._docxtpl = DocxTemplate(io.BytesIO(template.data))
        self._docxtpl.render_init()
        self._shell = self._docxtpl.docx.element
        self.body_name = str(self._docxtpl.docx.part.partname).lstrip("/")
        self.body_source = _marked(self._docxtpl.patch_xml(self._docxtpl.get_xml()))

    def furniture(self) -> Iterator[tuple[str, str]]:
        """Headers and footers with tags: the member's name and its source for Jinja."""
        for uri in (self._docxtpl.HEADER_URI, self._docxtpl.FOOTER_URI):
            for _, part in self._docxtpl.get_headers_footers(uri):
                source = self._docxtpl.patch_xml(self._docxtpl.get_part_xml(part))
                if "{{" in source or "{%" in source:
                    yield str(part.partname).lstrip("/"), _marked(source)

    def others(self) -> Iterator[str]:
        """The text of parts that docxtpl renders in a way of its own."""
        for part in self._docxtpl.docx.part.package.parts:
            if part.content_type.endswith("footnotes+xml"):
                yield part.blob.decode("utf-8", "replace")

    def body(self, rendered: str, tables: tuple[DraftTable, ...]) -> bytes:
        """The document with a rendered body, as docxtpl and python-docx write it.

        Raises:
            RenderingError: the tables are not those of the draft.
            XMLSyntaxError: the body is no XML; docxtpl itself would drop what it cannot read.
        """
        text = self._finished(rendered)
        etree.fromstring(text)
        tree = self._docxtpl.fix_tables(text)
        self._docxtpl.docx_ids_index = 1000
        self._docxtpl.fix_docpr_ids(tree)
        set_widths(tree, tables, self._name)
        root = copy.deepcopy(self._shell)
        root.replace(root.body, tree)
        return bytes(serialize_part_xml(root))

    def part(self, rendered: str) -> bytes:
        """A rendered header or footer, likewise."""
        return bytes(serialize_part_xml(parse_xml(self._finished(rendered).encode())))  # type: ignore[arg-type]

    def _finished(self, rendered: str) -> str:
        text: str = self._docxtpl.render_xml_part("", None, {}, _Rendered(rendered))
        return text


class _Rendered:
    """Stands where docxtpl expects Jinja: what Jinja would give is there already."""

    def __init__(self, text: str) -> None:
        self._text = text

    def from_string(self, _: str) -> _Rendered:
        return self

    def render(self, _: dict[str, Any]) -> str:
        return self._text


def _marked(source: str) -> str:
    """A break before each paragraph, as docxtpl puts it there and takes it away again."""
    return source.replace("<w:p ", "\n<w:p ").replace("<w:p>", "\n<w:p>")


def strict(finalize: Callable[[object], object]) -> Sandbox:
    """The sandbox for templates, with the filters of clause texts: the audit promises both languages alike."""
    jinja = Sandbox(autoescape=True, undefined=StrictUndefined, finalize=finalize)
    jinja.filters.update(environment().filters)
    return jinja


def inert(value: object) -> object:
    """A value that can act neither as XML nor as a tag.

    Raises:
        UndefinedError: it is not there.
        TypeError: it has no written form.
    """
    if isinstance(value, Undefined):
        return str(value)  # StrictUndefined raises here, with the variable's name
    if isinstance(value, Markup):
        return value
    escaped = str(escape(shown(value))).replace("{", "&#123;").replace("}", "&#125;")
    return Markup(escaped)  # noqa: S704  escaped in the line before
