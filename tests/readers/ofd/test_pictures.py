"""Pages without words: pictures go to text recognition, shapes are told."""

from __future__ import annotations

import importlib.util
import io

import pytest

from contractkit.errors import UnreadableDocument
from contractkit.readers.ofd import pictures, read_ofd, reader
from contractkit.readers.options import ReadingOptions
from contractkit.readers.scan.picture import Picture, ScannedLine, ScannedPage
from ofd_files import Ofd, image, text

_OPTIONS = ReadingOptions()
_WORDS = "甲方授权乙方在本市范围内运营公共交通客流数据，期限为三年，双方另有约定的除外。"
needs_ocr = pytest.mark.skipif(importlib.util.find_spec("PIL") is None, reason="the extra `ocr` is not installed")


class Reader:
    """Stands in for text recognition, which takes seconds a page; keeps what it was shown."""

    def __init__(self, confidence: float = 0.98) -> None:
        self.shown: list[Picture] = []
        self._confidence = confidence

    def recognise(self, picture: Picture) -> ScannedPage:
        self.shown.append(picture)
        line = ScannedLine(f"认出的第{len(self.shown)}页文字。", 90, 100, 300, 119, self._confidence)
        return ScannedPage(595.3, 841.9, (line,))


def png(width: int, height: int, colours: dict[tuple[int, int], tuple[int, int, int]] | None = None) -> bytes:
    """A black picture, with some dots of other colours."""
    from PIL import Image  # noqa: PLC0415 - comes with the extra

    made = Image.new("RGB", (width, height), "black")
    for at, colour in (colours or {}).items():
        made.putpixel(at, colour)
    stream = io.BytesIO()
    made.save(stream, "PNG")
    return stream.getvalue()


def outlined(count: int = 30) -> str:
    """Characters drawn as shapes."""
    shape = "M 0 0 Q 1 1 2 0 B 1 2 3 4 5 6 L 0 5 C"
    return "".join(
        f'<ofd:PathObject ID="{at}" Boundary="{30 + 5 * at % 150} 50 5 5" Fill="true" Stroke="false">'
        f"<ofd:AbbreviatedData>{shape}</ofd:AbbreviatedData></ofd:PathObject>"
        for at in range(count)
    )


def by_glyph_alone(count: int = 40) -> str:
    return (
        '<ofd:TextObject ID="5" Boundary="30 50 100 8" Font="1" Size="5">'
        f'<ofd:CGTransform CodePosition="0" CodeCount="{count}" GlyphCount="{count}"><ofd:Glyphs>1 2 3</ofd:Glyphs></ofd:CGTransform>'
        '<ofd:TextCode X="0" Y="5"> </ofd:TextCode></ofd:TextObject>'
    )


@needs_ocr
def test_a_scanned_page_is_shown_to_text_recognition() -> None:
    scan = image("9", 0, 0, 210, 297)
    shower = Reader()
    made = Ofd([scan, text(_WORDS, 30, 50, 3.0), scan], media={"9": png(827, 1169)})
    source = read_ofd(made.data(), _OPTIONS, recogniser=shower)
    assert [(block.text, block.location.page, block.confidence) for block in source.blocks] == [
        ("认出的第1页文字。", 1, 0.98),
        (_WORDS, 2, None),
        ("认出的第2页文字。", 3, 0.98),
    ]
    for picture in shower.shown:
        assert picture.width == 827
        assert picture.height == pytest.approx(1169, abs=1)
        assert picture.dpi == 100
        assert len(picture.pixels) == 3 * picture.width * picture.height
    assert [loss.what for loss in source.losses] == ["文字识别的页"]
    assert len(shower.shown) == 2


@needs_ocr
def test_pictures_are_laid_on_the_page_as_their_matrix_has_it() -> None:
    corner = png(200, 100, {(x, y): (255, 0, 0) for x in range(20) for y in range(20)})
    upright = image("9", 0, 0, 210, 148)
    flipped = '<ofd:ImageObject ID="3" Boundary="0 148 210 149" CTM="-210 0 0 -149 210 149" ResourceID="9"/>'
    shower = Reader()
    read_ofd(Ofd([upright + flipped], media={"9": corner}).data(), _OPTIONS, recogniser=shower)
    (shown,) = shower.shown

    def colour(x: float, y: float) -> tuple[int, ...]:
        at = 3 * (round(y * shown.height) * shown.width + round(x * shown.width))
        return tuple(shown.pixels[at : at + 3])

    assert colour(0.04, 0.04) == (0, 0, 255)  # blue, green, red
    assert colour(0.96, 0.96) == (0, 0, 255)
    assert colour(0.96, 0.04) == colour(0.04, 0.96) == (0, 0, 0)


