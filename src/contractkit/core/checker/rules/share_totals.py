"""share-total: shares that are meant to be everything and do not add up to one whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby, pairwise

from contractkit.core.checker.rules.context import Hit, Rule, RuleContext, Span, operative, sentences
from contractkit.core.checker.rules.reported import is_reported
from contractkit.core.document.tree import BlockKind, Document, Passage
from contractkit.core.zh.normalize import normalize
from contractkit.core.zh.numerals import parse_numeral
from contractkit.core.zh.shares import Share, find_shares, percent

_MONEY = re.compile(
    r"收益|盈余|利润|结余|净额|净收入|分配|分成|分账|分红|分享|利益|回款|收入|所得|佣金|进账|到账|经费|成交额|提成|权重|系数|剩余财产|份额"
)
_DIVIDING = re.compile(
    r"分配|分成|分得|分账|分享|分红|划分|拆成|切成|分为|取得|所得|取(?=百|\d|[一二三四五六七八九])|(?:归|由)[^，。；、]{1,16}(?:所有|享有|留存|支配)?|上?缴|留存|返还|占|提取|收取|奖励|回报|再投入"
)
_CLOSED = re.compile(
    r"合计(?:为|应为|等于|100|百分之百|[|:：]?\s*100|[|:：]\s*1)|总计[|:：]?\s*1|之和应?[为是等]|全部(?:股东|分配|分光|受益|发放|分完)|即全部|分毕|分光|分完|分配完毕|结清|不留余额|(?:无|没有|别无)其他|(?:此外|除此)[^，。；]{0,3}(?:不再|别无|不|无)"
    r"|其余不|不设预留|三份|两份|四份|依次占|按.{2,60}分配|按.{1,8}开"
)
_REST = re.compile(
    r"(?<!不留)(?<!没有)(?:其余|余下|剩余|剩下|剩馀|余额|余数|余款|余量|尾数|零头|另外|另一半|差额|其他部分|结余部分)(?!财产|资产|价值|期限|经营期|不|额度|款项支付|为结余)"
)
_REST_BEFORE = re.compile(r"(?:其余|余下|剩余|剩下)(?:的)?$")
_BOUND = re.compile(
    r"不(?:得|应|能)?(?:低于|少于|高于|超过|超出|多于|足|满|大于|小于)|至少|至多|最多|最高|最低|上限|下限|以上|以下(?!部分)|以内|之内|达到|超过|低于|高于|约占|(?<!节)约(?!定|束)|近|左右|逾"
)
_OTHER_FIGURE = re.compile(
    r"税率|利率|违约金|滞纳金|扣减|扣除|增长|下降|上浮|下浮|折扣|准确率|完整率|完整性|一致性|可用率|覆盖率|满意度|误差|合格率|空值率|达标率|保证金|首付|预付|进度款|尾款|质保金|罚|折算率|费率|得分|评分|考核(?!奖励)|持股|出资(?!方|代表|人)|股权|浮动|加价|涨幅|降幅|比上年|同比|(?<![比费税利])率(?!先|领)"
)
_WITHIN = re.compile(r"其中")
_BASE = re.compile(r"([^，。；、|：:（）]{1,12})的$")
_EACH = re.compile(r"各(?:自|得|取|占|拿|分|享)?$|每(?:家|方|人|户)?$|均(?:为|得|占)?$")
_COUNTED_PARTIES = re.compile(r"([两二三四五六七八九十]|\d{1,2})(?:家|方|个|县|市|区|单位|部门)")
_FORMULA = re.compile(r"[=＝×]|公式")
# 合计 by itself tells the sum; behind those who share (三个县合计得七成) it tells their part.
_TOTAL = re.compile(
    r"(?:^|[，。；：|、（(]|以上|三者|各方|两项|三项|各项|比例|全部)(?:合计|总计|共计|之和|总和|合共|加总)[^，。；]{0,4}$|(?:之和|总和)[^，。；]{0,4}$"
)
_MOVES = re.compile(
    r"(?:升|降|增|减|涨|提高|下降|上升)(?:加|少)?(?:[到至了])$|(?:返还|返给|拿出|再分给|补给)[^，。；、]{0,10}$"
)
# 再降一成 says by how much, 四成至七成 between what.
_BY = re.compile(r"(?:降|减|升|涨|让利?|下调|上调|下浮|上浮|压缩)(?:了|低)?$")
_TO = re.compile(r"\s*(?:至|到|~|—|-)\s*")
_MOVES_ON = re.compile(r"[^，。；、]{0,2}(?:升|降|增|减|涨|提高|下降|上升)(?:加|少)?[到至]")
_SHARE_COLUMN = re.compile(r"比例|份额|占比|分成|百分比")
_SHARE_TABLE = re.compile(r"分配|收益|分成|分账|结余|净额|盈余|利润|结算比例")
_PARTY = re.compile(r"方|机构|公司|单位|财政|国库|部门|局|中心|集团|股东|村集体")
_MONEY_WORD = re.compile(r"得|归|拿|取|分|留|缴|收|占")
_GRADES = re.compile(r"得\d+分|扣\d|分值|[甲乙丙丁优良]等|等次|等级|档次|情景|情形(?:取|下)|悲观|乐观|问卷|阈值")
_PLAIN_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_TOTAL_ROW = re.compile(r"合计|总计|小计")
_WEIGHT = re.compile(r"(?<![\d.])(0\.\d{1,3})(?![\d%])")
_PARTS = re.compile(r"(?:作|分|拆|折)(?:成|为|作)?(\d+)份")
_LISTED = 3  # shares that make a list of a cell
_PART = re.compile(r"(?<!\d)(\d+)份")


def detect(context: RuleContext) -> Iterator[Hit]:
    """One hit per sentence or table whose shares are more, or meant to be everything and less, than a whole."""
    yield from _tables(context.document)
    for passage in operative(context.document):
        for sentence in _readable(passage):
            if not is_reported(sentence):
                yield from _in_sentence(sentence)
    yield from _lists(context.document)


def _readable(passage: Passage) -> Iterator[Span]:
    """What is read as a sentence: of a row in a table with a head each cell, since its columns are not added up."""
    if passage.kind is not BlockKind.ROW or len(passage.cells) < 2 or not passage.header:
        yield from _wholes(passage)
        return
    start = 0
    for part in passage.clean.text.split("|"):
        if len(_counted(part)) >= _LISTED:
            yield Span(passage, start, start + len(part))
        start += len(part) + 1


def _wholes(passage: Passage) -> Iterator[Span]:
    """Sentences with their semicolons, unless a part between semicolons is a list of shares by itself."""
    parts: list[Span] = []
    for part in sentences(passage):
        parts.append(part)
        if part.text.endswith("；"):
            continue
        yield from _joined(parts)
        parts = []
    yield from _joined(parts)


def _joined(parts: list[Span]) -> Iterator[Span]:
    if len(parts) > 1 and all(len(_counted(part.text)) < 2 for part in parts):
        yield Span(parts[0].passage, parts[0].start, parts[-1].end)
    else:
        yield from parts


def _lists(document: Document) -> Iterator[Hit]:
    """Shares item by item under a sentence that announces them (净收益按下列比例分配：)."""
    for at, lead in enumerate(document.passages):
        text = lead.clean.text
        if (
            not text.endswith("：")
            or not _MONEY.search(text)
            or not _DIVIDING.search(text + "".join(lead.headings[-1:]))
        ):
            continue
        items: list[tuple[Passage, Share]] = []
        for passage in document.passages[at + 1 :]:
            if passage.label == "" or passage.path[:-1] != (items[0][0].path[:-1] if items else passage.path[:-1]):
                break
            shares = _counted(passage.clean.text)
            if len(shares) != 1 or _REST.search(passage.clean.text):
                items = []
                break
            items.append((passage, shares[0]))
        total = sum((share.value for _, share in items), Fraction(0))
        if len(items) >= 2 and total != 1:
            spans = tuple(Span(passage, 0, len(passage.clean.text)) for passage, _ in items)
            yield Hit(_message([share for _, share in items], total), spans)


def _in_sentence(sentence: Span) -> Iterator[Hit]:
    text = sentence.text
    if _FORMULA.search(text):
        return
    shares = _parts(text) or _weights(text) or _counted(text)
    total = sum((share.value for share in shares), Fraction(0))
    if len(shares) < 2 or _in_wholes(shares) or _GRADES.search(text):
        return
    nearly = _is_nearly_whole(text, shares, total)
    if not nearly and not _is_about_sharing(sentence):
        return
    rest_is_named = any(_REST_BEFORE.search(_before(text, share)) for share in shares)
    is_closed = nearly or _CLOSED.search(sentence.passage.clean.text) is not None
    if total < 1 and not rest_is_named and (_REST.search(text) or not is_closed):
        return
    yield Hit(_message(shares, total), (_quote(sentence, shares),))


def _in_wholes(shares: list[Share]) -> bool:
    """Whether the shares are one whole, or one whole after the other (first until …, then …)."""
    total = Fraction(0)
    for share in shares:
        total += share.value
        if total == 1:
            total = Fraction(0)
    return total == 0


def _is_about_sharing(sentence: Span) -> bool:
    """Whether the words say that something is divided among parties."""
    text = sentence.text
    scope = text + "".join(sentence.passage.headings[-1:])
    if not _MONEY.search(sentence.passage.clean.text + scope):
        return False
    return any(pattern.search(text) for pattern in (_DIVIDING, _CLOSED)) or _SHARE_TABLE.search(scope) is not None


def _is_nearly_whole(text: str, shares: list[Share], total: Fraction) -> bool:
    """Whether a list of parties' shares comes so close to a whole that a whole was meant."""
    if not Fraction(85, 100) <= total <= Fraction(115, 100) or (
        any(share.value >= Fraction(9, 10) for share in shares) and len(shares) < 3
    ):
        return False
    gaps = [text[one.end : other.start] for one, other in pairwise(shares)]
    if any(len(gap) > 24 for gap in gaps):
        return False
    return len(shares) >= 3 or (_PARTY.search(text) is not None and _MONEY_WORD.search(text) is not None)


