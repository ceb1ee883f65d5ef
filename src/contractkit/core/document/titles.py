"""What the words of a title or heading say: the kind of document, the kind of part.

The words decide only where they are the whole heading: 定义与解释 opens definitions, 释义及授权标的 opens provisions.
"""

from __future__ import annotations

import re

from contractkit.core.document.tree import Zone
from contractkit.core.zh.labels import Scheme

_RECITAL = re.compile(
    r"鉴于(?:条款|部分)?|缘起|缘由|(?:合同|协议)由来|(?:签约|订立|签订|合作|协议|合同)(?:背景|缘起|缘由)|叙文|(?:各方|双方)陈述"
)
_INTRODUCTION = re.compile(r"序言?|前言|引言|引子|导言|写在前面|卷首语?|(?:项目|事项)由来")
_UNNUMBERED_INTRODUCTION = re.compile(r"(?:项目|编制|起草)?背景")
_NOTE = re.compile(
    r"(?:填写|填表|使用|填报|文本|合同使用|编写|起草)(?:说明|须知|指引|指南)|(?:使用|填写)注意事项|注意事项"
)
_TERM = r"(?:词语|术语|名词|用语|概念|相关|专用|基本|主要)*(?:定义|释义|凡例|含义|解释)"
_DEFINITIONS = re.compile(rf"{_TERM}(?:[与和及、]?{_TERM})?|定义(?:条款|部分)|术语(?:表|和缩略语)?")
_SIGNATURE = re.compile(
    r"(?:签署|签章|签字|签名|盖章|签约|签订)(?:页|栏|处|部分|盖章|签章)*(?:页|栏|处)?|签字盖章(?:页|栏|处)?|(?:本页|此页)(?:为)?.{0,12}签[署字章].{0,4}页?"
)
_GENERAL_TERMS = re.compile(
    r"(?:通用|专用|一般|特别|特殊|补充|商务|主要|基本|标准)(?:合同|协议)?条款|(?:合同|协议)(?:通用|专用|一般|特别|主要)条款|(?:合同|协议)(?:协议)?书"
)
_FRONT_NOTE = re.compile(r"(?:文本|本文本|示范文本)?说明")
_CONTENTS = re.compile(r"目\s*[录次]")
_TITLE_END = re.compile(
    r"(?:协议|合同|契约|意向书|备忘录|承诺书|授权书|方案|规划|计划|办法|细则|规定|意见|章程|报审表|申报书|通知|报告)[书稿]?(?:（[^）]*）)*$"
)
_PLAN = re.compile(r"方案|规划|计划")
_CONTRACT = re.compile(r"协议|合同|契约|意向书|备忘录")
_HAS_TITLE_WORD = re.compile(r"协议|合同|方案|意向书|备忘录|章程|办法|意见")


def zone_of_title(title: str, scheme: Scheme | None) -> Zone | None:
    """The zone that a heading with these words opens; notes on how to fill in a form count as recitals."""
    if scheme is Scheme.ANNEX:
        return Zone.ANNEX
    words = title.replace(" ", "")
    if _RECITAL.fullmatch(words) or is_note(words) or is_introduction(words, scheme):
        return Zone.RECITAL
    if is_definitions(words):
        return Zone.DEFINITIONS
    if _SIGNATURE.fullmatch(words):
        return Zone.SIGNATURE
    return None


def is_definitions(title: str) -> bool:
    """Whether a heading opens definitions and nothing else."""
    return bool(_DEFINITIONS.fullmatch(title.replace(" ", "")))


def is_introduction(title: str, scheme: Scheme | None) -> bool:
    """Whether a heading opens an introduction: a recital in a contract, but substance (why, what for) in a plan."""
    words = title.replace(" ", "")
    return bool(_INTRODUCTION.fullmatch(words) or (scheme is None and _UNNUMBERED_INTRODUCTION.fullmatch(words)))


def is_note(title: str) -> bool:
    """Whether a heading opens notes on how to fill in or use the form."""
    return bool(_NOTE.fullmatch(title.replace(" ", "")))


def is_front_note(title: str) -> bool:
    """Whether a heading in front of everything opens notes on the form; deeper in a document 说明 explains the matter."""
    return bool(_FRONT_NOTE.fullmatch(title.replace(" ", "")))


def is_set_of_terms(title: str) -> bool:
    """Whether a heading without a number opens one of the sets of terms that a contract is made of (通用条款, 专用条款)."""
    return bool(_GENERAL_TERMS.fullmatch(title.replace(" ", "")))


def names_a_plan(text: str) -> bool:
    """Whether the clean title names a plan and no contract."""
    return bool(_PLAN.search(text)) and not _CONTRACT.search(text)


def is_contents_heading(text: str) -> bool:
    """Whether the clean text is the heading of a table of contents."""
    return bool(_CONTENTS.fullmatch(text))


def ends_like_title(text: str) -> bool:
    """Whether the clean text ends as the title of a contract or plan does."""
    return len(text) <= 60 and bool(_TITLE_END.search(text))


def has_title_word(text: str) -> bool:
    """Whether the clean text names a kind of document anywhere."""
    return bool(_HAS_TITLE_WORD.search(text))