@needs_ocr
def test_doubtful_recognition_withholds_a_verdict() -> None:
    made = Ofd([image("9", 0, 0, 210, 297)], media={"9": png(827, 1169)})
    source = read_ofd(made.data(), _OPTIONS, recogniser=Reader(confidence=0.5))
    assert any(loss.withholds for loss in source.losses)
    assert source.blocks[0].confidence == 0.5


@needs_ocr
@pytest.mark.parametrize("data", [b"", b"no picture", b"\x97JB2\r\n\x1a\n" + bytes(40)])
def test_a_picture_that_cannot_be_decoded_is_told(data: bytes) -> None:
    made = Ofd([image("9", 0, 0, 210, 297), text(_WORDS, 30, 50, 3.0)], media={"9": data})
    source = read_ofd(made.data(), _OPTIONS, recogniser=Reader())
    (loss,) = source.losses
    assert (loss.what, loss.withholds, loss.share) == ("无文字页", True, 0.5)


@needs_ocr
def test_a_picture_beyond_all_measure_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_PIXELS", 1000)
    made = Ofd([image("9", 0, 0, 210, 297), text(_WORDS, 30, 50, 3.0)], media={"9": png(100, 100)})
    shower = Reader()
    assert read_ofd(made.data(), _OPTIONS, recogniser=shower).losses[0].what == "无文字页"
    assert shower.shown == []


def test_without_text_recognition_the_command_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "is_available", lambda: False)
    with pytest.raises(UnreadableDocument, match="全部 1 页没有文字") as caught:
        read_ofd(Ofd([image("9", 0, 0, 210, 297)], media={"9": b"x"}).data(), _OPTIONS)
    assert "pipx inject contractkit-shuju" in caught.value.remedy
    assert caught.value.exit_code == 3


def test_pictures_within_text_are_told() -> None:
    made = Ofd([text(_WORDS, 30, 50, 3.0) + image("9", 30, 100, 100, 80)], media={"9": b"x"})
    (loss,) = read_ofd(made.data(), _OPTIONS).losses
    assert (loss.what, loss.count, loss.withholds) == ("图片", 1, False)


def test_the_layer_that_a_scanner_laid_over_its_picture_is_read_and_told() -> None:
    page = image("9", 0, 0, 210, 297) + text(_WORDS, 30, 50, 3.0, more='Fill="false"')
    source = read_ofd(Ofd([page], media={"9": b"x"}).data(), _OPTIONS)
    assert [block.text for block in source.blocks] == [_WORDS]
    assert [loss.what for loss in source.losses] == ["扫描件自带的文字层"]


@pytest.mark.parametrize(
    ("objects", "words"), [(outlined(), "转成图形轮廓"), (by_glyph_alone(), "转成图形轮廓"), ("", "没有任何内容")]
)
def test_an_ofd_without_words_is_unreadable(objects: str, words: str) -> None:
    with pytest.raises(UnreadableDocument, match=words) as caught:
        read_ofd(Ofd([objects]).data(), _OPTIONS)
    assert caught.value.remedy


def test_garbled_words_are_not_believed() -> None:
    garbled = "鴄鴅鴆鴇鴈鴉鴊鴋鴌鴍鴎鴏鴐鴑鴒鴓鴔鴕鴖鴗鴘鴙鴚鴛鴜鴝鴞鴟鴠鴡鴢鴣鴤鴥鴦鴧鴨鴩鴪鴫鴬鴭鴮鴯鴰鴱鴲鴳鴴鴵鴶鴷鴸鴹鴺鴻鴼鴽鴾鴿"
    with pytest.raises(UnreadableDocument, match="乱码") as caught:
        read_ofd(Ofd([text(garbled, 10, 50, 3.0)]).data(), _OPTIONS)
    assert "PDF" in caught.value.remedy


def test_outlined_pages_among_others_withhold_a_verdict() -> None:
    made = Ofd([text(_WORDS, 30, 50, 3.0), outlined(), text(_WORDS, 30, 50, 3.0), ""])
    source = read_ofd(made.data(), _OPTIONS)
    (loss,) = source.losses
    assert (loss.what, loss.count, loss.withholds) == ("轮廓页", 1, True)
    assert loss.share == pytest.approx(1 / 3)
    assert "第 2 页" in loss.note


def test_single_glyphs_without_characters_are_told() -> None:
    (loss,) = read_ofd(Ofd([text(_WORDS, 30, 50, 3.0) + by_glyph_alone(2)]).data(), _OPTIONS).losses
    assert (loss.what, loss.count, loss.withholds) == ("未读出的字符", 2, True)
