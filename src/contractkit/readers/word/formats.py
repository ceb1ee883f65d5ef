"""How Word writes a list number: 三, ③, iii, 叁, 丙."""

from __future__ import annotations

from collections.abc import Callable

from contractkit.core.zh.numerals import to_chinese

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LEGAL = str.maketrans("一二三四五六七八九十百千万亿", "壹贰叁肆伍陆柒捌玖拾佰仟万亿")
_LEGAL_TRADITIONAL = str.maketrans("一二三四五六七八九十百千万亿", "壹貳參肆伍陸柒捌玖拾佰仟萬億")


def _digits(characters: str) -> Callable[[int], str]:
    table = str.maketrans("0123456789", characters)
    return lambda number: str(number).translate(table)


def _counting(zero: str) -> Callable[[int], str]:
    """Tens by name, from a hundred on digit by digit: 九十九, 一○○."""
    row = _digits(zero + "一二三四五六七八九")
    return lambda number: to_chinese(number) if 0 < number < 100 else row(number)


def _series(characters: str) -> Callable[[int], str]:
    """One character each; Word goes on in Arabic numbers when they are used up."""
    return lambda number: characters[number - 1] if 0 < number <= len(characters) else str(number)


def _letters(number: int) -> str:
    """A to z, then aa, bb: Word repeats the letter instead of counting on."""
    if number < 1:
        return str(number)
    repeats, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (repeats + 1)


def _roman(number: int) -> str:
    if not 0 < number < 32_768:
        return str(number)
    text = ""
    for worth, numeral in _ROMAN:
        repeats, number = divmod(number, worth)
        text += numeral * repeats
    return text


def _japanese(number: int) -> str:
    """Like Chinese, but 百 and 千 without a leading 一, and no zero between."""
    text = to_chinese(number).replace("零", "")
    return text.removeprefix("一") if text[:2] in {"一百", "一千"} else text


_FULL_WIDTH = _digits("".join(chr(code) for code in range(0xFF10, 0xFF1A)))
_CIRCLED = _series("".join(chr(code) for code in range(0x2460, 0x2474)))

_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalZero2": lambda number: f"{number:02}",
    "decimalZero3": lambda number: f"{number:03}",
    "decimalZero4": lambda number: f"{number:04}",
    "decimalZero5": lambda number: f"{number:05}",
    "decimalFullWidth": _FULL_WIDTH,
    "decimalFullWidth2": _FULL_WIDTH,
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedFullstop": _series("".join(chr(code) for code in range(0x2488, 0x249C))),
    "decimalEnclosedParen": _series("".join(chr(code) for code in range(0x2474, 0x2488))),
    "ideographEnclosedCircle": _series("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "numberInDash": lambda number: f"- {number} -",
    "chineseCounting": _counting("○"),
    "taiwaneseCounting": _counting("○"),
    "chineseCountingThousand": lambda number: to_chinese(number).replace("零", "\u3007"),
    "taiwaneseCountingThousand": to_chinese,
    "japaneseCounting": _japanese,
    "chineseLegalSimplified": lambda number: _with_one(to_chinese(number)).translate(_LEGAL),
    "ideographLegalTraditional": lambda number: _with_one(to_chinese(number)).translate(_LEGAL_TRADITIONAL),
    "ideographDigital": _digits("\u3007一二三四五六七八九"),
    "japaneseDigitalTenThousand": _digits("\u3007一二三四五六七八九"),
    "taiwaneseDigital": _digits("○一二三四五六七八九"),
    "ideographTraditional": _series("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _series("子丑寅卯辰巳午未申酉戌亥"),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "none": lambda _: "",
    "bullet": lambda _: "",
}


def formatted(number: int, style: str) -> str:
    """`number` in the `w:numFmt` style; formats of other languages come out in Arabic digits."""
    return _FORMATS.get(style, str)(max(number, 0))


def _with_one(text: str) -> str:
    """拾 never stands alone in capitals: 一十二 for 十二."""
    return f"一{text}" if text.startswith("十") else text
