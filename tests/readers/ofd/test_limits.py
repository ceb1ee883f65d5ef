"""Hostile and damaged files end in a Source or an UnreadableDocument, soon."""

from __future__ import annotations

import io
import random
import time
import zipfile

import pytest

from contractkit.core.document.tree import Source
from contractkit.errors import UnreadableDocument
from contractkit.readers.ofd import content, read_ofd
from contractkit.readers.options import ReadingOptions
from ofd_files import Ofd, document, page, text, xml

_OPTIONS = ReadingOptions()
_CONTENT = "Doc_0/Pages/Page_0/Content.xml"


def outcome(data: bytes) -> Source | UnreadableDocument:
    try:
        return read_ofd(data, _OPTIONS)
    except UnreadableDocument as error:
        return error


def ends_well(data: bytes) -> bool:
    found = outcome(data)
    return isinstance(found, Source) or bool(found.message and found.remedy)


def sample() -> bytes:
    return document(["标题", "第一条 甲方授权乙方运营公共交通客流数据。", (("资源", "频率"), ("客流", "每日"))])


def test_damaged_files_end_well() -> None:
    data = sample()
    chance = random.Random(7)  # noqa: S311 - the same files every time
    for _ in range(300):
        broken = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        assert ends_well(bytes(broken[: chance.choice([len(broken), len(broken), chance.randrange(len(broken))])]))


def test_damaged_xml_ends_well() -> None:
    with zipfile.ZipFile(io.BytesIO(sample())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(11)  # noqa: S311 - the same files every time
    for _ in range(300):
        name = chance.choice(list(parts))
        broken = bytearray(parts[name])
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(broken))
            broken[at : at + chance.choice([0, 1, 1, 5])] = chance.choice(
                [b"<", b'"', b"9", b"-", b"e308 ", b"\x00", b""]
            )
        assert ends_well(Ofd([""], parts={**parts, name: bytes(broken)}).data())


def test_a_damaged_page_among_others_withholds_a_verdict() -> None:
    made = Ofd(
        [text("第一页。", 30, 50), "", text("第三页。", 30, 50)], parts={"Doc_0/Pages/Page_1/Content.xml": "<broken"}
    )
    source = read_ofd(made.data(), _OPTIONS)
    assert [(block.text, block.location.page) for block in source.blocks] == [("第一页。", 1), ("第三页。", 3)]
    assert [(loss.what, loss.withholds) for loss in source.losses] == [("损坏的页", True)]


def test_a_damaged_document_or_template_beside_sound_ones_withholds_a_verdict() -> None:
    bodies = "".join(f"<ofd:DocBody><ofd:DocRoot>Doc_{at}/Document.xml</ofd:DocRoot></ofd:DocBody>" for at in (0, 1))
    parts = {"OFD.xml": xml("OFD", bodies), "Doc_1/Document.xml": "<broken", "Doc_0/Tpls/Tpl_0/Content.xml": "<broken"}
    source = read_ofd(Ofd([text("第一份。", 30, 50)], text("抬头", 30, 20), parts=parts).data(), _OPTIONS)
    assert [block.text for block in source.blocks] == ["第一份。"]
    assert [(loss.what, loss.count, loss.withholds) for loss in source.losses] == [("损坏的部分", 2, True)]
    assert "1 份文档、1 个页面模板已损坏" in source.losses[0].note


