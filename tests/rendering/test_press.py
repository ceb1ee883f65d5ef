"""The press gives part by part what docxtpl gives, whatever was made before."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from docx import Document
from hypothesis import given, settings

from contractkit.core.clauses.assembly import assemble
from contractkit.core.clauses.clause import Catalog
from contractkit.core.clauses.draft import Draft
from contractkit.core.clauses.memory import Memory
from contractkit.core.law.edition import Requirements
from contractkit.core.law.registry import Registry
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.matter import Matter
from contractkit.errors import RenderingError
from contractkit.library import assets
from contractkit.library.clauses import load_catalog
from contractkit.library.law import load_registry
from contractkit.library.matter import LoadedMatter, load_matter
from contractkit.rendering.package import Properties
from contractkit.rendering.press import Press
from contractkit.rendering.template import Template, load_template
from contractkit.rendering.word import render
from strategies import SAMPLES, matters, put, sample

PROPERTIES = Properties("标题 & <甲>", "青原市交通运输局", date(2026, 2, 26), {"contractkit.edition": "nda-2025"})


@cache
def materials() -> tuple[Catalog, Registry, dict[Kind, Press]]:
    presses = {kind: Press(load_template(assets.templates_folder(), kind)) for kind in Kind}
    return load_catalog(assets.clauses_folder()), load_registry(), presses


def parts(data: bytes) -> dict[str, bytes]:
    """Every member, each with its checksum proved."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def agree(draft: Draft, matter: Matter, requirements: Requirements, press: Press, template: Template) -> None:
    theirs = parts(render(draft, matter, requirements, template, PROPERTIES))
    for _ in range(2):  # the second time from what was kept
        ours = parts(press.render(draft, matter, requirements, PROPERTIES))
        assert list(ours) == list(theirs)
        assert [name for name in theirs if ours[name] != theirs[name]] == []


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("name", ["traffic.yaml", "medical.yaml"])
def test_the_samples_come_out_as_docxtpl_makes_them(name: str, kind: Kind) -> None:
    catalog, registry, presses = materials()
    loaded = load_matter(SAMPLES / name, registry)
    draft = assemble(loaded.matter, catalog, loaded.requirements, kind)
    template = load_template(assets.templates_folder(), kind)
    agree(draft, loaded.matter, loaded.requirements, presses[kind], template)


MEMORY = Memory()


@given(matter=matters(any_position=True))
@settings(max_examples=12, deadline=None)
def test_any_matter_comes_out_as_docxtpl_makes_it_and_as_it_is_assembled_alone(matter: Matter) -> None:
    catalog, registry, presses = materials()
    requirements = registry.requirements(registry.default(date.max).id)
    for kind in Kind:
        draft = assemble(matter, catalog, requirements, kind, MEMORY)
        assert draft == assemble(matter, catalog, requirements, kind)
        agree(draft, matter, requirements, presses[kind], load_template(assets.templates_folder(), kind))


def test_bytes_do_not_depend_on_what_was_made_before(draft: Draft, loaded: LoadedMatter) -> None:
    template = load_template(assets.templates_folder(), draft.kind)
    used, fresh = Press(template), Press(template)
    odd = replace(draft, title="标\u0085题")
    for other in (odd, replace(draft, title="另一个标题"), replace(draft, blocks=draft.blocks[::-1]), draft):
        used.render(other, loaded.matter, loaded.requirements, PROPERTIES)
    assert used.render(draft, loaded.matter, loaded.requirements, PROPERTIES) == fresh.render(
        draft, loaded.matter, loaded.requirements, PROPERTIES
    )
    first = Press(template).render(odd, loaded.matter, loaded.requirements, PROPERTIES)
    assert used.render(odd, loaded.matter, loaded.requirements, PROPERTIES) == first


def test_only_what_differs_is_rendered_again(
    draft: Draft, loaded: LoadedMatter, monkeypatch: pytest.MonkeyPatch
) -> None:
    press = Press(load_template(assets.templates_folder(), draft.kind))
    press.render(draft, loaded.matter, loaded.requirements, PROPERTIES)

    def refuse(*_: object) -> bytes:
        raise AssertionError("docxtpl was asked again")

    monkeypatch.setattr("contractkit.rendering.press.render", refuse)
    monkeypatch.setattr("contractkit.rendering.word.TemplateParts.body", refuse)
    other = replace(
        draft,
        title=draft.title.replace("青原", "青山"),
        blocks=tuple(replace(b, text=b.text and f"{b.text}甲") for b in draft.blocks),
    )
    data = press.render(other, loaded.matter, loaded.requirements, PROPERTIES)
    assert "青山" in parts(data)["word/document.xml"].decode()


