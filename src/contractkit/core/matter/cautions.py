"""What a careful lawyer points out in a matter that is otherwise valid: warnings, which stop nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial, reduce
from typing import Final

from contractkit.core.law.edition import Requirements
from contractkit.core.matter.consistency import Remark
from contractkit.core.matter.fields import Keys
from contractkit.core.matter.findings import Findings
from contractkit.core.matter.leaves import shown_below
from contractkit.core.matter.matter import Matter, SelectionMethod
from contractkit.core.matter.products import Product
from contractkit.core.matter.resources import DataLevel, DataResource, PersonalInformation
from contractkit.core.matter.terms import DisputeForum
from contractkit.core.matter.text import Facts

_DAYS_TO_SIGN = 30  # 招标投标法 Art. 46, 政府采购法 Art. 46
_DELIVERED_AS_DATA = re.compile("数据集|数据包|数据文件|批量数据")
_PUBLIC_BODY = re.compile("(?:局|委|厅|部|署|委员会|办公室|支队|总队|法院|检察院|人民政府)$")
_STRONG_PROTECTION = re.compile("[三四五3-5]级")
_DIRECTION_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to point out.

    Attributes:
        find: gives what there is to say.
        asks: the answers that it looks at, each with all below it.
    """

    find: Callable[[Matter, Requirements], Iterator[Remark]]
    asks: tuple[tuple[str, ...], ...]


def cautions(
    matter: Matter, requirements: Requirements, findings: Findings[Remark] | None = None
) -> tuple[Remark, ...]:
    """All warnings about a valid matter, in the order of the models.

    Args:
        matter: the matter.
        requirements: what applies to it.
        findings: of matters before, for many rows over one base; what comes out is the same without.
    """
    kept: Findings[Remark] = findings or Findings()
    found: list[Remark] = []
    for check in CHECKS:
        given = (requirements, *[reduce(getattr, names, matter) for names in check.asks])
        found += kept.of(check, given, partial(check.find, matter, requirements))
    for name in Matter.model_fields:
        answers = getattr(matter, name)
        found += kept.of(name, (answers,), partial(_hidden, answers, name))
    return tuple(found)


def _edition(matter: Matter, requirements: Requirements) -> Iterator[Remark]:
    signed = matter.agreement.signing_date
    if not requirements.edition.in_force(signed):
        yield Remark("edition_not_in_force", ("edition",), {"edition": requirements.edition.id, "signed": signed})


def _selection(matter: Matter, _: Requirements) -> Iterator[Remark]:
    selected, signed = matter.selection.concluded, matter.agreement.signing_date
    tender = matter.selection.method is not SelectionMethod.NEGOTIATION
    if tender and (days := (signed - selected).days) > _DAYS_TO_SIGN:
        context = {"selected": selected, "signed": signed, "days": days}
        yield Remark("selection_old", ("selection", "concluded"), context)


def _resources(matter: Matter, _: Requirements) -> Iterator[Remark]:
    resources = matter.resources.catalogue
    at: Keys = ("resources", "catalogue")
    if core := [one for one in resources if one.level is DataLevel.CORE]:
        yield Remark("core_data", at, {"codes": _codes(core)})
    body = matter.parties.implementing_body.name
    unstated = [one for one in resources if one.provider != body and one.sharing is None]
    if unstated := [one for one in unstated if _PUBLIC_BODY.search(one.provider)]:
        yield Remark("consent_unstated", at, {"codes": _codes(unstated)})
    used = {code for product in matter.products.catalogue for code in product.sources}
    if unused := [one for one in resources if one.code not in used]:
        yield Remark("resource_unused", at, {"codes": _codes(unused)})


def _term(matter: Matter, requirements: Requirements) -> Iterator[Remark]:
    years, limit = matter.term.years, requirements.max_term_years
    if years > limit:
        yield Remark("term_over_limit", ("term", "years"), {"years": years, "limit": limit})