def _counted(text: str) -> list[Share]:
    """The shares of parties of one base; empty where the figures are no such list."""
    found = find_shares(text)
    ranges = {
        end for one, other in pairwise(found) if _TO.fullmatch(text[one.end : other.start]) for end in (one, other)
    }
    shares = [one for one in found if one.value < 1 and one not in ranges and _is_party_share(text, one)]
    bases = {match[1] for share in shares if (match := _BASE.search(_before(text, share)))}
    if len(bases) > 1:
        return []
    each = [(share, _parties(_before(text, share))) for share in shares]
    if any(count is None or share.value * count >= 1 for share, count in each):
        return []
    return [Share(share.start, share.end, share.value * (count or 1)) for share, count in each]


def _before(text: str, share: Share) -> str:
    """The words in front of a share, as far as they can belong to it."""
    return text[max(0, share.start - 60) : share.start]


def _parties(before: str) -> int | None:
    """How many get the share that follows: 1, or those that 各 covers; None where that cannot be counted."""
    if not _EACH.search(before):
        return 1
    segment = before[max(before.rfind(mark) for mark in "，；。：|") + 1 :]
    if (counted := _COUNTED_PARTIES.search(segment)) is not None:
        return parse_numeral(counted[1])
    if "均" in segment[-2:] or "每" in segment[-3:]:
        return None
    return len(re.findall("[、和与及]", segment)) + 1 if re.search("[、和与及]", segment) else None


