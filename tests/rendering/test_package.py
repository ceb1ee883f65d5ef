from __future__ import annotations

import io
import zipfile
from datetime import date

from docx import Document

from contractkit.rendering.package import Properties, finish

HOSTILE = '甲&乙<丙>"丁" ]]> {{ x }}'
PROPERTIES = Properties(HOSTILE, HOSTILE, date(2026, 2, 26), {'name "&<': HOSTILE, "second": ""})


def word_file() -> bytes:
    data = io.BytesIO()
    Document().save(data)
    return data.getvalue()


def without_properties() -> bytes:
    """A package that lost its properties, as some editors leave it."""
    document = Document(io.BytesIO(word_file()))
    for key, relation in list(document.part.package.rels.items()):
        if "properties" in relation.reltype:
            del document.part.package.rels[key]
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def test_properties_are_declared_where_the_template_lost_them() -> None:
    bare = without_properties()
    with zipfile.ZipFile(io.BytesIO(bare)) as package:
        assert not any(name.startswith("docProps/core") for name in package.namelist())
    data = finish(bare, PROPERTIES)
    properties = Document(io.BytesIO(data)).core_properties
    assert (properties.title, properties.author) == (HOSTILE, HOSTILE)
    relations = Document(io.BytesIO(data)).part.package.rels.values()
    parts = {relation.target_part.partname for relation in relations}
    assert {"/docProps/core.xml", "/docProps/custom.xml"} <= parts


def test_finishing_twice_declares_nothing_twice() -> None:
    once = finish(word_file(), PROPERTIES)
    twice = finish(once, PROPERTIES)
    assert twice == once
    with zipfile.ZipFile(io.BytesIO(twice)) as package:
        assert len(set(package.namelist())) == len(package.namelist())
        assert package.read("[Content_Types].xml").count(b"/docProps/custom.xml") == 1
        assert package.read("_rels/.rels").count(b"docProps/custom.xml") == 1


def test_the_package_is_the_same_on_every_system() -> None:
    with zipfile.ZipFile(io.BytesIO(finish(word_file(), PROPERTIES))) as package:
        kinds = {(i.create_system, i.external_attr, i.compress_type, i.date_time) for i in package.infolist()}
    assert kinds == {(0, 0o600 << 16, zipfile.ZIP_DEFLATED, (1980, 1, 1, 0, 0, 0))}
