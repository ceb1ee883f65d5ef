"""What a sentence affirms: its words without the clauses that forbid, deny, ask, define or threaten."""

from __future__ import annotations

import re

_CLAUSE = re.compile(r"[^，：|（）]+?(?=但|然而|不过|而(?!且|言|成|后|非)|[，：|（）]|$)|[，：|（）]|但|然而|不过|而")
_FORBIDS = re.compile(
    r"不得(?!不)|不能(?!不|满足)|不可(?!撤销|逆|抗|分割|或缺|用|靠)|不应(?!有)|不允许|不准|不许|不会|不予(?!披露|公开|过问)|严禁|禁止|严控|严格管控|管控|杜绝|无权|未经(?!(?:任何)?(?:加工|脱敏|处理|清洗|匿名|公开|去标识|审计|依法公开))|(?<!直接)不直接"
    r"|防止|避免|防范|谢绝|拒绝|不(?:再)?(?:参与|从事|介入|实施|投资|任职|对外|向|对|将|把|以|与|提供|出售|返回|出域|包括|包含|享有|具有|拥有|属于?(?!违)|适用于|用于|构成(?!违)|接触|进行)"
    r"|是否|能否|能不能|可否|如何|是指|系指|所称|所谓|仅(?:限|为|用于|在|供)|只(?:限|用于|能用于|为)|专用于|变相|涉嫌|违反|违规"
)
# Where somebody else must not interfere, the thing itself is allowed; and a restriction that falls is a permission.
_INTERFERES = re.compile(
    r"(?:不得|不能|不应|不予|无权|不)(?:以[^，。；]{1,10})?(?:另行|无故|擅自)?[^，。；]{0,6}?(?:干预|干涉|限制|拒绝|阻挠|阻止|妨碍|反对|异议|过问|禁止)"
)
_TURNS = re.compile(
    r"但|然而|不过|可(?!能|靠|信)|有权|允许|准许|同意|鼓励|由|应|须|必|按|每|自主|自定|随时|直接|其余|其他|仍|均|就|一律|统一|乙方|甲方|运营|客户|企业|用户|[元费价]"
)
_CASE = re.compile(r"(?:的|者)，")
_THREAT = re.compile(
    r"^[^。；]{0,30}(?:解除|终止(?!后)|追究|责令|退还|退赔|扣[减除罚分没]|整改|处罚|收回|没收|赔偿|移送|停用|驳回|退回|违约|撤销"
    r"|视为(?:超|(?:乙方|运营机构)?参与)|依法处理|查处|报[^，]{0,8}处理|断供|通报批评|无效|停止供|收缴|立即|不经(?:预告|催告)|不得|不予|承担[^，]{0,6}责任)"
)
_AHEAD = 60  # characters after a case in which its consequence is named
_RELIEVES = re.compile(r"不(?:视为|属于?|构成|影响|承担|追究|受)|免除|免予|无须|毋须|无需|除外|不在此限")


def affirmed(sentence: str) -> str:
    """The sentence, as long as before, with spaces instead of the clauses that grant nothing."""
    kept: list[str] = []
    forbidden, threatened = False, _threatened(sentence)
    for match in _CLAUSE.finditer(sentence):
        clause = match[0]
        if len(clause) == 1 and clause in "，：|（）":
            kept.append(clause)
            continue
        forbidden = _is_forbidden(clause, after_forbidden=forbidden)
        kept.append(" " * len(clause) if forbidden or match.end() <= threatened else clause)
    return "".join(kept)


def _is_forbidden(clause: str, *, after_forbidden: bool) -> bool:
    """Whether a clause forbids by itself, or goes on with what the one before forbids."""
    if _FORBIDS.search(clause):
        return not _INTERFERES.search(clause)
    return after_forbidden and not _TURNS.search(clause)


def _threatened(sentence: str) -> int:
    """How far a sentence names cases (…的，) for which the next words threaten a consequence; 0 where it does not."""
    ends = 0
    for match in _CASE.finditer(sentence):
        following = sentence[match.end() : match.end() + _AHEAD]
        if _THREAT.search(following) and not _RELIEVES.search(following):
            ends = match.end()
    return ends
