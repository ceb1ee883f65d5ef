"""unfilled-placeholder: business terms left blank, or filled with a stand-in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from contractkit.core.checker.rules.context import Hit, Rule, RuleContext, Span
from contractkit.core.document.tree import BlockKind, Document, Passage, Zone
from contractkit.core.zh.labels import parse_label

_BLANK = re.compile(
    r"_{2,}(?:[.._]_*)*|(?<=[年月第:：|])_|(?<![\u4e00-\u9fffA-Za-z\d])_(?=[年月日元个%份季])"
    r"|[【〔]\s*(?:_+|[·.…\s]*|待[^【】]{0,20}|[^【】]{0,12}(?:待[填定补]|请选择|填入|填写)[^【】]{0,8})\s*[】〕]"
    r"|[（(](?=[）)])|(?<=第)(?=号)"
    r"|[［\[](?:\s*|_+)[］\]](?!\()"
)
_STAND_IN = re.compile(
    r"(?<![A-Za-z0-9×])[×Xx]{2,}(?=[年月日元市省县区州镇乡路街号万亿个公局委院银企股有%（）()，。；、|]|$)|(?<=[:：|])[×Xx]{2,}(?![A-Za-z\d])|(?<=[:：|])×(?=[元年月日%])"
    r"|(?:xxx+|XXX+)@\w+|\bYYYY\b|(?<![A-Za-z])(?:YYYY年|MM月|DD日)"
    r"|\{\{[^{}]{1,40}\}\}|\$\{[^{}]{1,40}\}|<(?:[^<>\sA-Za-z/]{2,16}|[A-Z])>"
    r"|■{2,}|□{3,}|(?:(?<=[为：:是])|(?<=[为：:是]人民币))\*{2,}(?![\d*”])|(?<=[:：])0{7,}(?!\d)"
    r"|某某|(?<=[行号名话址箱为：:])…+(?=[，。；、]|$)"
    r"|[（(](?:此处|在此)?[^（）()。]{0,14}(?:此处插入|插入[^（）()]{0,10}|待[填定补]|请填写|请勾选|请选择|请补充|请替换)[^（）()]{0,30}[）)]|(?<!申)请[^，。；]{0,10}(?:替换|补齐|勾选)(?=[。；，）)]|$)"
    r"|单击(?:或点击)?此处[^，。；]{0,10}(?:输入|选择)[^，。；]{0,4}|选择一项|点击(?:此处)?输入|(?:Click|click) (?:or tap )?here to enter text|#(?:N/A|REF!|VALUE!|NAME\?)|(?<![A-Za-z])(?:TODO|TBD|undefined)(?![A-Za-z])"
    r"|[○△◇☆]{2,}|(?<![A-Za-z\d+])N(?=[个年日天元%](?!的))|(?<![A-Za-z])[xX](?=年[xX]月)|[（(](?:请)?(?:填写(?!稿|说明|人|时|完)|填入)[^（）()]{0,16}[）)]|此处填写|[（(](?:空白?|未填|暂空)[）)]"
    r"|(?<=.)[【［\[][^】\]］]{0,12}(?:名称|全称|日期|金额|姓名|地址|比例|账号|年份|编号|电话|数字)[】］\]]"
    r"|（示例）|(?:(?<=[:：])(?:待定|待确认|待明确)|(?<=[|:：])(?:待填|待补|待补充|待填写|TBD))(?=[|，。；]|$)"
)
_UNIT_GAP = re.compile(r"(?<=[一-鿿，：（])[ \u3000]{4,}(?=[个年月日元万亿份条款%％天]|人民法院|仲裁)")
_SIGNING = re.compile(
    r"签字|盖章|签章|签名|公章|签署|签订|签约(?:时间|日期|地点)|经办|见证(?:人|方)|(?:^|[\s|）)])(?:日期|时间|代表|电话签收)[:：]|印章|法定代表人或|授权代表"
)
_DATE_ONLY = re.compile(
    r"^(?:(?:签[订署约][^:：]{0,4}[:：]|日期[:：])?(?:20\d\d|[_\s]+|20\d_+)?年[_\s]*月[_\s]*日){1,3}$"
)
_FORM_TITLE = re.compile(
    r"样式|样表|表样|格式|样本|范本|模板|示例|申请表|记录单|登记表|回执|签收|委托书|审批表|检查表|检查清单|自查|核对表|审查要点|单据|填写说明|填表说明|使用说明"
)
_FORM_TEXT = re.compile(
    r"[（(]?(?:由[^，。；]{1,10})?(?:提交|检查|送达|使用|申请|办理|受理)(?:时|现场|人)+[^，。；]{0,6}填写|客户自行|自行填写|按(?:本|此|该)?(?:格式|样式)填写"
)
_ABOUT_BLANKS = re.compile(
    r"空白处?(?:由|处|应)|不得(?:留有|有)?[^，。；]{0,6}空白|占位符|以下空白|无正文|遮盖|置空|脱敏展示|样例|举例|代替|掩码|形式展示|自动代入|字样"
)
_CHOSEN = re.compile(r"[☑☒✓✔√■]")
_UNCHOSEN = re.compile(r"□[^□☑☒✓√■\s|，。；]{1,20}")
_KEY_ONLY = re.compile(
    r"^(?:[甲乙丙丁]方|授权方|被授权方|授权主体|运营(?:单位|机构|方)|实施(?:单位|机构)|委托方|受托方|住所地?|(?:注册|联系|通讯)?地址|法定代表人|负责人|统一社会信用代码|证件号码|联系人|联系电话|电话|电子邮箱|(?:协议|合同|项目)(?:编号|名称)|有效期限|授权期限|开户(?:银)?行|账号|户名)"
    r"(?:[（(][^（）()]{1,8}[）)])?[:：]$"
)
_ANNOUNCES = re.compile(
    r"(?:标准|方式|内容|条件|范围|程序|名单|安排|要求|办法|措施|期限|金额|比例|日期|地址|机构|依据)：。?$"
)
_BELOW = 3  # passages from the head of an empty table to a note that says so
_MANY = 12


def detect(context: RuleContext) -> Iterator[Hit]:
    """One hit per passage with blanks; one for all where a document has so many that it is still a form."""
    hits = [hit for passage in context.document.passages if (hit := _in_passage(context.document, passage))]
    hits += list(_empty_tables(context.document))
    hits += list(_announced(context.document))
    hits = list(_merged(sorted(hits, key=lambda hit: hit.spans[0].passage.index)))
    if len(hits) <= _MANY:
        yield from hits
        return
    spans = tuple(hit.spans[0] for hit in hits)
    yield Hit(f"全文有{len(spans)}处空白或者占位内容没有填写，仍是待填写的文本。", spans)


def _in_passage(document: Document, passage: Passage) -> Hit | None:
    if passage.zone in {Zone.SIGNATURE, Zone.CONTENTS} or passage.kind is BlockKind.CONTENTS or _is_form(passage):
        return None
    text = passage.clean.text
    if _ABOUT_BLANKS.search(text):
        return None
    found = [match.span() for pattern in (_BLANK, _STAND_IN) for match in pattern.finditer(text)]
    found += _gaps(passage)
    found += _unchosen(text)
    if _is_key_without_value(document, passage):
        found.append((0, len(text)))
    found = sorted(span for span in found if not _is_for_signing(text, *span) and not _is_in_title(text, span[0]))
    if not found:
        return None
    span = _around(passage, found[0][0], found[-1][1])
    return Hit(
        f"此处{len(found)}处内容没有填写：“{_short(span.text)}”。"
        if len(found) > 1
        else f"此处内容没有填写：“{_short(span.text)}”。",
        (span,),
    )


def _is_form(passage: Passage) -> bool:
    """Whether a passage belongs to a form that somebody fills in later, or to instructions."""
    return _FORM_TEXT.search(passage.clean.text) is not None or any(
        _FORM_TITLE.search(heading) for heading in passage.headings
    )


def _is_for_signing(text: str, start: int, end: int) -> bool:
    """Blanks by the signature and the date of signing stay open until the signing."""
    if _DATE_ONLY.match(text):
        return True
    left = max(text.rfind(mark, 0, start) for mark in "，。；|") + 1
    right = min((at for mark in "，。；|" if (at := text.find(mark, end)) >= 0), default=len(text))
    return _SIGNING.search(text[left:right]) is not None


def _is_in_title(text: str, start: int) -> bool:
    """Whether a place stands between 《 and 》: <…> there is a title in a title."""
    return text.rfind("《", 0, start) > text.rfind("》", 0, start)


def _gaps(passage: Passage) -> list[tuple[int, int]]:
    """Runs of spaces where a figure should stand, as clean offsets of the characters on both sides."""
    found = []
    for match in _UNIT_GAP.finditer(passage.text):
        at = passage.clean.clean_offset(match.end())
        if 0 < at < len(passage.clean.text):
            found.append((at - 1, at + 1))
    return found


def _unchosen(text: str) -> list[tuple[int, int]]:
    """Boxes of which none is ticked."""
    boxes = [match.span() for match in _UNCHOSEN.finditer(text)]
    return [] if len(boxes) < 2 or _CHOSEN.search(text) else [(boxes[0][0], boxes[-1][1])]


def _is_key_without_value(document: Document, passage: Passage) -> bool:
    """甲方： with nothing behind it and no line below that could be its value."""
    if passage.zone is not Zone.COVER or not _KEY_ONLY.match(passage.clean.text):
        return False
    following = document.passages[passage.index + 1 : passage.index + 2]
    return not following or following[0].is_heading or "：" in following[0].clean.text


def _empty_tables(document: Document) -> Iterator[Hit]:
    """Tables that have a head and no words below, and key-value rows without a value."""
    rows = [passage for passage in document.passages if passage.kind is BlockKind.ROW and passage.location.table]
    for _, group in groupby(rows, key=lambda row: row.location.table):
        table = list(group)
        body = table[1:]
        if _is_form(table[0]) or table[0].zone is Zone.SIGNATURE or not body:
            continue
        cells = [[cell.strip() for cell in row.cells] for row in body]
        if all(not any(row) for row in cells):
            yield Hit("表格只有表头，没有填写内容。", (Span(table[0], 0, len(table[0].clean.text)),))
        elif all(len(row) == 2 for row in cells) and sum(bool(row[1]) for row in cells) * 2 > len(cells):
            for passage, row in zip(body, cells, strict=True):
                if row[0] and not row[1] and not _SIGNING.search(row[0]):
                    yield Hit(f"表格中“{row[0]}”一栏没有填写。", (Span(passage, 0, len(passage.clean.text)),))


def _announced(document: Document) -> Iterator[Hit]:
    """A line that ends with a colon, and nothing of what it announces: the next line opens another provision."""
    for passage in document.passages:
        text = passage.clean.text
        if passage.is_heading or passage.zone is not Zone.PROVISION or not _ANNOUNCES.search(text):
            continue
        if _is_form(passage) or _SIGNING.search(text):
            continue
        following = document.passages[passage.index + 1 : passage.index + 2]
        if not following or _opens_another(passage, following[0]):
            yield Hit("冒号之后没有内容。", (_around(passage, text.rindex("："), text.rindex("：") + 1),))


def _opens_another(passage: Passage, following: Passage) -> bool:
    """Whether a line opens the next provision: a numbered heading, or the next number of the same row."""
    own, other = parse_label(passage.label), parse_label(following.label)
    if other is None:
        return False
    return following.is_heading or (own is not None and own.scheme is other.scheme)


def _merged(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Hits of lines that follow each other in a table and below it are one blank."""
    last: Hit | None = None
    for hit in hits:
        if last is not None and _is_same_blank(last, hit):
            last = replace(last, spans=(*last.spans, *hit.spans))
            continue
        if last is not None:
            yield last
        last = hit
    if last is not None:
        yield last


def _is_same_blank(before: Hit, here: Hit) -> bool:
    one, other = before.spans[-1].passage, here.spans[0].passage
    return before.message.startswith("表格只有表头") and other.index - one.index <= _BELOW


def _around(passage: Passage, start: int, end: int) -> Span:
    """The clause around blanks, cut at sentence marks."""
    text = passage.clean.text
    left = max(text.rfind(mark, 0, start) for mark in "，。；|") + 1
    right = min((at for mark in "，。；|" if (at := text.find(mark, end)) >= 0), default=len(text))
    return Span(passage, left, right)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}……"


UNFILLED_PLACEHOLDER = Rule("unfilled-placeholder", detect)
