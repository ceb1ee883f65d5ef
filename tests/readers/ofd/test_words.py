from __future__ import annotations

import pytest

from contractkit.core.document.tree import BlockKind, Source
from contractkit.readers.ofd import read_ofd
from contractkit.readers.options import ReadingOptions
from ofd_files import Ofd, document, page, stroke, text, text_code, xml

_OPTIONS = ReadingOptions()
_CONTENT = (
    "公共交通数据授权运营协议",
    "甲方：临江市数据局",
    "乙方：临江数据运营有限公司",
    "第一条 授权范围",
    (
        "甲方授权乙方运营公共交通客流、公交线路站点两类数据资源，运营活动限于数据治理、产品开发和面向市场提供服务，"
        "具体清单见附件一；清单以外的数据，乙方不得以任何方式采集、留存或者对外提供。"
    ),
    (("资源名称", "更新频率", "提供方式"), ("公共交通客流", "每日", "接口"), ("公交线路站点", "每季度", "文件")),
    "第二条 授权期限",
    (
        "授权期限为三年，自2026年5月1日起至2029年4月30日止。期限届满前六个月，乙方可以书面申请续期，"
        "是否续期由甲方按照规定的程序重新确定运营机构后决定。"
    ),
    *(
        f"第{number}条 双方按照本协议附件的约定履行各自的义务，未尽事宜由双方协商后另行签订补充协议，"
        "补充协议与本协议具有同等效力。"
        for number in "三四五六七八九十"
    ),
    "（以下无正文）",
)


def read(*pages: str, **more: str) -> Source:
    return read_ofd(Ofd(pages, **more).data(), _OPTIONS)  # type: ignore[arg-type]  # all of them are strings here


def texts(source: Source) -> list[str]:
    return [block.text for block in source.blocks]


def without_spaces(parts: list[str]) -> list[str]:
    return ["".join(part.split()) for part in parts]


def test_a_whole_document_comes_back_paragraph_by_paragraph() -> None:
    source = read_ofd(document(_CONTENT, header="临江市公共数据授权运营文件"), _OPTIONS)
    expected = [
        line for item in _CONTENT for line in ([item] if isinstance(item, str) else [" | ".join(row) for row in item])
    ]
    assert without_spaces(texts(source)) == without_spaces(expected)
    assert source.format == "ofd"
    assert source.furniture == ("临江市公共数据授权运营文件", "— 1 —")
    assert source.losses == ()
    rows = [block for block in source.blocks if block.kind is BlockKind.ROW]
    assert [row.cells for row in rows] == list(_CONTENT[5])
    assert [(row.location.table, row.location.row) for row in rows] == [(1, 1), (1, 2), (1, 3)]
    assert source.blocks[0].location.page == 1
    assert source.blocks[-1].location.page == 2


def test_a_text_of_one_object_for_each_character() -> None:
    words = "授权期限为三年，自签订之日起计算。"
    objects = "".join(text(one, 30 + 5.0 * at, 50, 5.0) for at, one in enumerate(words))
    assert texts(read(objects)) == [words]


@pytest.mark.parametrize(
    "delta", ["g 3 5", "5 5 5", "g 2 5 5", "5", "", "g 1000000000 5", "g 3", "abc", "nan inf -inf"]
)
def test_distances_in_every_form(delta: str) -> None:
    code = f'<ofd:TextCode X="0" Y="5" DeltaX="{delta}">授权期限</ofd:TextCode>'
    assert texts(read(text("", 30, 50, 5.0, codes=code))) == ["授权期限"]


def test_several_codes_in_one_object() -> None:
    codes = (
        text_code("第一条", 5.0)
        + text_code("授权范围；", 5.0, x=20.0)
        + '<ofd:TextCode X="0" Y="15">另一行。</ofd:TextCode>'
    )
    assert texts(read(text("", 30, 50, 5.0, codes=codes))) == ["第一条 授权范围；", "另一行。"]


