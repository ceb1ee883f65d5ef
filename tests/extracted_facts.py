"""Drafts in other people's words, and what is read from them."""

from __future__ import annotations

from decimal import Decimal

from contractkit.core.extraction.fact import Facts, Value
from contractkit.core.extraction.reading import read_facts
from contractkit.library.extraction import load_lexicon
from outlines import document

FRONT = """
# 云汀市文旅数据授权运营协议
甲方：云汀市文化广电和旅游局
乙方：云汀文旅数据运营有限公司
"""


def facts(text: str) -> Facts:
    """What a draft says."""
    return read_facts(document(text), load_lexicon())


def values(text: str, *fields: str) -> tuple[Value | None, ...]:
    """The values of fields, by dotted path."""
    read = facts(text)
    return tuple(read.value(tuple(int(key) if key.isdecimal() else key for key in one.split("."))) for one in fields)


def shares(text: str) -> dict[str, str]:
    """Who gets how many per cent."""
    rows = facts(text).rows(("revenue", "shares"))
    return {str(row["party",].value): f"{Decimal(str(row['percent',].value)).normalize():f}" for row in rows}
