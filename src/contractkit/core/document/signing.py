"""Lines with which parties sign: 盖章, 签字, a date alone, 以下无正文. They end the divisions that are open."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contractkit.core.document import party_lines
from contractkit.core.document.line import Line
from contractkit.core.zh.labels import Scheme
from contractkit.core.zh.normalize import normalize

_LONGEST = 120
_ACT = r"(?:盖章|签章|签字|签名|公章|印章|捺印|手印)"
_SIGNED = re.compile(
    rf"[（(](?:单位|本人|盖?(?:单位)?|手写)?(?:{_ACT}(?:[、或/及和并与]*{_ACT})*|章|合同专用章)处?[）)]|{_ACT}[：:_]|^(?:盖章|签章|签字)"
)
_END_OF_TEXT = re.compile(
    r"[（(]?(?:以下|本页以下|此页|本页|下页)[^。]{0,8}(?:无正文|空白|签[署字章]页|为签)|[（(]?[下转]+[接页]*签[署字章]页"
)
_BLANK = r"(?:\d{1,4}|[\u3007零一二三四五六七八九十]{1,4}|[_X×/\s]*|\{\{[^{}]*\}\})"
_DATE_ALONE = re.compile(rf"{_BLANK}年{_BLANK}月{_BLANK}日")
_DETAIL = re.compile(
    r"(?:(?:法定|授权)?代表|负责人|经办|委托代理人|日期|签[订署约字]|时间|地[点址]|住所|电话|传真|邮编|开户|账[号户]|[甲乙丙丁]方|_*年|\d{4}年|[^，。；：]{1,12}：[^。；]{0,40}$)"
)
_BLOCK = 12  # lines in which a party signs and dates
_STATEMENT_END = ("。", "；", "：")


def is_statement(line: Line) -> bool:
    """Whether the words are a sentence, and no line to sign on."""
    return line.is_sentence and line.body.endswith(_STATEMENT_END) and len(line.body) > 12


def signs(line: Line) -> bool:
    """Whether the line by its own words belongs to a signature: a place for a seal, the end of the text."""
    if line.label is not None or line.is_note or is_statement(line) or len(line.body) > _LONGEST:
        return False
    return bool(_END_OF_TEXT.match(line.body) or _SIGNED.search(line.body))


def is_date(line: Line) -> bool:
    """Whether the line is a date and nothing else, filled in or not; for a row, all its cells."""
    if line.label is not None:
        return False
    if not line.is_row:
        return len(line.body) <= _LONGEST and bool(_DATE_ALONE.fullmatch(line.body))
    if len(line.body) > 4 * _LONGEST:
        return False
    cells = [cell for cell in line.block.cells if cell.strip()]
    return bool(cells) and all(_DATE_ALONE.fullmatch(normalize(cell).text) for cell in cells)


def goes_on_signing(line: Line) -> bool:
    """Whether a line behind a signature belongs to it: a representative, a date, an address."""
    if line.label is not None or is_statement(line):
        return False
    return bool(_DETAIL.match(line.outer)) or is_date(line)


def signs_as_party(lines: Sequence[Line], at: int) -> bool:
    """Whether line `at` names a party above its date at the end of a document that mentions no seal."""
    if lines[at].label is not None or not party_lines.signs_as_party(lines[at].outer) or is_statement(lines[at]):
        return False
    end = next((to for to in range(at + 1, len(lines)) if not goes_on_signing(lines[to])), len(lines))
    block = lines[at + 1 : min(end, at + 1 + _BLOCK)]
    behind = lines[end : end + 1]
    is_last = not behind or behind[0].scheme in (Scheme.ANNEX, Scheme.PART)
    return is_last and any(is_date(line) for line in block)


def signs_above_date(lines: Sequence[Line], at: int) -> bool:
    """Whether line `at` is the issuing body's name above the date of a plan or letter."""
    if at + 1 >= len(lines):
        return False
    line, below = lines[at], lines[at + 1]
    is_name = line.label is None and not line.is_row and line.could_be_title and "，" not in line.body
    return is_name and not below.is_row and is_date(below)