@pytest.mark.parametrize("name", ["OFD.xml", "Doc_0/Document.xml", _CONTENT])
def test_entities_are_refused(name: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + page("&b;")
    external = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + page("&a;")
    for part in (bomb, external):
        assert isinstance(outcome(Ofd([text("文字", 30, 50)], parts={name: part}).data()), UnreadableDocument)


def test_places_outside_of_the_package_lead_nowhere() -> None:
    document_xml = xml(
        "Document",
        '<ofd:CommonData/><ofd:Pages><ofd:Page ID="1" BaseLoc="../../../../etc/passwd"/><ofd:Page ID="2" BaseLoc="file:///etc/passwd"/></ofd:Pages>',
    )
    found = outcome(Ofd([text("文字", 30, 50)], parts={"Doc_0/Document.xml": document_xml}).data())
    assert isinstance(found, UnreadableDocument)
    assert "已损坏" in found.message


def test_zip_bombs_are_refused_before_they_are_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", bytes(17 * 1024 * 1024))
    found = outcome(stream.getvalue())
    assert isinstance(found, UnreadableDocument)
    assert "超出可读范围" in found.message


def test_all_parts_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contractkit.readers.ofd.package.MAX_TOTAL_BYTES", 3000)
    found = outcome(Ofd([text("文字", 30, 50)] * 9).data())
    assert isinstance(found, UnreadableDocument)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused() -> None:
    stream = io.BytesIO(Ofd([text("文字", 30, 50)]).data())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(_CONTENT.upper(), page(text("别的文字", 30, 50)))
    found = outcome(stream.getvalue())
    assert isinstance(found, UnreadableDocument)
    assert "同名" in found.message


def test_composite_objects_do_not_multiply(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "MAX_OBJECTS", 5000)
    units = "".join(
        f'<ofd:CompositeGraphicUnit ID="u{level}"><ofd:Content>'
        + f'<ofd:CompositeObject ID="1" Boundary="0 0 9 9" ResourceID="u{level + 1}"/>' * 10
        + "</ofd:Content></ofd:CompositeGraphicUnit>"
        for level in range(20)
    )
    itself = '<ofd:CompositeGraphicUnit ID="u20"><ofd:Content><ofd:CompositeObject ID="1" Boundary="0 0 9 9" ResourceID="u20"/></ofd:Content></ofd:CompositeGraphicUnit>'
    begun = time.monotonic()
    objects = text("正文的文字", 30, 50) + '<ofd:CompositeObject ID="2" Boundary="0 0 9 9" ResourceID="u0"/>'
    source = read_ofd(Ofd([objects], units=units + itself).data(), _OPTIONS)
    assert time.monotonic() - begun < 5
    assert [block.text for block in source.blocks] == ["正文的文字"]
    assert [(loss.what, loss.withholds) for loss in source.losses] == [("内容过多的页", True)]


def test_deep_nesting_ends_well() -> None:
    depth = 100_000
    nested = "<ofd:PageBlock>" * depth + "</ofd:PageBlock>" * depth
    source = read_ofd(Ofd([text("正文的文字", 30, 50) + nested]).data(), _OPTIONS)
    assert [block.text for block in source.blocks] == ["正文的文字"]


@pytest.mark.parametrize("place", ["1e300 -1e300 1e308 1", "nan nan nan nan", "-9e99 0 0 0", "a b c d", "1"])
def test_places_without_measure_end_well(place: str) -> None:
    objects = (
        f'<ofd:TextObject ID="1" Boundary="{place}" CTM="{place} {place}" Size="1e200" HScale="1e-200"><ofd:TextCode X="1e308" Y="-1e308" DeltaX="{place}">文字文字</ofd:TextCode></ofd:TextObject>'
        f'<ofd:PathObject ID="2" Boundary="{place}"><ofd:AbbreviatedData>M {place} L {place} L</ofd:AbbreviatedData></ofd:PathObject>'
        f'<ofd:ImageObject ID="3" Boundary="{place}" CTM="{place} {place}" ResourceID="4"/>'
    )
    assert ends_well(
        Ofd([objects], page_more=f"<ofd:Area><ofd:PhysicalBox>{place}</ofd:PhysicalBox></ofd:Area>").data()
    )
    found = outcome(Ofd([text("正文的文字", 30, 50) + objects]).data())
    assert isinstance(found, Source)
    assert "正文的文字" in "".join(block.text for block in found.blocks)


def test_a_page_of_countless_characters_is_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "MAX_CHARACTERS", 1000)
    code = f'<ofd:TextCode X="1" Y="5" DeltaX="g 99999999 5">{" " * 3_000_000}终</ofd:TextCode>'
    begun = time.monotonic()
    made = Ofd([text("正文。", 30, 50) + text("", 30, 60, codes=code), text("第二页。", 30, 50)])
    source = read_ofd(made.data(), _OPTIONS)
    assert time.monotonic() - begun < 5
    assert [block.text for block in source.blocks] == ["正文。", "第二页。"]
    assert [(loss.what, loss.count, loss.withholds) for loss in source.losses] == [("内容过多的页", 1, True)]


def test_encrypted_files_are_told() -> None:
    with pytest.raises(UnreadableDocument, match="已加密"):
        read_ofd(
            Ofd([""], parts={"Encryptions.xml": xml("Encryptions", ""), "Doc_0/Document.xml": b"\x01\x02"}).data(),
            _OPTIONS,
        )
    partly = Ofd([text("公开的一页。", 30, 50), ""], parts={"Encryptions.xml": xml("Encryptions", "")})
    assert [(loss.what, loss.withholds) for loss in read_ofd(partly.data(), _OPTIONS).losses] == [("加密部分", True)]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), bytes(1000)])
def test_what_is_no_ofd_is_unreadable(data: bytes) -> None:
    found = outcome(data)
    assert isinstance(found, UnreadableDocument)
    assert found.message
    assert found.remedy
