"""Headings without a number or a style: a short line that stands alone above what it is the title of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contractkit.core.document.line import Line
from contractkit.core.document.signing import signs, signs_above_date
from contractkit.core.document.titles import ends_like_title, is_set_of_terms, zone_of_title

STATES = re.compile(r"本(?:协议|合同|方案)(?:书)?(?!的|各|中|签|项|生|效|变|终|解|构|组)")
SAYS_SOMETHING = re.compile(
    r"，|[\d一二三四五六七八九十百]+(?:年|个月|日|天|[%％]|万?元|亿元|次|份)(?:止|内|以[上下内]|左右|整)?$"
)
_FORM = re.compile("[\u3007\u4e00-\u9fff“”（）、A-Za-z0-9·]{2,16}")
_NO_HEADING = re.compile(
    r"^(?:注|备注|盖章|签[字章名]|日期)|(?:[年月日章]|公司|集团|委员会|人民政府)$|以下无正文|此页无正文|^（.*）$|^\d|\d$"
)
_TOPIC = re.compile(
    r"(?:.*(?:条款|责任|义务|权利|职责|方式|期限|范围|内容|要求|保障|管理|机制|原则|目标|背景|标准|制度|措施|安排|约定|保密|争议|解决|生效"
    r"|终止|变更|解除|评价|分配|结算|安全|保护|归属|披露|公开|监测|审核|退出|续约|价格|费用|收益|核算|目录|清单|事项|分工|流程|程序|情况|概况|交付"
    r"|验收|处置|转让|通知|送达|份数|效力|权益|产权|要素表?|信息|附则|总则))|其他|其它"
)
_DUTY = r"(?:权利|义务|责任|职责|工作|承诺|保证|任务|权责|声明|权益|分工)"
_PARTY_TOPIC = re.compile(
    rf"[甲乙丙丁]方|(?:[甲乙丙丁]方|实施机构|运营(?:机构|单位|方)|授权(?:方|主体))的?(?:主要|基本|违约)?{_DUTY}(?:[与和及、]?{_DUTY})?"
)
_WRAPPED = 30  # a line this long without an end mark goes on in the next
_LONGEST_RUN = 2  # more short lines on end are a list


def is_unnumbered_heading(lines: Sequence[Line], at: int) -> bool:
    """Whether the plain line `at` is a heading by its words and its neighbours."""
    line = lines[at]
    title = line.body.rstrip("：").replace(" ", "")
    if zone_of_title(title, None) is not None or is_set_of_terms(title):
        return True
    if names_party_duties(title) and _leads_numbers(lines, at):
        return True
    if not _has_form(line) or at == 0 or at + 1 >= len(lines):
        return False
    return _stands_free(lines, at) or (_is_topic(line) and _stands_among_topics(lines, at))


def names_party_duties(title: str) -> bool:
    """Whether the title groups what one party has or does (甲方的权利和义务, 乙方): such groups stand beside each other."""
    return bool(_PARTY_TOPIC.fullmatch(title))


def _leads_numbers(lines: Sequence[Line], at: int) -> bool:
    """Whether a list that begins with 1 follows a short line that no sentence in front leads on to."""
    if at == 0 or at + 1 >= len(lines) or len(lines[at].body) > 16 or SAYS_SOMETHING.search(lines[at].body):
        return False
    return lines[at + 1].values[-1:] == (1,) and not lines[at].is_sentence and not signs(lines[at])


def _has_form(line: Line) -> bool:
    if not _FORM.fullmatch(line.body) or _NO_HEADING.search(line.body):
        return False
    return not SAYS_SOMETHING.search(line.body) and not signs(line)


def _is_topic(line: Line) -> bool:
    is_plain = line.label is None and not line.is_row and not line.is_styled and not line.is_note
    return is_plain and _has_form(line) and bool(_TOPIC.fullmatch(line.body)) and not STATES.match(line.body)


def _stands_free(lines: Sequence[Line], at: int) -> bool:
    """Whether a sentence ends before the line and a text of some length begins behind it."""
    before, after = lines[at - 1], lines[at + 1]
    has_ended = before.is_row or before.body.endswith(("。", "；", "！", "？", "）", "。”", "？”"))
    begins = after.is_row or after.label is not None or after.is_sentence
    return has_ended and begins and len(after.body) > 12 and not signs(after)


def _stands_among_topics(lines: Sequence[Line], at: int) -> bool:
    """Whether a line that names a topic is alone, or one of two on end, between texts."""
    first, last = at, at
    while first and at - first < _LONGEST_RUN and _is_topic(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and last - at < _LONGEST_RUN and _is_topic(lines[last + 1]):
        last += 1
    if last - first >= _LONGEST_RUN or first == 0 or last + 1 >= len(lines):
        return False
    before = lines[first - 1]
    goes_on = before.body.endswith(("：", "，", "、")) or (
        len(before.body) > _WRAPPED and not before.is_sentence and not before.is_row
    )
    return not goes_on and _is_text(lines, last + 1)


def _is_text(lines: Sequence[Line], at: int) -> bool:
    """Whether line `at` can be what a heading stands above."""
    line = lines[at]
    if signs(line) or signs_above_date(lines, at) or ends_like_title(line.body):
        return False
    return line.values[-1:] == (1,) if line.label is not None else line.is_row or line.is_sentence
