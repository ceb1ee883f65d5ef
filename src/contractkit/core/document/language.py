"""The language of a document, by the scripts it is written in.

Script shares decide: statistical detection takes 甲方 and Traditional Chinese for Korean. It is asked only for long text in
a script that several languages share, and only then loaded.
"""

from __future__ import annotations

import re

from contractkit.core.zh.folding import FOLDING
from contractkit.core.zh.normalize import to_simplified

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff]")
_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7af]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_LETTER = re.compile(r"[^\W\d_]")

UNDETERMINED = "und"
_ENOUGH_FOR_STATISTICS = 200
# Slices from all over the text: a contract in two languages may give one after the other.
_SLICES = 10
_SLICE = 2_000
# One 汉字 says as much as four latin letters; an English version beside the Chinese one has some 3.5 letters for each.
_LETTERS_PER_HAN = 4
# A few words may be a foreign company's name and little else (甲方：Acme Data Co., Ltd.).
_LETTERS_PER_HAN_IN_A_LINE = 12
# Simplified text contains a few characters that t2s changes (著, 於 in names); Traditional text contains every fifth.
_TRADITIONAL_SHARE = 0.05
# Japanese prose has every second character in kana, Korean every fourth or more in hangul, whatever they borrow; names
# in Chinese text make up less.
_KANA_SHARE = 0.1
_HANGUL_SHARE = 0.2
# Japanese headings may have next to no kana: then the forms tell that neither simplified nor Traditional Chinese writes.
_JAPANESE_FORMS = re.compile(
    "[円価払拠図広転読対帯巣検険権観歓駅沢訳釈銭労営栄蛍単戦弾桜厳獣従縦渋摂壊懐剣験斉剤済歳気発経続絵総緑縄聴"
    "薬覚譲賛酔醸鉄鉱録隠雑霊頼顕駆騒黙齢悪亜圧囲壱応殻楽勧関犠拡]"
)
_FORMS_BESIDE_KANA = 0.02
_FORMS_ALONE = 0.05
_FEWEST_FORMS = 2


def detect(text: str) -> str:
    """A BCP 47 tag: `zh-Hans`, `zh-Hant`, `ja`, `ko`, `en` …, or `und` where there are no letters.

    A Chinese text with English terms, names and a translation beside it is Chinese.
    """
    sample = _sample(text).translate(FOLDING)
    han, kana, hangul, latin = (len(script.findall(sample)) for script in (_HAN, _KANA, _HANGUL, _LATIN))
    letters = len(_LETTER.findall(sample))
    if not letters:
        return UNDETERMINED
    if _is_japanese(sample, han, kana):
        return "ja"
    if hangul > _HANGUL_SHARE * (han + hangul):
        return "ko"
    ratio = _LETTERS_PER_HAN if letters >= _ENOUGH_FOR_STATISTICS else _LETTERS_PER_HAN_IN_A_LINE
    if han * ratio >= letters - han:
        return "zh-Hant" if _traditional_share(sample, han) >= _TRADITIONAL_SHARE else "zh-Hans"
    return _other_script(sample, latin)


def _sample(text: str) -> str:
    if len(text) <= _SLICES * _SLICE:
        return text
    step = (len(text) - _SLICE) // (_SLICES - 1)
    return " ".join(text[at : at + _SLICE] for at in range(0, _SLICES * step, step))


def _is_japanese(text: str, han: int, kana: int) -> bool:
    if kana > _KANA_SHARE * (han + kana):
        return True
    forms = len(_JAPANESE_FORMS.findall(text))
    return forms >= max(_FEWEST_FORMS, (_FORMS_BESIDE_KANA if kana else _FORMS_ALONE) * (han + kana))


def _traditional_share(text: str, han: int) -> float:
    changed = sum(one != other for one, other in zip(text, to_simplified(text), strict=True))
    return changed / han


def _other_script(text: str, latin: int) -> str:
    if len(_LETTER.findall(text)) < _ENOUGH_FOR_STATISTICS:
        return "en" if latin else UNDETERMINED
    found = _statistical(text)
    return UNDETERMINED if found.startswith(("zh", "ko", "ja")) else found


def _statistical(text: str) -> str:
    """The guess of langdetect, whose profiles take a second to load."""
    from langdetect import DetectorFactory, LangDetectException, detect_langs  # noqa: PLC0415 - see above

    # The library draws random samples; its seed is process-wide by design.
    DetectorFactory.seed = 0
    try:
        return str(detect_langs(text)[0].lang)
    except LangDetectException:
        return UNDETERMINED
