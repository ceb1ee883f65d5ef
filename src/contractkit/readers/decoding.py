"""Bytes of a text file to its characters, and what of them could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contractkit.core.document.tree import Loss
from contractkit.errors import UnreadableDocument
from contractkit.readers.opening import MARKS

# Legacy encodings decode almost any bytes to something; these come up in every real text.
_FREQUENT = frozenset(
    "的一是不了在有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日"
    "那社义事平形相全表间样与关各重新线内数正心反你明看原又利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已"
    "通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别角期根论运农指几九区"
    "强放决西被干做必战先回则任取据处权授议甲乙丙协约款项附则双签订违责任保密安全终止争议应当依照规定服务费用单位负责范围限"
    "這個們來時會對發後過說產種經進電裡實現兩體機當點從業應開還間樣與關線數內質氣條沒結問無軍運變論題黨員總設長頭資邊統較將組見計別"
    "權議項約雙簽責據處決則圖級號訂違範圍務費單負爭協區強戰農幾給術極報場門車書東風馬龍縣鄉華廣營"
    "营据签署盖章价款息域库网络台技术标准监督考核评估退益配支付识产除更让担赔偿损失仲裁诉讼住所代局司省县合同书案清草稿正"
)
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_GB_2312 = re.compile(rb"(?:[\x00-\x7f]|[\xa1-\xa9\xb0-\xf7][\xa1-\xfe])*")
_STRANGE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ufffd\ue000-\uf8ff]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
_SAMPLE = 200_000
_SHORT = 16
_FOREIGN = 0.3  # likelihood of UTF-8 in letters other than ASCII and 汉字
_REMEDY = "请用原软件打开，另存为 UTF-8 编码的文本文件，或者直接提供 Word 文件。"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a text.

    Attributes:
        text: without control characters and byte order mark; U+FFFD stands for each stretch that did not decode.
        encoding: as Python names it.
        controls: number of control characters that were taken out.
        damaged: number of stretches that did not decode.
    """

    text: str
    encoding: str
    controls: int = 0
    damaged: int = 0

    @property
    def losses(self) -> tuple[Loss, ...]:
        """What was taken out or not decoded, said aloud."""
        damaged = Loss(
            "无法解码的文字",
            self.damaged,
            "文件里有些字节不是文字，可能已经损坏或没有下载完整，该处文字没有读取。",
            withholds=True,
            share=min(1.0, self.damaged / max(len(self.text), 1)),
        )
        controls = Loss("控制字符", self.controls, "文件里夹有不显示的控制字符，已经略去，前后文字照常读取。")
        return tuple(loss for loss in (damaged, controls) if loss.count)


def decode(data: bytes, declared: str = "") -> Decoded:
    """The characters of `data`: UTF-8, UTF-16, GB18030 or Big5, whichever fits.

    Args:
        data: the file.
        declared: encoding that the file says it has; believed where it fits.

    Raises:
        UnreadableDocument: none fits, or there are no words.
    """
    text, encoding, damaged = _decoded(data, declared)
    clean, controls = _CONTROLS.subn("", text)
    if not clean.strip("\ufeff\u200b\ufffd \t\r\n\x0b\x0c\x85\u00a0\u3000"):
        raise UnreadableDocument("文件里没有文字。", remedy="请确认交来的是否为完整的文件。")
    return Decoded(clean, encoding, controls, damaged)


def likeness(text: str) -> float:
    """How much the 汉字 of a text are those that real texts have, 0 to 1; 0 without any."""
    han = _HAN.findall(text[:_SAMPLE])
    return sum(character in _FREQUENT for character in han) / len(han) if han else 0.0


def _decoded(data: bytes, declared: str) -> tuple[str, str, int]:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _marked(data, len(mark), encoding)
    candidates = list(_candidates(data, declared))
    if candidates:
        # The first of the best: the order is that of likelihood.
        return (*max(candidates, key=lambda one: _score(*one)), 0)
    damaged = _with_gaps(data, dict.fromkeys((*_trusted(declared), "utf-8", "gb18030")))
    if damaged is None:
        raise UnreadableDocument("认不出这个文本文件的编码，内容没有读取。", remedy=_REMEDY)
    return damaged


