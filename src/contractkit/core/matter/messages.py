"""Every mistake a matter can have, in Chinese: what is wrong, and what to write instead.

One table for the errors of Pydantic, for the relations of the models and for what consistency.py and cautions.py say.
`{value}` is what was typed, `{example}` and `{help}` come from the field, the rest from the error.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any, Final

from contractkit.core.matter.fields import Field, fields_of
from contractkit.core.matter.leaves import shown

EMPTY: Final = frozenset(
    {"string_type", "string_too_short", "model_type", "model_attributes_type", "tuple_type", "dict_type", "enum"}
    | {"int_type", "decimal_type", "date_type", "literal_error"}
)
"""Errors that mean "nothing was written" when the value is nothing."""

MESSAGES: Final[dict[str, tuple[str, str]]] = {
    # Something is missing, or stands where nothing should
    "missing": ("没有填写。", "请在{parent}补写“{key}:”{inside}。{example}"),
    "empty": ("没有填写内容。", "请在冒号后写上内容{inside}；本项可以不填的，整行删去。{example}"),
    "extra_forbidden": ("没有这个字段。", "{nearest}"),
    "invalid_key": ("字段名须为文字。", "请改写字段名。"),
    "postponed": ("“{found}”没有实际内容，写进文件会成为空白条款。", "请写明确定的内容。{help}{example}"),
    # The shape is wrong
    "string_type": (
        "须为一行文字，现在是{value}。",
        "请直接写文字；文字中含半角冒号、或为 true、false 的，加引号。{example}",
    ),
    "string_too_short": ("文字太短。", "请至少写 {min_length} 个字。{example}"),
    "string_too_long": ("文字太长，最多 {max_length} 个字。", "请精简，或者分成几项写。"),
    "model_type": ("须分项填写，现在是{value}。", "请换行缩进{inside}。"),
    "model_attributes_type": ("须分项填写，现在是{value}。", "请换行缩进{inside}。"),
    "tuple_type": ("须为列表，现在是{value}。", "请换行，每项一行，以“- ”开头；只有一项的也这样写。"),
    "dict_type": ("须为“键: 值”的形式，现在是{value}。", "请换行缩进，每行写一个“键: 值”。{help}"),
    "too_short": ("只有 {actual_length} 项，至少须有 {min_length} 项。", "请补足；每项以“- ”开头。"),
    "too_long": ("有 {actual_length} 项，最多 {max_length} 项。", "请合并或者删减。"),
    # Choices
    "enum": ("没有{value}这个选项。", "请选其一：{choices}。"),
    "literal_error": ("不认识{value}。", "请写成 contractkit.matter/1；不同的格式请换用相应版本的 contractkit。"),
    # Numbers
    "int_type": ("须为整数，现在是{value}。", "请只写数字，不带单位。{example}"),
    "int_parsing": ("须为整数，现在是{value}。", "请只写数字，不带单位。{example}"),
    "int_parsing_size": ("数字过大：{value}。", "请核对数字。"),
    "int_from_float": ("须为整数，现在是{value}。", "请去掉小数。{example}"),
    "whole_form": ("须为整数，现在是{value}。", "请只写数字，不带单位和小数。{example}"),
    "number_form": ("须为数字，现在是{value}。", "请只写数字。{example}"),
    "decimal_type": ("须为数字，现在是{value}。", "请只写数字。{example}"),
    "decimal_parsing": ("须为数字，现在是{value}。", "请只写数字。{example}"),
    "decimal_max_places": ("最多 {decimal_places} 位小数，现在是{value}。", "请四舍五入后填写。"),
    "decimal_max_digits": ("数字过长：{value}。", "请核对数字。"),
    "decimal_whole_digits": ("数字过大：{value}。", "请核对数字。"),
    "finite_number": ("须为确定的数字，现在是{value}。", "请写数字。{example}"),
    "greater_than": ("须大于 {gt}，现在是{value}。", "请核对数字。{example}"),
    "greater_than_equal": ("不得小于 {ge}，现在是{value}。", "请核对数字和单位。{example}"),
    "less_than": ("须小于 {lt}，现在是{value}。", "请核对数字和单位。{example}"),
    "less_than_equal": ("不得大于 {le}，现在是{value}。", "请核对数字和单位。{example}"),
    # Dates
    "date_form": ("不是日期：{value}。", "请写成 2026-03-01 或者 2026年3月1日，年月日齐全。"),
    "date_impossible": ("没有这一天：{value}。", "请核对月份和日期。"),
    "date_type": ("须为日期，现在是{value}。", "请写成 2026-03-01 或者 2026年3月1日，年月日齐全。"),
    "date_parsing": ("不是日期：{value}。", "请写成 2026-03-01 或者 2026年3月1日，年月日齐全。"),
    "date_from_datetime_parsing": ("不是日期：{value}。", "请写成 2026-03-01 或者 2026年3月1日，不带时间。"),
    "date_from_datetime_inexact": ("日期不带时间：{value}。", "请写成 2026-03-01 或者 2026年3月1日。"),
    # Unified social credit codes
    "credit_code_form": (
        "统一社会信用代码须为18位数字或者大写字母（不含 I、O、S、V、Z），“{code}”有 {length} 位{wrong}。",
        "请对照营业执照或者统一社会信用代码证书逐位核对。",
    ),
    "credit_code_check": (
        "统一社会信用代码“{code}”的校验位不对：按前17位计算，末位应为“{expected}”。",
        "请对照证照逐位核对；前17位无误的，末位改为“{expected}”。",
    ),
    # Relations within a part
    "code_repeated": ("编号“{code}”与第 {first} 项重复。", "请另编一个编号；产品引用了它的，一并改正。"),
    "price_without_cap": (
        "价格形式是政府指导价，没有填写上限收费标准。",
        "请补写 cap，例如“0.5元/次”；免费提供的，把 kind 改为“免费”。",
    ),
    "free_with_cap": (
        "价格形式是免费，却填写了上限收费标准“{cap}”。",
        "请删去 cap；确需收费的，把 kind 改为“政府指导价”。",
    ),
    "public_good_charged": (
        "用于公共治理、公益事业的产品和服务须免费提供（发改价格〔2025〕65号），现在是“{price}”。",
        "请把 price.kind 改为“免费”并删去 cap；用于产业发展、行业发展的，改 category。",
    ),
    "category_missing": (
        "产品和服务清单中没有“{category}”类（《实施规范》第九条第（七）项要求两类都有）。",
        "请补列至少一项 category 为“{category}”的产品。",
    ),
    "term_dates": (
        "自起始日起算 {years} 年，届满日应为{expected}，现在是{end}。",
        "请把 end 改为 {expected_iso}，或者改正 start、years。",
    ),
    "term_too_long": (
        "运营期限 {years} 年，超过上限 {limit} 年。",
        "请改为不超过 {limit} 年并相应改 end；确需超过的，在 over_limit_reason 写明理由和批准文件。",
    ),
    "shares_total": (
        "各项比例合计 {total}%，应为 100%，{over}{difference}%。",
        "请核对各分配对象的 percent，使合计为 100。",
    ),
    "areas_missing": (
        "授权模式是“{kind}”，没有列出领域或者场景。",
        "请在 areas 逐一列出；不区分的，把 kind 改为“整体授权”。",
    ),
    "points_total": (
        "各项分值合计 {total} 分，应为 100 分，{over}{difference} 分。",
        "请核对各项 points，使合计为 100。",
    ),
    "copies_total": ("总份数 {total} 份，各方所持合计 {held} 份。", "请改总份数或者各方份数，使两者相等。"),
    # Relations between parts
    "source_unknown": (
        "数据资源目录中没有编号“{code}”。",
        "请写 resources.catalogue 中的资源编号{nearest}，或者在目录中补列该资源。",
    ),
    "position_unknown": (
        "没有编号为“{code}”的要素。",
        "请写要素编号{nearest}；全部编号见 `contractkit show requirement`。",
    ),
    "same_party": ("运营机构与实施机构的{what}相同。", "协议须由两个不同的主体签订，请对照证照改正。"),
    "signed_after_start": (
        "签订日期（{signed}）晚于期限的起始日（{start}）。",
        "期限应自签订之日或者其后起算，请改签订日期，或者改 term 的 start 和 end。",
    ),
    "selected_after_signing": (
        "确定运营机构的日期（{selected}）晚于签订日期（{signed}）。",
        "须先选定运营机构再签订协议，请核对两个日期。",
    ),
    "decided_after_signing": (
        "“三重一大”集体决策的日期（{decided}）晚于签订日期（{signed}）。",
        "协议须经集体决策通过后签订（《实施规范》第十三条），请核对两个日期。",
    ),
    "reviewed_after_selection": (
        "方案审议日期（{reviewed}）晚于确定运营机构的日期（{selected}）。",
        "运营机构须根据审定同意后的实施方案选择（《实施规范》第十二条），请核对两个日期。",
    ),
    "milestone_after_term": ("完成时间（{deadline}）晚于期限的届满日（{end}）。", "请改到届满日以前，或者删去该阶段。"),
    "institution_forum": (
        "解决方式是{forum}，填写的机构却是“{institution}”。",
        "诉讼写有管辖权的人民法院，仲裁写仲裁委员会的全称，二者只选其一。",
    ),
    "local_answer_missing": ("所选地方规定要求写明“{element}”，没有填写。", "请补写{inside}。{asks}"),
    "log_retention_short": (
        "日志留存 {years} 年，短于所选地方规定的 {least} 年（{article}）。",
        "请改为不少于 {least} 年。",
    ),
    # Warnings
    "term_over_limit": (
        "运营期限 {years} 年，超过上限 {limit} 年，已写明理由。",
        "原则上不得超过上限，请确认理由充分、批准文件齐全，并随方案一并报审。",
    ),
    "selection_old": (
        "确定运营机构（{selected}）至签订（{signed}）相隔 {days} 日，超过30日。",
        "以招标方式选择的，应自中标通知书发出之日起30日内签订（《招标投标法》第四十六条），请核对日期或者说明原因。",
    ),
    "edition_not_in_force": (
        "所选版本“{edition}”在签订日期（{signed}）没有施行。",
        "请确认版本；不填 edition 则按签订日期选择。",
    ),
    "locality_unverified": ("地方规定“{locality}”：{verify}。", "请核对正式文本后再使用。"),
    "core_data": (
        "目录列有核心数据：{codes}。",
        "核心数据实行更加严格的管理制度（《数据安全法》第二十一条），原则上不应纳入授权，请移出或者取得主管部门书面意见。",
    ),
    "important_data_delivered": (
        "产品 {products} 以数据集形式交付，来源含重要数据：{codes}。",
        "原始数据不得直接进入市场（《实施规范》第二十一条），请改为接口、报告、模型等形式，或者说明已脱敏聚合。",
    ),
    "personal_data_delivered": (
        "产品 {products} 以数据集形式交付，来源含去标识化的个人信息：{codes}。",
        "去标识化后仍是个人信息（《个人信息保护法》第七十三条），请改为匿名化、核验类接口，或者取得个人同意。",
    ),
    "impact_assessment_missing": (
        "资源 {codes} 涉及个人信息，个人信息保护措施中没有个人信息保护影响评估。",
        "请在 security.personal_information 补写事前影响评估（《个人信息保护法》第五十五条）。",
    ),
    "protection_level_low": (
        "资源 {codes} 属重要数据或者涉及个人信息，网络安全等级保护为“{level}”。",
        "请核对定级；处理此类数据的系统一般不低于第三级。",
    ),
    "consent_unstated": (
        "资源 {codes} 由实施机构以外的部门提供，没有填写共享取得。",
        "以政务数据共享方式取得的，须征得提供单位同意（《实施规范》第五条），请补写 sharing；系直接归集的可以不填。",
    ),
    "resource_unused": ("资源 {codes} 没有用于任何产品。", "按最小必要原则，请移出目录，或者在产品的 sources 中写上。"),
    "operator_without_share": (
        "收益分配对象中没有运营机构。",
        "请核对 revenue.shares；确不参与分配的，在其他约定中写明其收入来源。",
    ),
    "arbitration_doubtful": (
        "争议约定仲裁；协议若被认定为行政协议，仲裁条款无效（法释〔2019〕17号第二十六条）。",
        "请确认协议性质；没有把握的，改为诉讼并写明有管辖权的人民法院。",
    ),
    "milestones_unordered": ("实施进度没有按完成时间先后排列。", "请按时间先后调整各阶段的次序。"),
    "hidden_characters": (
        "含有看不见的方向控制字符，显示的次序可能与实际文字不同。",
        "请删去不可见字符后重新输入该项。",
    ),
}

_FALLBACK: Final = ("填写的内容不合要求：{value}。", "请对照字段说明改写。{help}{example}")


def explain(
    kind: str,
    context: Mapping[str, Any],
    *,
    value: object = None,
    field: Field | None = None,
    wording: Mapping[str, tuple[str, str]] = MappingProxyType({}),
) -> tuple[str, str]:
    """What is wrong and what to do, as two Chinese texts.

    Args:
        kind: type of a Pydantic error, of a relation, or of a caution.
        context: the figures that belong to it.
        value: what was typed.
        field: the field it is about, where known.
        wording: messages that take the place of those of matter files, by kind.
    """
    if isinstance(value, str):  # a text's length is counted in characters, a list's in members
        kind = {"too_short": "string_too_short", "too_long": "string_too_long"}.get(kind, kind)
    if kind in EMPTY and (value is None or (isinstance(value, str) and not value.strip())):
        kind = "empty"
    message, remedy = wording.get(kind) or MESSAGES.get(kind, _FALLBACK)
    known = _Known({name: _in_words(item) for name, item in {**_of_field(field), **context}.items()})
    known["value"] = quoted(value)
    known.update(_derived(context))
    return message.format_map(known), remedy.format_map(known)


def quoted(value: object) -> str:
    """What was typed, short enough for a message."""
    if isinstance(value, bool):
        return f"“{str(value).lower()}”"
    if isinstance(value, Mapping):
        return "分项"
    if isinstance(value, list | tuple):
        return "列表"
    text = str(value) if not isinstance(value, Decimal) else f"{value:f}"
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"


class _Known(dict[str, str]):
    """Template variables; one that an error does not carry is nothing."""

    def __missing__(self, key: str) -> str:
        return ""


def _of_field(field: Field | None) -> dict[str, str]:
    if field is None:
        return {}
    of_field = {"key": field.key, "title": field.title}
    of_field["help"] = f"填写要求：{field.help}。" if field.help else ""
    of_field["example"] = f"例如：{field.example}。" if field.example else ""
    if field.part:
        inner = "、".join(f"{f.key}（{f.title}）" for f in fields_of(field.part).values() if f.required)
        of_field["inside"] = f"，每项以“- ”开头，其中写：{inner}" if field.many else f"，其中写：{inner}"
    elif field.many:
        of_field["inside"] = "，每项一行，以“- ”开头"
    if isinstance(field.kind, type) and issubclass(field.kind, Enum):
        of_field["choices"] = "、".join(str(choice.value) for choice in field.kind)
        of_field["inside"] = f"（{of_field['choices']}）"
    return of_field


def _derived(context: Mapping[str, Any]) -> dict[str, str]:
    """Words that depend on the figures: 多5%, an ISO date to copy, the characters that a code may not have."""
    derived: dict[str, str] = {}
    if isinstance(total := context.get("total"), int | Decimal):
        derived["over"] = "多" if total > 100 else "少"
    if isinstance(expected := context.get("expected"), date):
        derived["expected_iso"] = expected.isoformat()
    if wrong := context.get("wrong"):
        derived["wrong"] = f"，含有不应出现的字符“{wrong}”"
    return derived


def _in_words(item: object) -> str:
    if isinstance(item, bool) or not isinstance(item, str | int | date | Decimal):
        return str(item)
    return shown(item)