def test_a_code_that_the_producer_set_in_lines() -> None:
    code = '<ofd:TextCode X="0" Y="5" DeltaX="g 3 5">\n              授权期限\n      </ofd:TextCode>'
    assert texts(read(text("", 30, 50, 5.0, codes=code))) == ["授权期限"]


def test_letters_and_digits_are_parted_where_a_gap_is() -> None:
    assert texts(read(text("本协议有效期至2029年4月30日，编号 LJ-2026 号。", 30, 50))) == [
        "本协议有效期至2029年4月30日，编号 LJ-2026 号。"
    ]


def test_matrix_scale_and_composite_objects() -> None:
    scaled = '<ofd:TextObject ID="7" Boundary="30 40 90 9" CTM="5 0 0 5 0 0" Font="1" Size="1">'
    scaled += '<ofd:TextCode X="0" Y="1" DeltaX="g 6 1">缩放后的文字。</ofd:TextCode></ofd:TextObject>'
    unit = (
        '<ofd:CompositeGraphicUnit ID="50" Width="100" Height="20"><ofd:Content ID="51">'
        + text("组合对象里的文字。", 0, 10, 10.0)
        + "</ofd:Content></ofd:CompositeGraphicUnit>"
    )
    placed = '<ofd:CompositeObject ID="8" Boundary="30 70 60 20" CTM="0.5 0 0 0.5 0 0" ResourceID="50"/>'
    block = f'<ofd:PageBlock ID="9">{text("块里的文字。", 30, 100)}</ofd:PageBlock>'
    assert texts(read(scaled + placed + block, units=unit)) == ["缩放后的文字。", "组合对象里的文字。", "块里的文字。"]


def test_a_page_set_sideways_is_read_along_its_lines() -> None:
    turned = "".join(
        f'<ofd:TextObject ID="{at}" Boundary="{150 - 10 * at} 40 6 100" CTM="0 1 -1 0 5 0" Font="1" Size="5">'
        f'<ofd:TextCode X="0" Y="0" DeltaX="g 5 5">{words}</ofd:TextCode></ofd:TextObject>'
        for at, words in enumerate(("第一行的文字", "第二行的文字"))
    )
    assert "".join(texts(read(turned))) == "第一行的文字第二行的文字"


def test_vertical_words_in_a_table_cell_stay_together() -> None:
    frame = "".join(
        stroke(*line)
        for line in (
            (30, 40, 130, 40),
            (30, 80, 130, 80),
            (30, 40, 30, 80),
            (45, 40, 45, 80),
            (130, 40, 130, 80),
            (45, 60, 130, 60),
        )
    )
    side = '<ofd:TextObject ID="5" Boundary="35 45 6 30" Font="1" Size="5"><ofd:TextCode X="0" Y="5" DeltaY="g 2 6">购买方</ofd:TextCode></ofd:TextObject>'
    words = text("名称：临江数据运营有限公司", 50, 52) + text("税号：略", 50, 72)
    assert {cell for block in read(frame + side + words).blocks for cell in block.cells if cell} == {
        "购买方",
        "名称：临江数据运营有限公司",
        "税号：略",
    }


def test_words_that_are_not_drawn_do_not_count_and_are_told() -> None:
    objects = (
        text("公开的文字", 30, 50)
        + text("看不见的文字", 30, 60, more='Visible="false"')
        + text("透明的文字", 30, 70, more='Alpha="0"')
        + text("不填充的文字", 30, 80, more='Fill="false"')
        + text("页面以外的文字", 30, 400)
    )
    source = read(objects)
    assert texts(source) == ["公开的文字"]
    (loss,) = source.losses
    assert loss.what == "隐藏文字"
    assert set(loss.words) == {"看不见的文字", "透明的文字", "不填充的文字", "页面以外的文字"}


