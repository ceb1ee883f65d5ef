"""The one strict wrapper around docxtpl: draft + template → the bytes of a .docx file.

docxtpl's own defaults lose text in silence; here a missing variable stops the render, every value is escaped (braces
too, so that nothing in a value can act as a tag), and the caller reads the result back and compares it.
"""

from __future__ import annotations

import io

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import XMLSyntaxError
from markupsafe import Markup, escape

from contractkit.core.clauses.draft import Draft
from contractkit.core.clauses.language import environment
from contractkit.core.law.edition import Requirements
from contractkit.core.matter.leaves import shown
from contractkit.core.matter.matter import Matter
from contractkit.errors import RenderingError
from contractkit.rendering.context import context_of, tables_of
from contractkit.rendering.package import Properties, finish
from contractkit.rendering.tables import set_widths
from contractkit.rendering.template import Template


def render(
    draft: Draft, matter: Matter, requirements: Requirements, template: Template, properties: Properties
) -> bytes:
    """The Word file of a draft; the same input gives the same bytes.

    Raises:
        RenderingError: the template asks for something that is not there, or cannot hold the draft.
    """
    document = DocxTemplate(io.BytesIO(template.data))
    try:
        document.render(context_of(draft, matter, requirements), _environment(), autoescape=True)
    except (
        TemplateError,
        TypeError,
        ValueError,
        ArithmeticError,
        LookupError,
        AttributeError,
        XMLSyntaxError,
    ) as error:
        raise RenderingError(
            f"模板 {template.name} 不能成文：{error}", remedy="运行 `contractkit lint` 查看模板问题。"
        ) from error
    set_widths(document.docx.element.body, tables_of(draft), template.name)
    raw = io.BytesIO()
    document.save(raw)
    return finish(raw.getvalue(), properties)


def _environment() -> ImmutableSandboxedEnvironment:
    """The sandbox for templates, with the filters of clause texts: the audit promises both languages alike."""
    jinja = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=_inert)
    jinja.filters.update(environment().filters)
    return jinja


def _inert(value: object) -> object:
    if isinstance(value, Undefined):
        return str(value)  # StrictUndefined raises here, with the variable's name
    if isinstance(value, Markup):
        return value
    escaped = str(escape(shown(value))).replace("{", "&#123;").replace("}", "&#125;")
    return Markup(escaped)  # noqa: S704  escaped in the line before
