"""The character tables of clean text: one code point in, one code point out, or gone, or (`EXPANSIONS`) several out.

Every entry of `FOLDING` keeps the length, so offsets stay exact; what has to go is folded to `GONE` first. Circled and
parenthesised numbers, 〔〕 and ［］ keep their form because they carry meaning (numbering, document numbers, blanks).
Private-use characters stay: what they look like only their font knows.
"""

# ruff: noqa: RUF001 - look-alikes are what this table is about

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

GONE = "\ufeff"

# Unicode gives these radicals no decomposition; PDF text layers use them in place of the 汉字 they look like.
_RADICALS = dict(
    zip(
        "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乛乚乙亻冂几刀刂卜㔾小小兀尣尢尣巳幺彑彐忄㣺扌攵旡日月歺母民氵氺灬爫爫丬牛犭王疋目示礻竹糹纟罓罒㓁㓁网羊羊羊耂肀聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)

_PUNCTUATION = dict(
    zip(
        "﹐﹑﹒﹔﹕﹖﹗﹙﹚﹛﹜﹝﹞﹟﹠﹡﹢﹣﹤﹥﹦﹨﹩﹪﹫︐︑︒︓︔︕︖︙︰︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄｡､･｢｣",
        "，、.；：？！（）{}〔〕#&*+-<>=\\$%@，、。：；！？…：（）{}〔〕【】《》〈〉“”‘’。、·“”",
        strict=True,
    )
)

_VARIANTS = {
    **dict.fromkeys("―─━﹘﹣︱︲⸺⸻", "—"),
    **dict.fromkeys("–‐‑‒−－﹣⁃", "-"),
    **dict.fromkeys("〜∼～˜", "~"),
    **dict.fromkeys("•‧・∙⋅●", "·"),
    **dict.fromkeys("「〝", "“"),
    **dict.fromkeys("」〞〟", "”"),
    "『": "‘",
    "』": "’",
    "￥": "¥",
    "∶": ":",
    "﹦": "=",
    "╱": "/",
    "∕": "/",
    "⁄": "/",
    "ː": ":",
    "꞉": ":",
    **dict.fromkeys("㇐ㄧ", "一"),
    "㇑": "丨",
    "㇒": "丿",
    "㇓": "丿",
    "㇠": "乙",
    "〸": "十",
    "〹": "廿",
    "卄": "廿",
    "〺": "卅",
    **dict.fromkeys("\u2800\u3164\uffa0\u115f\u1160", " "),
}

# Full-width forms that are Chinese punctuation and stay as they are.
_STAYING = frozenset("！（），：；？［］～－｟｠")

_GONE_CHARACTERS = (
    *range(0x09),
    *range(0x0E, 0x1C),
    *range(0x7F, 0x85),
    *range(0x86, 0xA0),
    0xAD,
    0x034F,
    0x061C,
    *range(0x180B, 0x1810),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
    0xFEFF,
    *range(0xFFF9, 0xFFFD),
    0xFFFE,
    0xFFFF,
    *range(0xE0000, 0xE0080),
    *range(0xE0100, 0xE01F0),
)


def _full_width() -> dict[int, str]:
    """Full-width letters, digits and signs, without the punctuation that Chinese text really uses."""
    return {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _STAYING}


def _compatibility_ideographs() -> dict[int, str]:
    """Kangxi radicals and compatibility ideographs, where Unicode names one equivalent 汉字."""
    ranges = (range(0x2F00, 0x2FD6), range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))
    forms = {code: unicodedata.normalize("NFKC", chr(code)) for part in ranges for code in part}
    return {code: form for code, form in forms.items() if len(form) == 1 and ord(form) != code}


def _build() -> dict[int, str]:
    table = _full_width() | _compatibility_ideographs()
    table |= {ord(one): other for one, other in (_RADICALS | _PUNCTUATION | _VARIANTS).items()}
    table |= dict.fromkeys(_GONE_CHARACTERS, GONE)
    # Half of a surrogate pair cannot be encoded by any library behind this one.
    return table | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


FOLDING: dict[int, str] = _build()


def _class_of(codes: Iterable[int]) -> str:
    """The code points as the inside of a regular expression's character class, in ranges."""
    ordered = sorted(codes)
    firsts = [code for at, code in enumerate(ordered) if at == 0 or ordered[at - 1] != code - 1]
    lasts = [code for at, code in enumerate(ordered) if at + 1 == len(ordered) or ordered[at + 1] != code + 1]
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in zip(firsts, lasts, strict=True))


FOLDED = _class_of(FOLDING)
"""The keys of `FOLDING` as the inside of a character class: searching for them is ten times faster than translating."""

EXPANSIONS: dict[str, str] = {
    chr(code): unicodedata.normalize("NFKC", chr(code))
    for part in (range(0xFB00, 0xFB07), range(0x32C0, 0x32CC), range(0x3358, 0x3371), range(0x33E0, 0x33FF))
    for code in part
}
"""Latin ligatures and the square characters for months, hours and days (㋂ is 3月): one code point for several."""

MARKS = "\u0300-\u034e\u0350-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
"""Combining marks, as the inside of a character class."""