def _marked(data: bytes, mark: int, encoding: str) -> tuple[str, str, int]:
    """A text whose byte order mark says what it is; one with the mark of another encoding is told, not guessed."""
    try:
        return data[mark:].decode(encoding), encoding, 0
    except UnicodeDecodeError as error:
        damaged = _with_gaps(data[mark:], [encoding])
        if damaged is not None:
            return damaged
        message = f"文件自称是 {encoding.upper()} 编码，但第 {mark + error.start + 1} 个字节不是，内容没有读取。"
        raise UnreadableDocument(message, remedy=_REMEDY) from error


def _candidates(data: bytes, declared: str) -> Iterator[tuple[str, str]]:
    named = _trusted(declared)
    # A word or two in UTF-16 without a mark and without a zero byte cannot be told from anything else.
    can_be_wide = len(data) % 2 == 0 and (b"\0" in data or len(data) >= _SHORT)
    wide = ("utf-16-le", "utf-16-be") if can_be_wide else ()
    narrow = ("utf-8", "gb18030", "big5hkscs")
    encodings = (*wide, *narrow) if b"\0" in data else (*narrow, *wide, "cp1252")
    for encoding in dict.fromkeys((*named, *encodings)):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_plausible(text, encoding):
            yield text, encoding
            # Nothing but UTF-8 decodes to 汉字 as such by chance; two letters of GB 18030 may look like one of Latin's.
            if encoding in named or (encoding == "utf-8" and (text.isascii() or _HAN.search(text))):
                return


def _trusted(declared: str) -> tuple[str, ...]:
    """The declared encoding where it says something: latin ones are declared by programs that know no other."""
    name = declared.strip().lower()
    if name in {"gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936", "gb18030", "hz-gb-2312"}:
        return ("gb18030",)
    if name in {"big5", "big5-hkscs", "x-x-big5", "cp950"}:
        return ("big5hkscs",)
    return (name,) if name in {"utf-8", "shift_jis", "euc-jp", "euc-kr"} else ()


def _is_plausible(text: str, encoding: str) -> bool:
    sample = text[:_SAMPLE]
    if encoding == "utf-8" and not sample.isascii():
        # No accident, whatever else stands between; but a program's code may hold a few such letters.
        return len(_CONTROLS.findall(sample)) * 3 <= len(sample)
    if len(_STRANGE.findall(sample)) * 100 > len(sample):
        return False
    if encoding == "cp1252":
        return sum(character.isascii() for character in sample) * 10 > len(sample) * 9
    if encoding in {"utf-8", "shift_jis", "euc-jp", "euc-kr"}:
        return True
    if not _HAN.search(sample):
        return not encoding.startswith("utf-16") or sum(map(str.isascii, sample)) * 2 > len(sample)
    return likeness(sample) * 8 >= 1 or (encoding == "gb18030" and is_ordinary(sample))


def is_ordinary(text: str) -> bool:
    """Whether a text keeps to the characters of GB 2312, the common part of GB 18030."""
    return bool(_GB_2312.fullmatch(text.encode("gb18030", "replace")))


def _score(text: str, encoding: str) -> float:
    """How likely a text is: by its frequent 汉字 among the letters of all scripts; without any 汉字, by its ASCII."""
    sample = text[:_SAMPLE]
    if han := len(_HAN.findall(sample)):
        foreign = sum(character.isalpha() and not character.isascii() for character in sample)
        return 1.0 if encoding == "utf-8" else likeness(sample) * han / max(foreign, han)
    if encoding == "utf-8":
        return 1.0 if sample.isascii() else _FOREIGN
    return sum(character.isascii() for character in sample) / max(len(sample), 1)


def _with_gaps(data: bytes, encodings: Iterable[str]) -> tuple[str, str, int] | None:
    """A text of which at most one stretch in a hundred does not decode; None where there are more."""
    for encoding in encodings:
        text = data.decode(encoding, "replace")
        gaps = text.count("\ufffd")
        if gaps * 100 <= len(text) + 100 and len(text) > 20 and _is_plausible(text.replace("\ufffd", ""), encoding):
            return text, encoding, gaps
    return None
