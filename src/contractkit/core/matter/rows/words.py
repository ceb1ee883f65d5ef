"""Mistakes in the words of a table: of cells that cannot be used, and where a matter file's words speak of keys and lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from contractkit.core.matter.messages import quoted
from contractkit.core.matter.rows.row import Fault

CELLS: Final[dict[str, tuple[str, str]]] = {
    "missing": ("没有填写。", "请填写“{heading}”，或者用 --base 提供。{example}"),
    "empty": ("没有填写。", "请在“{heading}”列填写；可以不填的，连同所属的各列一并留空。{example}"),
    "extra_forbidden": ("没有这个字段。", "请改正或者删去这个字段名。"),
    "string_type": ("须为文字，现在是{value}。", "请把单元格改为文本格式后重新填写。{example}"),
    "model_type": ("须分项填写，现在是{value}。", "请分列填写。"),
    "model_attributes_type": ("须分项填写，现在是{value}。", "请分列填写。"),
    "tuple_type": ("须为若干项，现在是{value}。", "请一项一行地填写。"),
    "too_short": ("只有 {actual_length} 项，至少须有 {min_length} 项。", "请在“{heading}”补足。"),
    "too_long": ("有 {actual_length} 项，最多 {max_length} 项。", "请在“{heading}”合并或者删减。"),
    "price_without_cap": (
        "价格形式是政府指导价，没有填写上限收费标准。",
        "请填写“上限收费标准”，例如“0.5元/次”；免费提供的，把“价格形式”改为“免费”。",
    ),
    "free_with_cap": (
        "价格形式是免费，却填写了上限收费标准“{cap}”。",
        "请清空“上限收费标准”；确需收费的，把“价格形式”改为“政府指导价”。",
    ),
    "public_good_charged": (
        "用于公共治理、公益事业的产品和服务须免费提供（发改价格〔2025〕65号），现在是“{price}”。",
        "请把“价格形式”改为“免费”并清空“上限收费标准”；用于产业发展、行业发展的，改“类别”。",
    ),
    "category_missing": (
        "产品和服务清单中没有“{category}”类（《实施规范》第九条第（七）项要求两类都有）。",
        "请为这一事项补列至少一项“类别”为“{category}”的产品。",
    ),
    "term_dates": (
        "自起始日起算 {years} 年，届满日应为{expected}，现在是{end}。",
        "请把“届满日”改为 {expected_iso}，或者改正“起始日”“期限（年）”。",
    ),
    "term_too_long": (
        "运营期限 {years} 年，超过上限 {limit} 年。",
        "请改为不超过 {limit} 年并相应改“届满日”；确需超过的，在“超过上限的理由”写明理由和批准文件。",
    ),
    "shares_total": (
        "各项比例合计 {total}%，应为 100%，{over}{difference}%。",
        "请核对各分配对象的比例，使合计为 100。",
    ),
    "areas_missing": (
        "授权模式是“{kind}”，没有列出领域或者场景。",
        "请在“领域或者场景”逐一列出；不区分的，把“授权模式”改为“整体授权”。",
    ),
    "points_total": ("各项分值合计 {total} 分，应为 100 分，{over}{difference} 分。", "请核对各项分值，使合计为 100。"),
    "source_unknown": (
        "数据资源目录中没有编号“{code}”。",
        "请写这一事项的数据资源目录中的资源编号{nearest}，或者补列该资源。",
    ),
    "signed_after_start": (
        "签订日期（{signed}）晚于期限的起始日（{start}）。",
        "期限应自签订之日或者其后起算，请改“签订日期”，或者改“起始日”和“届满日”。",
    ),
    "edition_not_in_force": (
        "所选版本“{edition}”在签订日期（{signed}）没有施行。",
        "请确认版本；“规范版本”留空则按签订日期选择。",
    ),
    "local_answer_missing": ("所选地方规定要求写明“{element}”，没有填写。", "请在“{heading}”列填写。{asks}"),
    "impact_assessment_missing": (
        "资源 {codes} 涉及个人信息，个人信息保护措施中没有个人信息保护影响评估。",
        "请在“个人信息保护措施”补写事前影响评估（《个人信息保护法》第五十五条）。",
    ),
    "consent_unstated": (
        "资源 {codes} 由实施机构以外的部门提供，没有填写共享取得。",
        "以政务数据共享方式取得的，须征得提供单位同意（《实施规范》第五条），请补填“共享数据提供单位”和“同意文件”；系直接归集的可以不填。",
    ),
    "resource_unused": (
        "资源 {codes} 没有用于任何产品。",
        "按最小必要原则，请移出目录，或者在产品的“来源数据”中写上。",
    ),
    "operator_without_share": (
        "收益分配对象中没有运营机构。",
        "请核对收益分配；确不参与分配的，在“协议其他约定”中写明其收入来源。",
    ),
}

_FAULTS: Final[Mapping[str, tuple[str, str]]] = {
    "formula_without_value": (
        "公式“{shown}”没有算出的值。",
        "请用 Excel 或者 WPS 打开表格，重新计算后保存，或者把公式改为值。",
    ),
    "error_value": ("单元格是错误值{value}。", "请改正公式，或者直接填写内容。"),
    "digits_lost": (
        "这个号码存成了数字，Excel 只保留前15位，现在是{value}，后面的数字已经丢失。",
        "请把该列设为文本格式，照证照重新填写全部数字。",
    ),
    "date_in_text": (
        "单元格是日期（{shown}），这一项须为文字，原来输入的写法已经看不出。",
        "请把单元格设为文本格式后重新填写。",
    ),
    "time_in_day": ("日期不带时间，现在是{value}。", "请只填日期，例如 2026-03-01。"),
    "date_serial": (
        "不是日期：{value}。单元格没有设为日期格式，按 Excel 的算法是 {day}。",
        "请把单元格设为日期格式，或者写成 {day}。",
    ),
    "number_with_text": ("须为文字，现在是{value}。", "请写文字。"),
    "merged_across": ("单元格左右合并，看不出内容属于哪一列。", "请取消合并后逐列填写。"),
    "key_missing": ("没有填写“{heading}”，附表的各行不知道属于谁。", "请填写，每一事项一个编号，不得重复。"),
    "key_repeated": ("“{heading}”{value}与第 {first} 行重复。", "请另编一个编号，附表的各行一并改正。"),
    "key_unknown": (
        "工作表“{main}”中没有“{heading}”{value}，附表{rows}写的是它。",
        "请改正编号{nearest}，或者在“{main}”中补列这一事项。",
    ),
    "key_missing_in_list": ("没有填写“{heading}”，不知道属于哪个事项：{rows}。", "请填写“{main}”中那一行的编号。"),
    "json_broken": ("不是合法的 JSON：{shown}。", "请每行写一个完整的 JSON 对象，用半角引号和逗号。"),
    "json_not_object": ("须为一个 JSON 对象。", '请写成 {{"授权运营名称": "…", …}}。'),
    "json_twice": ("字段{value}写了两次。", "请删去一处。"),
    "heading_unknown": ("认不出字段名{value}。", "{nearest}请改正或者删去；用 --mapping 写 ignore 的不读取。"),
    "heading_twice": ("字段名{value}与“{first}”指同一项。", "请删去一处。"),
    "cells_beyond": ("{column}列没有列名，却有内容{value}。", "请补写列名或者删去；内容里有分隔符的，整格加双引号。"),
    "csv_broken": ("从这一行起读不下去：双引号没有配对，或者引号后面还有文字。", "请改正引号；以后各行没有读取。"),
    "file_unreadable": ("{shown}", ""),
}


def fault_words(fault: Fault) -> tuple[str, str]:
    """What is wrong with a cell or a row, and what to do."""
    message, remedy = _FAULTS[fault.kind]
    known: dict[str, Any] = {"shown": fault.shown, "value": quoted(fault.shown), **fault.context}
    return message.format_map(known), remedy.format_map(known)
