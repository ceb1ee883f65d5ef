"""Who takes part, read from running text where a document introduces nobody in a party line: 实施机构为云汀市数据局."""

from __future__ import annotations

import re
from typing import Final

from contractkit.core.against.text import SPOKEN, Text
from contractkit.core.checker.finding import Evidence
from contractkit.core.checker.rules.context import Span, operative, sentences
from contractkit.core.checker.rules.reported import is_reported
from contractkit.core.document.tree import BlockKind
from contractkit.core.matter.fields import Keys

_BODY: Final = r"(?:局|委员会|委|厅|办公室|中心|人民政府|管委会|研究院|医院|大学|公司|集团|支队|总队|协会|银行|站)"
_NAME: Final = rf"(?P<name>[一-鿿（）·]{{2,34}}?{_BODY})(?=[，。；、|（(]|$|和|与|负责|作为|承担|会同|建设|牵头)"
_IS: Final = r"”?(?:（[^（）]{1,14}）)?(?:为|是|系|由|，?指|：|\|)"
_ROLES: Final[dict[Keys, re.Pattern[str]]] = {
    ("parties", "implementing_body", "name"): re.compile(
        rf"(?:实施(?:机构|单位|主体)|授权(?:主体|方|单位)){_IS}{_NAME}|(?P<of>[一-鿿]{{3,20}}?{_BODY})(?:是|为|作为)(?:本(?:项目|次)[^，。；]{{0,12}}的?)?实施机构"
        rf"|(?<![一-鿿])(?P<before>[一-鿿]{{2,20}}?{_BODY})（[^（）]{{0,12}}实施机构[^（）]{{0,8}}）"
    ),
    ("parties", "operator", "name"): re.compile(
        rf"(?:运营(?:机构|单位|主体|方)|被授权(?:方|单位|主体)){_IS}{_NAME}|授权(?:给|由)?(?P<of>[一-鿿（）]{{4,30}}?公司)(?:开展|负责|承担|作为)[^，。；]{{0,12}}运营"
    ),
    ("parties", "data_authority", "name"): re.compile(rf"数据(?:主管|管理)(?:部门|机构){_IS}{_NAME}"),
}
_NO_NAME: Final = re.compile(
    r"[向应将把按经各该其]|依法|选定|确定|符合|具备|下列|以下|有关|本级|同级|会同|负责|不得|可以|第[一二三四五六七八九十\d]|并|及其"
)
_WHOLE: Final = re.compile(rf"[一-鿿（）()·]{{2,36}}{_BODY}(?:（[^（）]{{1,20}}）)?")


def is_name(text: str) -> bool:
    """Whether words are the name of a body, not what it does or who it has to be."""
    return _WHOLE.fullmatch(text) is not None and not _NO_NAME.search(text)


def named(text: Text, keys: Keys) -> tuple[str, tuple[Evidence, ...]] | None:
    """The name that a document gives to a role, with its words: a fact where it is one, else from running text."""
    fact = text.facts.get(keys)
    if fact is not None and is_name(str(fact.value)):
        return str(fact.value), text.evidence(fact)
    pattern = _ROLES.get(keys)
    if pattern is None:
        return None
    for passage in operative(text.document, SPOKEN):
        for span in sentences(passage):
            match = pattern.search(span.text)
            name = next((one for one in match.groupdict().values() if one), "") if match else ""
            if match and is_name(name) and not is_reported(span) and not _is_in_table(span):
                found = Span(passage, span.start + match.start(), span.start + match.end())
                return name, (found.evidence(),)
    return None


def _is_in_table(span: Span) -> bool:
    """Whether words stand in a table with a head: a row tells who discloses, not who it is."""
    return span.passage.kind is BlockKind.ROW and bool(span.passage.header)