def _is_party_share(text: str, share: Share) -> bool:
    left = max(text.rfind(mark, 0, share.start) for mark in "，、；。|") + 1
    right = min((at for mark in "，、；。|" if (at := text.find(mark, share.end)) >= 0), default=len(text))
    clause = text[left:right]
    segment = text[max(share.start - 200, *(text.rfind(mark, 0, share.start) + 1 for mark in "；。"), 0) : share.start]
    if (
        _BOUND.search(clause)
        or _OTHER_FIGURE.search(clause)
        or _WITHIN.search(segment)
        or _TOTAL.search(_before(text, share))
        or _MOVES.search(_before(text, share))
        or _BY.search(_before(text, share))
        or _MOVES_ON.match(text, share.end)
    ):
        return False
    return share.value >= Fraction(1, 100)


def _parts(text: str) -> list[Share]:
    """利润分成50份，国库20份……, as shares of the number of parts."""
    whole = _PARTS.search(text)
    if whole is None:
        return []
    return [Share(*match.span(), Fraction(int(match[1]), int(whole[1]))) for match in _PART.finditer(text, whole.end())]


def _weights(text: str) -> list[Share]:
    """Decimals of a list of weights that says what they add up to."""
    if not re.search("权重|系数", text) or not _CLOSED.search(text):
        return []
    return [Share(*match.span(1), Fraction(match[1])) for match in _WEIGHT.finditer(text)]


def _tables(document: Document) -> Iterator[Hit]:
    """Tables of shares: one column of percentages under a head that says so."""
    rows = [
        passage
        for passage in document.passages
        if passage.kind is BlockKind.ROW and passage.location.table and passage.header
    ]
    for _, group in groupby(rows, key=lambda row: row.location.table):
        table = list(group)
        head = table[0].header
        about = " ".join((*table[0].headings, *head))
        columns = [index for index, cell in enumerate(head) if _SHARE_COLUMN.search(cell)]
        if len(columns) == 1 and _SHARE_TABLE.search(about) and not _OTHER_FIGURE.search(about):
            yield from _column(table, columns[0])


def _column(table: list[Passage], column: int) -> Iterator[Hit]:
    found: list[tuple[Passage, Share]] = []
    for row in table:
        if (
            len(row.cells) != len(row.header)
            or tuple(row.cells) == tuple(row.header)
            or _TOTAL_ROW.search(row.cells[0])
        ):
            continue
        cell = row.cells[column].strip()
        shares = find_shares(
            f"{cell}%" if _PLAIN_NUMBER.fullmatch(cell) and "%" in normalize(row.header[column]).text else cell
        )
        if len(shares) != 1 or _BOUND.search(row.cells[column]):
            if row.cells[column].strip():
                return
            continue
        found.append((row, shares[0]))
    total = sum((share.value for _, share in found), Fraction(0))
    if len(found) >= 2 and total != 1:
        spans = tuple(Span(row, 0, len(row.clean.text)) for row, _ in found)
        yield Hit(_message([share for _, share in found], total), spans)


def _message(shares: list[Share], total: Fraction) -> str:
    listed = "＋".join(percent(share.value) for share in shares)
    return f"各方比例{listed}，合计{percent(total)}，{'超过' if total > 1 else '不足'}100%。"


def _quote(sentence: Span, shares: list[Share]) -> Span:
    text = sentence.text
    left = max(text.rfind(mark, 0, shares[0].start) for mark in "，：:；。") + 1
    right = min((at for mark in "，；。" if (at := text.find(mark, shares[-1].end)) >= 0), default=len(text))
    return Span(sentence.passage, sentence.start + left, sentence.start + right)


SHARE_TOTAL = Rule("share-total", detect)