def edited(template: Template, change: Callable[[bytes], bytes]) -> Template:
    """The template with its document changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template.data)) as source, zipfile.ZipFile(target, "w") as package:
        for info in source.infolist():
            content = source.read(info)
            package.writestr(info, change(content) if info.filename == "word/document.xml" else content)
    return replace(template, data=target.getvalue())


UNUSUAL = {
    "a value in an attribute": "<w:p><w:pPr><w:jc w:val=\"{{ 'center' if title else 'left' }}\"/></w:pPr></w:p>",
    "a filter block": "<w:p><w:r><w:t>{% filter upper %}{{ title }}a{% endfilter %}</w:t></w:r></w:p>",
    "a variable": "<w:p><w:r><w:t>{% set x = title %}{{ x }}　{{ x | length }}</w:t></w:r></w:p>",
    "a loop that counts": "<w:p><w:r><w:t>{%p for e in contents %}</w:t></w:r></w:p><w:p><w:r><w:t>{{ loop.index }}{{ e }}</w:t></w:r>"
    "</w:p><w:p><w:r><w:t>{%p endfor %}</w:t></w:r></w:p>",
    "a loop that looks outside": "<w:p><w:r><w:t>{%p for e in contents %}</w:t></w:r></w:p><w:p><w:r><w:t>{{ title }}{{ e }}</w:t>"
    "</w:r></w:p><w:p><w:r><w:t>{%p endfor %}</w:t></w:r></w:p>",
    "a loop in a line": "<w:p><w:r><w:t>{% for e in contents %}{{ e }}、{% endfor %}</w:t></w:r></w:p>",
    "a condition on a text": "<w:p><w:r><w:t>{%p for b in blocks %}</w:t></w:r></w:p><w:p><w:r><w:t>{% if b.text | length > 30 %}长"
    "{% else %}短{% endif %}{{ b.number }}</w:t></w:r></w:p><w:p><w:r><w:t>{%p endfor %}</w:t></w:r></w:p>",
    "a condition on a clause": "<w:p><w:r><w:t>{%p for b in blocks %}</w:t></w:r></w:p><w:p><w:r><w:t>{% if b.clause %}条{% endif %}"
    "{{ b.number }}</w:t></w:r></w:p><w:p><w:r><w:t>{%p endfor %}</w:t></w:r></w:p>",
}


@pytest.mark.parametrize("what", list(UNUSUAL))
def test_an_unusual_template_comes_out_as_docxtpl_makes_it(what: str, draft: Draft, loaded: LoadedMatter) -> None:
    template = load_template(assets.templates_folder(), draft.kind)
    begin = b"<w:body>"
    changed = edited(template, lambda content: content.replace(begin, begin + UNUSUAL[what].encode(), 1))
    press = Press(changed)
    for title in (draft.title, "另一个标题", "很长很长的" * 9 + "标题"):
        agree(replace(draft, title=title), loaded.matter, loaded.requirements, press, changed)


def test_what_a_template_lacks_is_told_as_docxtpl_tells_it(draft: Draft, loaded: LoadedMatter) -> None:
    template = load_template(assets.templates_folder(), draft.kind)
    document = Document(io.BytesIO(template.data))
    document.add_paragraph("{{ parties.operator.nickname }}")
    data = io.BytesIO()
    document.save(data)
    press = Press(replace(template, data=data.getvalue()))
    with pytest.raises(RenderingError, match="nickname"):
        press.render(draft, loaded.matter, loaded.requirements, PROPERTIES)


def test_a_condition_follows_each_matter() -> None:
    """The mail address stands in the agreement only where there is one."""
    catalog, registry, presses = materials()
    data = sample()
    requirements = registry.requirements(registry.default(date.max).id)
    template = load_template(assets.templates_folder(), Kind.AGREEMENT)
    for value in ("a@b.example", "-", "c@d.example"):
        put(data, "parties.operator.contact.email", value)
        matter = Matter.model_validate(data)
        draft = assemble(matter, catalog, requirements, Kind.AGREEMENT, MEMORY)
        agree(draft, matter, requirements, presses[Kind.AGREEMENT], template)
