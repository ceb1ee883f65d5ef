"""amount-mismatch: the figure and the capital words of one amount differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from contractkit.core.checker.rules.context import Hit, Rule, RuleContext, Span
from contractkit.core.document.tree import BlockKind, Passage
from contractkit.core.zh.amounts import Amount, AmountForm, capital_amount, figure_amount, find_amounts

_SAME_AMOUNT = re.compile(
    r"(?:人民币|元|整|含税)?[）)]?[\s，,、；;|（(]{0,3}(?:即|合|折合|相当于|计|共计|合计|账面记|记为|对应数字|对应|实际[^，。；]{0,10}为)?"
    r"[（(]?(?:人民币|金额)?(?:大写|小写)?[）)]?(?:金额)?[为是]?[:：]?[\s|（(]{0,3}(?:人民币)?"
)
_BARE_AFTER = re.compile(r"[（(](?:小写|即)?[:：]?(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<unit>万|亿)?[）)]")
_BARE_BEFORE = re.compile(
    r"(?<![\d.,第])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{4,}(?:\.\d+)?)(?P<unit>万|亿)?[（(](?:人民币)?大写[:：]?(?:人民币)?$"
)
_LOOK_BACK = 80  # characters; a figure of more digits is no amount
_LARGEST = 10**18  # 分; larger sums have no usual words
_SPOKEN_PAIR = re.compile(r"[（(](?:即|大写|小写)?[:：]?(?:人民币)?")


def detect(context: RuleContext) -> Iterator[Hit]:
    """One hit per pair of a figure and its words that differ."""
    for passage in context.document.passages:
        if passage.kind is not BlockKind.CONTENTS:
            yield from _in_passage(passage)


def _in_passage(passage: Passage) -> Iterator[Hit]:
    text = passage.clean.text
    amounts = _with_bare_figures(text, find_amounts(text))
    paired: set[int] = set()
    for first, second in pairwise(amounts):
        if first.start in paired or not _is_one_amount(text, first, second):
            continue
        paired.add(second.start)
        if first.yuan == second.yuan:
            continue
        figure, words = (first, second) if first.form is AmountForm.FIGURE else (second, first)
        yield Hit(
            f"同一笔金额大小写不一致：小写“{text[figure.start : figure.end]}”（{figure_amount(figure.yuan)}），"
            f"大写“{text[words.start : words.end]}”（{figure_amount(words.yuan)}）。",
            (Span(passage, first.start, _closed(text, second.end)),),
            remedy=_remedy(figure),
        )


def _with_bare_figures(text: str, amounts: tuple[Amount, ...]) -> list[Amount]:
    """The amounts, and figures without 元 or ¥ that a capital amount in front or behind shows to be amounts."""
    found = list(amounts)
    for amount in amounts:
        if amount.form is not AmountForm.CAPITAL:
            continue
        bare = _BARE_AFTER.match(text, amount.end) or _BARE_BEFORE.search(
            text, max(0, amount.start - _LOOK_BACK), amount.start
        )
        if bare is not None and all(
            one.end <= bare.start("digits") or one.start >= bare.end("digits") for one in amounts
        ):
            unit = {"万": 10_000, "亿": 100_000_000}.get(bare["unit"] or "", 1)
            value = Decimal(bare["digits"].replace(",", "")) * unit
            found.append(
                Amount(
                    bare.start("digits"),
                    bare.end("unit") if bare["unit"] else bare.end("digits"),
                    value,
                    AmountForm.FIGURE,
                )
            )
    return sorted(found, key=lambda amount: amount.start)


def _is_one_amount(text: str, first: Amount, second: Amount) -> bool:
    """Whether the two are one amount written twice: one figure, one in words, nothing but joining words between."""
    forms = {first.form, second.form}
    if AmountForm.FIGURE not in forms or len(forms) == 1:
        return False
    between = text[first.end : second.start]
    if AmountForm.PLAIN in forms:
        return _SPOKEN_PAIR.fullmatch(between) is not None
    return _SAME_AMOUNT.fullmatch(between) is not None


def _closed(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] in {"）", ")"} else end


def _remedy(figure: Amount) -> str:
    cents = figure.yuan * 100
    if cents != cents.to_integral_value() or cents >= _LARGEST:
        return "请双方核对后统一大小写金额。"
    return f"请核对后统一大小写金额；以小写为准的，大写应为“人民币{capital_amount(figure.yuan)}”。"


AMOUNT_MISMATCH = Rule("amount-mismatch", detect)