def _delivered(matter: Matter, _: Requirements) -> Iterator[Remark]:
    resources = matter.resources.catalogue
    important = [one for one in resources if one.level is not DataLevel.GENERAL]
    personal = [one for one in resources if one.personal_information is PersonalInformation.DEIDENTIFIED]
    for kind, sensitive in (("important_data_delivered", important), ("personal_data_delivered", personal)):
        codes = {one.code for one in sensitive}
        found = [product for product in matter.products.catalogue if _delivers(product, codes)]
        if found:
            sources = [one for one in sensitive if any(one.code in product.sources for product in found)]
            context = {"products": _codes(found), "codes": _codes(sources)}
            yield Remark(kind, ("products", "catalogue"), context)


def _revenue(matter: Matter, _: Requirements) -> Iterator[Remark]:
    names = ("运营机构", "乙方", matter.parties.operator.name)
    if not any(name in share.party for share in matter.revenue.shares for name in names):
        yield Remark("operator_without_share", ("revenue", "shares"))


def _security(matter: Matter, _: Requirements) -> Iterator[Remark]:
    resources, security = matter.resources.catalogue, matter.security
    personal = [one for one in resources if _is_personal(one)]
    if personal and not any("影响评估" in measure for measure in security.personal_information):
        yield Remark("impact_assessment_missing", ("security", "personal_information"), {"codes": _codes(personal)})
    sensitive = [one for one in resources if _is_personal(one) or one.level is not DataLevel.GENERAL]
    if sensitive and not _STRONG_PROTECTION.search(security.protection_level):
        context = {"codes": _codes(sensitive), "level": security.protection_level}
        yield Remark("protection_level_low", ("security", "protection_level"), context)


def _plan(matter: Matter, _: Requirements) -> Iterator[Remark]:
    deadlines = [milestone.deadline for milestone in matter.plan.milestones]
    if deadlines != sorted(deadlines):
        yield Remark("milestones_unordered", ("plan", "milestones"))


def _dispute(matter: Matter, _: Requirements) -> Iterator[Remark]:
    if matter.agreement.dispute.forum is DisputeForum.ARBITRATION:
        yield Remark("arbitration_doubtful", ("agreement", "dispute", "forum"))


def _hidden(answers: object, name: str) -> Iterator[Remark]:
    written = answers.model_dump_json() if isinstance(answers, Facts) else str(answers)
    if not _DIRECTION_CONTROLS.search(written):  # much faster than one answer after the other
        return
    for keys, text in shown_below(answers, name):
        if _DIRECTION_CONTROLS.search(text):
            yield Remark("hidden_characters", keys)


def _delivers(product: Product, codes: set[str]) -> bool:
    return bool(_DELIVERED_AS_DATA.search(product.form)) and not codes.isdisjoint(product.sources)


def _is_personal(resource: DataResource) -> bool:
    return resource.personal_information in {PersonalInformation.DEIDENTIFIED, PersonalInformation.CONSENTED}


def _codes(rows: Iterable[DataResource | Product]) -> str:
    return "、".join(row.code for row in rows)


_SIGNED: Final = ("agreement", "signing_date")
_RESOURCES: Final = ("resources", "catalogue")
_PRODUCTS: Final = ("products", "catalogue")
CHECKS: Final = (
    Check(_edition, (_SIGNED,)),
    Check(_selection, (("selection", "concluded"), ("selection", "method"), _SIGNED)),
    Check(_resources, (_RESOURCES, _PRODUCTS, ("parties", "implementing_body", "name"))),
    Check(_term, (("term", "years"),)),
    Check(_delivered, (_RESOURCES, _PRODUCTS)),
    Check(_revenue, (("revenue",), ("parties", "operator", "name"))),
    Check(_security, (_RESOURCES, ("security",))),
    Check(_plan, (("plan", "milestones"),)),
    Check(_dispute, (("agreement", "dispute", "forum"),)),
)