def test_a_slanted_watermark_is_no_text() -> None:
    mark = '<ofd:TextObject ID="5" Boundary="60 100 90 90" CTM="0.7 -0.7 0.7 0.7 0 60" Font="1" Size="12"><ofd:TextCode X="0" Y="12" DeltaX="g 3 12">内部资料</ofd:TextCode></ofd:TextObject>'
    source = read(text("正文的文字", 30, 50) + mark, template=mark)
    assert texts(source) == ["正文的文字"]
    assert [(loss.what, loss.words) for loss in source.losses] == [("水印", ("内部资料",))]


def test_the_documents_of_a_package_follow_each_other() -> None:
    second = {
        "Doc_1/Document.xml": xml(
            "Document",
            '<ofd:CommonData><ofd:MaxUnitID>9</ofd:MaxUnitID></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="/Doc_1/Content.xml"/></ofd:Pages>',
        ),
        "Doc_1/Content.xml": page(text("第二份文件", 30, 50)),
        "OFD.xml": xml(
            "OFD",
            "<ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody><ofd:DocBody><ofd:DocRoot>Doc_1\\document.xml</ofd:DocRoot></ofd:DocBody>",
        ),
    }
    source = read_ofd(Ofd([text("第一份文件", 30, 50)], parts=second).data(), _OPTIONS)
    assert [(block.text, block.location.page) for block in source.blocks] == [("第一份文件", 1), ("第二份文件", 2)]


def test_a_producer_that_writes_gbk_and_another_namespace() -> None:
    content = page(text("国标编码的文字", 30, 50)).replace("UTF-8", "GB2312").replace("2016", "2011").encode("gb18030")
    source = read_ofd(Ofd([""], parts={"Doc_0/Pages/Page_0/Content.xml": content}).data(), _OPTIONS)
    assert texts(source) == ["国标编码的文字"]


def test_what_stands_beside_the_pages_is_told() -> None:
    parts = {
        "Doc_0/Annots/Annotations.xml": xml(
            "Annotations", '<ofd:Page PageID="10"><ofd:FileLoc>Annot_0.xml</ofd:FileLoc></ofd:Page>'
        ),
        "Doc_0/Annots/Annot_0.xml": xml(
            "PageAnnot",
            '<ofd:Annot ID="1" Type="Highlight"><ofd:Remark>此处请核对</ofd:Remark></ofd:Annot>'
            f'<ofd:Annot ID="2" Type="Path"><ofd:Appearance Boundary="0 0 9 9">{text("打字机写的字", 0, 5)}</ofd:Appearance></ofd:Annot>'
            f'<ofd:Annot ID="3" Type="Watermark"><ofd:Appearance>{text("仅供审阅", 0, 5)}</ofd:Appearance></ofd:Annot>'
            '<ofd:Annot ID="4" Type="Link"/>',
        ),
        "Doc_0/Attachs/Attachments.xml": xml("Attachments", '<ofd:Attachment ID="1" Name="附件一.xlsx"/>'),
        "Doc_0/Signs/Signatures.xml": xml(
            "Signatures", '<ofd:Signature ID="1" Type="Seal" BaseLoc="Sign_0/Signature.xml"/>'
        ),
        "Doc_0/Signs/Sign_0/Signature.xml": xml(
            "Signature", '<ofd:SignedInfo><ofd:StampAnnot ID="1" PageRef="11" Boundary="1 1 40 40"/></ofd:SignedInfo>'
        ),
    }
    made = Ofd(
        [text("正文的文字。", 30, 50), text("盖章页", 30, 50)],
        document_more="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations><ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>",
        body_more='<ofd:Versions><ofd:Version ID="1"/><ofd:Version ID="2"/></ofd:Versions><ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>',
        parts=parts,
    )
    source = read_ofd(made.data(), _OPTIONS)
    assert texts(source) == ["正文的文字。", "盖章页"]
    found = {loss.what: loss for loss in source.losses}
    assert found["批注"].words == ("此处请核对", "打字机写的字")
    assert found["水印"].words == ("仅供审阅",)
    assert found["嵌入文件"].words == ("附件一.xlsx",)
    assert "第 2 页" in found["电子签章"].note
    assert found["历史版本"].count == 1
    assert not any(loss.withholds for loss in source.losses)
