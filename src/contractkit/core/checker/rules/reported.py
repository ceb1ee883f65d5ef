"""Sentences that only report, define, ask or forbid: they set nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from contractkit.core.checker.rules.context import Span

_REJECTED = re.compile(r"未予采纳|不予采纳|未采纳|未被采纳|不采纳")
_REPORTED = re.compile(
    r"有(?:意见|企业|部门|单位|代表)(?:建议|提出|认为)|^问[:：]|记者[:：]|发言人[:：]|(?:某|外|邻|兄弟|该)(?:市|省|地|县|区)[^，。；]{0,12}"
    r"(?:公司|运营|采用|做法|经验|曾|规定)"
)
_REPORTED_HEADING = re.compile(
    r"征求意见|意见采纳|常见问题|问答|答记者|采访|记者|典型案例|案例|曝光台|先进(?:地区|经验)|外地|他山之石|经验(?:做法|借鉴|启示)|兄弟(?:市|省)|比较研究|调研情况|名词解释|术语|释义|风险清单|风险与对策|审查要点|审核要点|抽查"
)


def is_reported(sentence: Span) -> bool:
    """Whether a sentence or its headings say that it reports what others asked, did or mean."""
    whole = sentence.passage.clean.text
    if _REPORTED.search(sentence.text) or _REPORTED.search(whole[:6]) or _reports_rejection(whole):
        return True
    return any(_REPORTED_HEADING.search(heading) for heading in sentence.passage.headings)


@lru_cache(maxsize=8)
def _reports_rejection(whole: str) -> bool:
    """Asked anew for each sentence of a passage, which may be the whole document."""
    return _REJECTED.search(whole) is not None
