"""The language of a document, by the scripts it is written in.

Script shares decide: statistical detection takes 甲方 and Traditional Chinese for Korean. It is asked only for long text in
a script that several languages share.
"""

from __future__ import annotations

import re

from langdetect import DetectorFactory, LangDetectException, detect_langs

from contractkit.core.zh.folding import FOLDING
from contractkit.core.zh.normalize import to_simplified

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_KANA = re.compile("[\u3041-\u30ff]")
_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7af]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_LETTER = re.compile(r"[^\W\d_]")

UNDETERMINED = "und"
_ENOUGH_FOR_STATISTICS = 200
_SAMPLE = 20_000
# Simplified text contains a few characters that t2s changes (著, 於 in names); Traditional text contains every fifth.
_TRADITIONAL_SHARE = 0.05


def detect(text: str) -> str:
    """A BCP 47 tag: `zh-Hans`, `zh-Hant`, `ja`, `ko`, `en` …, or `und` where there are no letters.

    A Chinese text with English terms and names is Chinese: one 汉字 says as much as four latin letters.
    """
    sample = text[:_SAMPLE].translate(FOLDING)
    han, kana, hangul, latin = (len(script.findall(sample)) for script in (_HAN, _KANA, _HANGUL, _LATIN))
    letters = len(_LETTER.findall(sample))
    if not letters:
        return UNDETERMINED
    if kana > 0.1 * (han + kana):
        return "ja"
    if hangul > han:
        return "ko"
    if han * 4 >= letters - han:
        return "zh-Hant" if _traditional_share(sample, han) >= _TRADITIONAL_SHARE else "zh-Hans"
    return _other_script(sample, latin)


def _traditional_share(text: str, han: int) -> float:
    changed = sum(one != other for one, other in zip(text, to_simplified(text), strict=True))
    return changed / han


def _other_script(text: str, latin: int) -> str:
    if len(_LETTER.findall(text)) < _ENOUGH_FOR_STATISTICS:
        return "en" if latin else UNDETERMINED
    # The library draws random samples; its seed is process-wide by design.
    DetectorFactory.seed = 0
    try:
        found = str(detect_langs(text)[0].lang)
    except LangDetectException:
        return UNDETERMINED
    return UNDETERMINED if found.startswith(("zh", "ko", "ja")) else found
