"""term-too-long: the term of the authorisation over the upper limit, by figure, by dates, or by what renewals add."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from contractkit.core.checker.finding import Severity
from contractkit.core.checker.rules.context import Hit, Rule, RuleContext, Span, operative, sentences
from contractkit.core.checker.rules.figures import figures
from contractkit.core.checker.rules.reported import is_reported
from contractkit.core.document.tree import BlockKind, Document, Passage, Zone
from contractkit.core.zh.dates import DateRange
from contractkit.core.zh.numerals import parse_numeral
from contractkit.core.zh.periods import Duration, Renewal, find_renewals

_ZONES = frozenset({Zone.COVER, Zone.PROVISION, Zone.ANNEX})
_SUBJECT = r"(?:授权运营|委托运营|授权|运营|合作|特许经营|特许运营|特许|经营权?)"
_TERM = re.compile(
    rf"{_SUBJECT}(?:协议|合同|书|服务|权)?(?:的)?(?:总|有效|起止)?(?:期限|时限|年限|周期|期间|起止(?:时间|日期)?|起讫(?:时间|日期)?|有效期限?|期(?![满末内间初]))"
    r"|授权首期|首个(?:授权|运营)(?:周期|期)|(?:本)?(?:协议|合同)(?:的)?(?:有效期限?|期限)|(?:整体|本次|此次|总)授权期?|授权自|运营期(?:自|从)|(?:授权|运营|委托|合作)[^。；|]{0,6}(?:为期|的?(?:时间|时限|年限|年头))|(?<![一-龥])存续期(?:间|限)?|首个(?=[一二三四五六七八九两\d]+年)"
)
_TERM_AFTER = re.compile(
    r"^(?:的)?(?:年)?(?:为|作为|是)?(?:特许|授权|合作)?(?:数据)?(?:运营|经营)?(?:期限?|权|授权)(?![满末内])"
)
_GRANT = re.compile(r"(?:授权|授予|委托|交由|交给|由)[^，。；|]{0,30}(?:运营|经营|开发利用)[^，。；|、]{0,8}$")
_REASON = re.compile(
    r"(?:超过|超出|长于|突破)[^。；]{0,24}(?:上限|五年|5年)[^。；]{0,12}(?:理由|原因|依据)|(?:理由|原因)(?:和[^，。；]{1,8})?(?:为|是|如下|：)"
    r"|(?:因|鉴于|由于|考虑到)[^。；]{4,80}(?:确需|确有必要|需要|须|有必要)[^。；]{0,16}(?:超过|延长|放宽|适当长)|确需(?:延长|超过|长于)[^。；]{0,20}(?:经|报)[^。；]{2,24}(?:批准|同意|审定)"
)
_REASON_REMEDY = "请核对理由是否充分、批准文件是否齐全，并随方案一并报审；理由不能成立的，把授权运营期限（含自动续展）改为不超过上限。"
_IN_A_ROW = re.compile(
    r"(?P<count>[两二三四五六七八九十]|\d)期[^。；]{0,6}每期|每期[^。；]{0,12}?(?:共|连续|计)(?P<count2>[两二三四五六七八九十]|\d)期"
)
_PLUS = re.compile(r"(?<![\d.+])(?P<sum>\d{1,2}(?:\+\d{1,2})+)(?![\d.+])(?:年|模式|的(?:方式|模式))")
_OPENING = re.compile(r"^(?:（[^（）]{1,8}）)?(?:零时)?(?:起|生效|开始)")
_CLOSING_BEFORE = re.compile(r"(?:至|到|截至|止于|截止到?|延长至|顺延至)$")
_CLOSING_AFTER = re.compile(r"^(?:（[^（）]{1,8}）)?(?:止|届满|到期|终止|期满|失效|结束)")
_PLAIN_TERM = re.compile(
    r"^(?:第?[〇一二三四五六七八九十百\d]+[条、.]?)?(?:总)?(?:期限|有效期限?|起讫|起止(?:时间|日期)?|期间|授权期)(?:[:：|]|为|自|[〇一二三四五六七八九十\d伍])"
)
_TERM_HEADING = re.compile(r"(?:期限|年限|期间|有效期|授权期|运营期|起讫|期限延长)")
_OTHER_HEADING = re.compile(r"保密|质保|保修|留存|保存|档案|折旧|付款|支付|建设期|工期|保函|保险|设备")
_OTHER_MATTER = re.compile(
    r"保存|留存|保管|存档|归档|备查|留痕|存储期|折旧|摊销|质保|保修|保密|寿命(?!挂钩)|著作权|专利|商标|商业秘密|经验|从业|从事|工龄|任职|规划|历史|追溯|时效|档案|日志|账簿|凭证|贷款|租赁|租期|租用|还款|"
    r"质量保证|免费升级|成立(?:满|已)|近\D?\d|年报|保险|保函|竞业|离职|退出后|终止后|届满后[^，。]{0,6}(?:内|不得)|框架协议|数据供给协议|供数协议|劳动合同|房屋|土地|合作社|试验站|监测站|"
    r"城市总体|行动计划|五年规划|十年规划|处罚|徒刑|营业执照|经营范围|报废|更替|轮换|更新换代|历史数据"
)
_CONSTRUCTION = re.compile(
    r"特许经营|(?:出租汽车|客运|线路|采矿|海域|土地)[^，。；]{0,8}(?:经营权|使用权)|可用性付费|社会资本(?:方)?(?:投资)?|PPP|BOT|(?:码头|泊位|港口|高速|公路|隧道|大桥|供水|污水|供热|燃气|垃圾|机场|停车场|车站)[^，。；|]{0,12}(?:特许)?(?:经营权?|特许)"
)
_FORBIDDEN = re.compile(r"(?:不得|不能|不应|不可|严禁|禁止)[^，。；]{0,10}(?:出现|约定|设置|写入|写|含有|载有)")
_TIME = re.compile(
    r"[\d一二三四五六七八九十百两半〇零壹贰叁肆伍陆柒捌玖拾）](?:个)?(?:半|完整|自然|运营|会计|日历|整|周)?(?:年|月|季)|20\d\d[./—～~至-]|续|顺延|展|延|长期|永久|永续|无限|不限|固定|一直|届满日|终止日|到期日|第二个"
)
_ENDLESS = re.compile(
    r"授权(?:运营)?(?:书|期限?|协议)?[^，。；|]{0,6}(?:长期|永久|无限期|永续|一直)(?:有效|存续|授予|不变)|授权[^。；]{0,12}(?:不设|没有|无)(?:固定)?(?:届满日|终止日|到期日|截止日|期限)"
    r"|(?:授权|运营|合作)(?:运营)?期限?(?:为|[:：|])?(?:长期|永久|无固定期限|不限|不设期限|无限期)"
)
_NEGATED_ENDLESS = re.compile(
    r"不(?:得|能|可|应|予|是|属|设)[^，。；]{0,8}(?:长期|永久|无限期)|(?:长期|永久|无限期)[^，。；]{0,4}(?:无效|不予)|不构成"
)
_CAP = re.compile(
    r"(?:总|累计|合计|合并|全部|最长|任何情况|无论|在内|连同|总共|一并|加起来)[^。；]{0,24}?(?:不(?:得|应)?(?:再)?超过|至多|最长|以内|为限|不超)[^。；]{0,10}"
)
_SUM = re.compile(r"合计|相加|总计|两段|加总|共计|累计")
_PHASES = re.compile(r"(?:准备期|筹备期|筹建期|试运营|试运行|试点期|培育期)")
_AFTERWARDS = re.compile(r"(?:届满|期满|结束|验收|完成)后[^。；]{0,8}(?:开始|转为|转入|起算|再|进入|计算)")
_WITHIN = re.compile(r"其中|含在|包含|包括在|之内")
_COUNTED_IN = re.compile(r"计入(?:运营|授权)")
_NEXT_TERM = re.compile(r"(?:当然|自动|直接|自然)(?:取得|获得|享有|进入)第二个")
_AUTHORISED_WORK = re.compile(
    r"(?:运营(?:公司|机构|单位|方|商)|乙方|被授权方|承运方)[^。；]{0,16}(?:运营|开发|经营)|运营|授权"
)
_OTHER_CONTRACT = re.compile(r"客户|用户|订阅|会员|证书|域名|云资源|保费|工作人员|聘")
_PLANNING = re.compile(r"规划|目标|行动方案|计划期|历史|数据年份|统计|近年|经验|预算|保费|时段")


def detect(context: RuleContext) -> Iterator[Hit]:
    """One hit per sentence that sets too long a term, by its clearest reason."""
    limit = context.requirements.max_term_years * 12
    base: Duration | None = None
    for passage in operative(context.document, _ZONES):
        if _is_construction(passage):
            continue
        base_here: Duration | None = None
        for sentence in sentences(passage):
            if not _TIME.search(sentence.text) or is_reported(sentence) or _FORBIDDEN.search(sentence.text):
                continue
            terms = _terms(sentence)
            base_here = base_here or max(terms, key=lambda term: term.months, default=None) or _from_apart(sentence)
            hit = (
                _too_long(sentence, terms, limit)
                or _endless(sentence)
                or _renewed(_to_full_stop(sentence), base_here or base, limit)
            )
            if hit:
                yield _reasoned(hit, passage, context.document)
                break
        base = base_here or base


def _too_long(sentence: Span, terms: list[Duration], limit: int) -> Hit | None:
    longest = max(terms, key=lambda term: (term.months, term.days), default=None)
    if longest is not None and ((longest.months, longest.days) > (limit, 0) or longest.days > limit // 12 * 366):
        return Hit(
            f"授权运营期限为{_length(longest.months, longest.days)}，超过最长{limit // 12}年的上限。",
            (_quote(sentence, longest.start, longest.end),),
        )
    for span in figures(sentence.text).ranges:
        if _over(span, limit) and _is_term_range(sentence, span):
            return _range_hit(sentence, span, limit)
    return _added_up(sentence, limit) or _multiplied(sentence, limit) or _apart(sentence, limit)


def _reasoned(hit: Hit, passage: Passage, document: Document) -> Hit:
    """A warning instead of an error where a reason is written beside it: the law sets the limit 原则上."""
    beside = document.passages[max(0, passage.index - 1) : passage.index + 4]
    if not any(one.headings == passage.headings and _REASON.search(one.clean.text) for one in beside):
        return hit
    message = f"{hit.message.removesuffix('。')}；文件写明了超过上限的理由，上限为“原则上”的规定。"
    return replace(hit, message=message, remedy=_REASON_REMEDY, severity=Severity.WARNING)


def _multiplied(sentence: Span, limit: int) -> Hit | None:
    """Several terms in a row: 三期，每期两年; 3+3年."""
    text = sentence.text
    if not re.search("授权|运营|期限", text) or _OTHER_MATTER.search(text):
        return None
    total, quote = 0, sentence
    if (plus := _PLUS.search(text)) is not None:
        total = sum(int(part) for part in plus["sum"].split("+")) * 12
        quote = _quote(sentence, plus.start(), plus.end())
    elif (row := _IN_A_ROW.search(text)) is not None:
        each = next(
            (d for d in figures(text).durations if d.months and text[: d.start].rstrip("为是").endswith("每期")), None
        )
        count = parse_numeral(row["count"] or row["count2"])
        total = each.months * count if each is not None and count is not None else 0
    if total <= limit or _is_capped(text, limit):
        return None
    return Hit(f"各期合计{_length(total)}，超过最长{limit // 12}年的上限。", (quote,))


def _apart(sentence: Span, limit: int) -> Hit | None:
    """First and last day in different clauses of a sentence about the term."""
    span = _range_apart(sentence)
    return None if span is None or not _over(span, limit) else _range_hit(sentence, span, limit)


def _from_apart(sentence: Span) -> Duration | None:
    """The term that such a sentence sets."""
    span = _range_apart(sentence)
    return None if span is None else Duration(span.start, span.end, span.length[0])


def _range_apart(sentence: Span) -> DateRange | None:
    text = sentence.text
    if (
        not (_TERM.search(text) or _under_term_heading(sentence.passage))
        or _OTHER_MATTER.search(text)
        or _PLANNING.search(text)
    ):
        return None
    dates = figures(text).dates
    opening = next((d for d in dates if _OPENING.match(text[d.end :])), None)
    closing = [d for d in dates if _CLOSING_BEFORE.search(text[: d.start]) or _CLOSING_AFTER.match(text[d.end :])]
    if opening is None or not closing or closing[-1].last <= opening.first or opening.start >= closing[-1].start:
        return None
    return DateRange(opening.start, closing[-1].end, opening.first, closing[-1].last)


def _to_full_stop(sentence: Span) -> Span:
    """The sentence with those that follow it after a semicolon: 自动顺延二年；顺延以两次为限."""
    text = sentence.passage.clean.text
    end = text.find("。", sentence.start)
    return Span(sentence.passage, sentence.start, max(sentence.end, len(text) if end < 0 else end + 1))


def _range_hit(sentence: Span, span: DateRange, limit: int) -> Hit:
    return Hit(
        f"授权运营期限自{_day(span.first)}至{_day(span.last)}，为{_length(*span.length)}，超过最长{limit // 12}年的上限。",
        (_quote(sentence, span.start, span.end),),
    )


def _endless(sentence: Span) -> Hit | None:
    match = _ENDLESS.search(sentence.text)
    if match is None or _NEGATED_ENDLESS.search(sentence.text) or _OTHER_MATTER.search(sentence.text):
        return None
    return Hit("授权没有届满日，等于不受最长期限的限制。", (_quote(sentence, match.start(), match.end()),))


def _renewed(sentence: Span, base: Duration | None, limit: int) -> Hit | None:
    """Renewals that come by themselves count into the term; those that need a decision or stay within a cap do not."""
    text = sentence.text
    whole = sentence.passage.clean.text
    if _OTHER_MATTER.search(text) or _OTHER_CONTRACT.search(text) or _is_capped(whole, limit):
        return None
    if (match := _NEXT_TERM.search(text)) is not None:
        own = next((d for d in figures(text).durations if d.start >= match.end() and d.months * 2 > limit), None)
        if own is not None:
            return Hit(
                f"期满后自动取得又一个{_length(own.months)}，两期合计{_length(own.months * 2)}，超过上限。", (sentence,)
            )
    for renewal in find_renewals(text):
        hit = _renewal_hit(sentence, renewal, base, limit)
        if hit is not None:
            return hit
    return None


def _renewal_hit(sentence: Span, renewal: Renewal, base: Duration | None, limit: int) -> Hit | None:
    if not renewal.automatic:
        return None
    quote = _quote(sentence, renewal.start, renewal.end)
    if renewal.times is None:
        return Hit("期满自动续展且次数不受限制，授权期限没有上限。", (quote,))
    if base is None:
        return None
    total = base.months + (renewal.months or base.months) * renewal.times
    if total <= limit:
        return None
    return Hit(
        f"首期{_length(base.months)}，自动续展{_length((renewal.months or base.months) * renewal.times)}，合计{_length(total)}，超过最长{limit // 12}年的上限。",
        (quote,),
    )


def _added_up(sentence: Span, limit: int) -> Hit | None:
    """Phases that follow each other and are all part of the term."""
    text = sentence.text
    durations = [d for d in figures(text).durations if d.months and not _is_other(sentence, d)]
    total = sum(d.months for d in durations)
    if len(durations) < 2 or total <= limit or _WITHIN.search(text) or not re.search("授权|运营", text):
        return None
    if any(d.months * 2 == total for d in durations):
        return None
    stages = (
        re.search("(?:首期|第一期|一期|第一阶段).*(?:二期|第二期|第二阶段)", text) is not None
        and _TERM.search(text) is not None
    )
    summed = stages or (_SUM.search(text) is not None and all(d.months <= limit for d in durations))
    phased = _PHASES.search(text) is not None and _AFTERWARDS.search(text) is not None
    phased = phased and not _COUNTED_IN.search(text)
    if not (phased or (summed and len(durations) == 2)) or _is_capped(text, limit):
        return None
    return Hit(
        f"前后各段合计{_length(total)}，超过最长{limit // 12}年的上限。",
        (_quote(sentence, durations[0].start, durations[-1].end),),
    )


def _terms(sentence: Span) -> list[Duration]:
    """The durations, and date ranges as durations, that set the term."""
    long_enough = (duration for duration in figures(sentence.text).durations if duration.months or duration.days > 366)
    terms = [duration for duration in long_enough if _is_term(sentence, duration)]
    for span in figures(sentence.text).ranges:
        if _is_term_range(sentence, span) and (months := span.length[0]):
            days = span.length[1]
            terms.append(Duration(span.start, span.end, months, 0 if days == 1 else days))
    return terms


def _is_term(sentence: Span, duration: Duration) -> bool:
    text = sentence.text
    if _is_other(sentence, duration):
        return False
    if _TERM_AFTER.search(text[duration.end :]):
        return True
    before = text[: duration.start]
    if _GRANT.search(before):
        return True
    if (cue := next(reversed(list(_TERM.finditer(before))), None)) is not None:
        return (
            not re.search(r"[前后内]$", cue.group())
            and duration.start - cue.end() <= 40
            and not _breaks(before[cue.end() :])
        )
    if _PLAIN_TERM.match(text) and duration.start <= 24:
        return True
    return _under_term_heading(sentence.passage) and duration.start <= 24


def _is_construction(passage: Passage) -> bool:
    """Whether a passage is about the concession of building something, not about authorising data."""
    text = passage.clean.text
    return "授权" not in text and "数据" not in text and _CONSTRUCTION.search(text) is not None


def _breaks(between: str) -> bool:
    """Whether another subject stands between a cue and a figure."""
    return (
        re.search(r"届满|期满|之前|前[^，。；|]{0,4}$|内$|每|提前|逾期|考核|结算|满$|通知|首付|之后", between)
        is not None
    )


def _is_other(sentence: Span, duration: Duration | DateRange) -> bool:
    """Whether the figure belongs to keeping, depreciation, warranty, secrecy or another contract."""
    text = sentence.text
    start = max(text.rfind(mark, 0, duration.start) for mark in "，。；：|（")
    end = min((at for mark in "，。；|）" if (at := text.find(mark, duration.end)) >= 0), default=len(text))
    clause = text[start + 1 : end]
    if re.match("的?上限", text[duration.end :]) or re.search(
        "(?:国家|规范|法律|上级)(?:规定)?的?$", text[: duration.start]
    ):
        return True
    if re.search(r"[前近每第]$", text[: duration.start]) or re.match(
        r"(?:以前|前|内(?!部)|经验|以上(?:的)?(?:经验|从业|工作))", text[duration.end :]
    ):
        return True
    return (
        _OTHER_MATTER.search(clause) is not None
        or any(_OTHER_HEADING.search(heading) for heading in sentence.passage.headings[-1:])
        or (sentence.passage.kind is BlockKind.ROW and _OTHER_MATTER.search(text) is not None)
    )


def _is_term_range(sentence: Span, span: DateRange) -> bool:
    text = sentence.text
    if _is_other(sentence, span) or _PLANNING.search(text):
        return False
    if _TERM.search(text) or _PLAIN_TERM.match(text) or _under_term_heading(sentence.passage):
        return True
    after = text[span.end : span.end + 24]
    return _AUTHORISED_WORK.search(after) is not None and not text[: span.start].strip(" |自从")


def _under_term_heading(passage: Passage) -> bool:
    return (
        bool(passage.headings)
        and _TERM_HEADING.search(passage.headings[-1]) is not None
        and not _OTHER_HEADING.search(passage.headings[-1])
    )


@lru_cache(maxsize=8)
def _is_capped(text: str, limit: int) -> bool:
    """Whether a text, which may be the whole document for each of its sentences, sets a limit over everything."""
    for match in _CAP.finditer(text):
        window = text[match.start() : match.end() + 12]
        if any(0 < d.months <= limit for d in figures(window).durations):
            return True
    return False


def _over(span: DateRange, limit: int) -> bool:
    """Over the limit; the same day five years on still counts as five years (Civil Code Art. 201 para. 1)."""
    months, days = span.length
    return months > limit or (months == limit and days > 1)


def _quote(sentence: Span, start: int, end: int) -> Span:
    """The comma clause around a figure, so that the evidence can be read by itself."""
    text = sentence.text
    left = max(text.rfind(mark, 0, start) for mark in "，；。：|") + 1
    right = min((at for mark in "，；。|" if (at := text.find(mark, end)) >= 0), default=len(text))
    while left < start and text[left] == " ":
        left += 1
    return Span(sentence.passage, sentence.start + left, sentence.start + max(end, right))


def _length(months: int, days: int = 0) -> str:
    years, rest = divmod(months, 12)
    parts = [f"{years}年"] if years else []
    if rest:
        parts.append(f"{'零' if years else ''}{rest}个月")
    if days:
        parts.append(f"{'零' if parts else ''}{days}日")
    return "".join(parts)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


TERM_TOO_LONG = Rule("term-too-long", detect)
