"""Matter files: samples, all mistakes at once with line and remedy, YAML there and back."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings

from contractkit.core.matter.fields import find, single_answers
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.standpoint import Position, Side
from contractkit.core.matter.terms import DisputeForum
from contractkit.errors import InvalidData, Problem, UsageError
from contractkit.library.law import load_registry
from contractkit.library.matter import LoadedMatter, dump_matter, load_matter, read_matter
from contractkit.library.yaml_source import YamlFile, parse
from strategies import SAMPLES, matters, put, sample

REGISTRY = load_registry()
TRAFFIC = (SAMPLES / "traffic.yaml").read_text(encoding="utf-8")


def read(text: str) -> LoadedMatter:
    return read_matter(parse(text, name="事项.yaml"), REGISTRY)


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(InvalidData) as caught:
        read(text)
    assert caught.value.message == f"事项.yaml 有 {len(caught.value.problems)} 处错误。"
    return caught.value.problems


def replaced(old: str, new: str) -> str:
    assert TRAFFIC.count(old) == 1, old
    return TRAFFIC.replace(old, new)


def line_of(text: str) -> int:
    return next(number for number, line in enumerate(TRAFFIC.splitlines(), start=1) if text in line)


def test_the_traffic_sample() -> None:
    path = SAMPLES / "traffic.yaml"
    loaded = load_matter(path, REGISTRY)
    assert loaded.warnings == ()
    assert loaded.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (loaded.requirements.edition.id, loaded.requirements.locality, loaded.requirements.max_term_years) == (
        "nda-2025",
        "",
        5,
    )
    assert (loaded.matter.term.years, loaded.matter.agreement.dispute.forum) == (5, DisputeForum.COURT)
    assert len(loaded.matter.resources.catalogue) >= 8
    assert any(resource.sharing for resource in loaded.matter.resources.catalogue)
    assert len(loaded.matter.products.catalogue) >= 6


def test_the_medical_sample() -> None:
    path = SAMPLES / "medical.yaml"
    loaded = load_matter(path, REGISTRY)
    [warning] = loaded.warnings
    assert (warning.file, warning.field) == (str(path), "agreement.dispute.forum")
    assert path.read_text(encoding="utf-8").splitlines()[(warning.line or 0) - 1] == "    forum: 仲裁"
    assert (loaded.requirements.locality, loaded.requirements.max_term_years) == ("henan", 3)
    assert (loaded.matter.term.years, loaded.matter.side) == (3, Side.OPERATOR)
    assert loaded.matter.positions["14.11.dispute"] is Position.FALLBACK


def test_the_flawed_sample_has_exactly_five_mistakes() -> None:
    path = SAMPLES / "flawed-matter.yaml"
    with pytest.raises(InvalidData) as caught:
        load_matter(path, REGISTRY)
    found = [(problem.line, problem.field) for problem in caught.value.problems]
    assert found == [
        (17, "parties.implementing_body.contact.emial"),
        (20, "parties.operator.credit_code"),
        (78, "term.years"),
        (143, "revenue.shares"),
        (154, "security.emergency"),
    ]
    assert all(problem.file == str(path) and problem.remedy for problem in caught.value.problems)
    texts = [problem.message + problem.remedy for problem in caught.value.problems]
    for word, text in zip(
        ("email（电子邮箱）", "末位应为“8”", "超过上限 5 年", "合计 105%", "应急处置"), texts, strict=True
    ):
        assert word in text


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(UsageError):
        load_matter(Path("没有.yaml"), REGISTRY)


def test_scalars_come_out_as_typed() -> None:
    text = replaced("phone: 0589-6620137", "phone: 0558123").replace("phone: 0589-8853206", "phone: 13800000000")
    text = (
        text.replace("start: 2026-03-01", "start: 2026.3.1")
        .replace("percent: 25", "percent: 25%")
        .replace("5 # 原则上", "'5' # 原则上")
    )
    matter = read(
        text.replace("late_rate: 3 ", "late_rate: 万分之3 ").replace("breach_penalty: 500000", "breach_penalty: 50万元")
    ).matter
    assert matter.parties.implementing_body.contact.phone == "0558123"
    assert matter.parties.operator.contact.phone == "13800000000"
    assert matter == read(TRAFFIC.replace("0589-6620137", "0558123").replace("0589-8853206", "13800000000")).matter


@pytest.mark.parametrize(
    ("old", "new", "message", "remedy"),
    [
        ("    representative: 谢望舒", "    法定代表人: 谢望舒", "法定代表人：没有这个字段。", "是否为 representative（法定代表人（负责人））？请改写字段名。"),
        ("    representative: 谢望舒", "    representativ: 谢望舒", "representativ：没有这个字段。", "是否为 representative（法定代表人（负责人））？请改写字段名。"),
        ("  negotiation_days: 30", "  negotiation_days: 30\n  late_rate: 3", "late_rate：没有这个字段。", "late_rate 应写在 agreement.liability 之下，请检查缩进。"),
        ("  negotiation_days: 30", "  negotiation_days: 30\n    foo: 3", "foo：没有这个字段。",
         "请删去。"),
        ("  negotiation_days: 30", "  negotiation_days: 30\n  bar: 3", "bar：没有这个字段。", "请删去。"),
        ("    email: sjyy@qingyuan-jt.example", "    fax: 0589-6620138", "fax：没有这个字段。", "请删去；此处还可以填写：email（电子邮箱）。"),
        ("    representative: 谢望舒", "    representative:", "法定代表人（负责人）：没有填写内容。", "请在冒号后写上内容；本项可以不填的，整行删去。"),
        ("    representative: 谢望舒", "    representative: 待定", "法定代表人（负责人）：“待定”没有实际内容，写进文件会成为空白条款。", "请写明确定的内容。"),
        ("  method: 公开招标", "  method: 公开", "选择方式：没有“公开”这个选项。", "请选其一：公开招标、邀请招标、谈判。"),
        ("  cure_days: 30", "  cure_days: 30日", "催告纠正期限（日）：须为整数，现在是“30日”。", "请只写数字，不带单位和小数。"),
        ("  concluded: 2026-02-06", "  concluded: 2026年2月", "确定运营机构的日期：不是日期：“2026年2月”。", "请写成 2026-03-01 或者 2026年3月1日，年月日齐全。"),
        ("  protection_level: 第三级", "  protection_level: [三级]", "网络安全等级保护：须为一行文字，现在是列表。",
         "请直接写文字；文字中含半角冒号、或为 true、false 的，加引号。例如：第三级。"),
        ("    total: 8", "    total: 80", "总份数：不得大于 50，现在是“80”。", "请核对数字和单位。"),
    ],
)  # fmt: skip
def test_one_mistake_one_problem(old: str, new: str, message: str, remedy: str) -> None:
    text = replaced(old, new)
    [problem] = problems(text)
    changed = next(
        number
        for number, (a, b) in enumerate(zip(TRAFFIC.split("\n"), text.split("\n"), strict=False), start=1)
        if a != b
    )
    assert (problem.message.rpartition("→")[2], problem.remedy, problem.line) == (message, remedy, changed)


def test_the_message_leads_with_the_way_in_chinese() -> None:
    [problem] = problems(replaced("  cure_days: 30", "  cure_days: 0"))
    assert problem.message == "授权运营协议→协议终止→催告纠正期限（日）：不得小于 1，现在是“0”。"
    assert problem.where == f"事项.yaml:{line_of('cure_days')} agreement.termination.cure_days"


def test_a_missing_field_is_told_at_its_parent() -> None:
    text = "".join(line for line in TRAFFIC.splitlines(keepends=True) if "log_retention_years" not in line)
    [problem] = problems(text)
    assert problem.line == line_of("security:")
    assert problem.remedy == "请在 security 之下补写“log_retention_years:”。"


def test_missing_blocks_are_told_all_at_once() -> None:
    found = problems("schema: contractkit.matter/1\nname: 某市授权运营\n")
    assert len(found) == 14
    assert {problem.line for problem in found} == {1}
    assert found[0].remedy.startswith("请在文件最外层补写“parties:”，其中写：implementing_body（实施机构）")


def test_a_file_that_is_a_list() -> None:
    [problem] = problems("- schema: contractkit.matter/1\n")
    assert problem.message == "须分项填写，现在是列表。"


def test_relations_and_single_mistakes_come_together() -> None:
    text = replaced("      percent: 25", "      percent: 26").replace(
        "use: 由运营机构缴入市级国库", "usage: 由运营机构缴入市级国库"
    )
    text = text.replace("sources: [JT-009]", "sources: [JT-099]").replace("    code: P-08", "    code: P-07")
    text = text.replace("- code: P-08", "- code: P-07")
    assert [problem.field for problem in problems(text)] == [
        "products.catalogue.第4项.sources.第1项",
        "products.catalogue.第8项.code",
        "revenue.shares",
        "revenue.shares.第1项.usage",
    ]


def test_a_relation_is_told_once_though_the_models_see_it_too() -> None:
    [problem] = problems(replaced("      percent: 25", "      percent: 26"))
    assert problem.message.endswith("各项比例合计 101%，应为 100%，多1%。")


@pytest.mark.parametrize(
    ("new", "field", "word"),
    [
        ("edition: nda-2023", "edition", "没有 nda-2023 这一版本"),
        ("locality: hennan", "locality", "没有 hennan 这一地方规则"),
    ],
)
def test_unknown_editions_and_localities(new: str, field: str, word: str) -> None:
    [problem] = problems(replaced("# edition: nda-2025 ", f"{new} # "))
    assert (problem.field, problem.line) == (field, line_of("# edition"))
    assert word in problem.message


def test_no_edition_in_force_on_the_signing_date() -> None:
    text = TRAFFIC.replace("2026-02-26", "2025-02-26").replace("concluded: 2026-02-06", "concluded: 2025-02-06")
    text = text.replace("decided: 2025-11-18", "decided: 2024-11-18").replace(
        "decided: 2025-12-05", "decided: 2024-12-05"
    )
    [problem] = problems(text)
    assert (problem.field, problem.line) == ("agreement.signing_date", line_of("signing_date"))
    draft = read(text.replace("# edition: nda-2025 ", "edition: nda-2024-draft #"))
    assert draft.requirements.edition.id == "nda-2024-draft"
    assert [problem.field for problem in draft.warnings] == ["edition"]


def test_the_limit_of_the_locality_holds() -> None:
    [problem] = problems(replaced("# locality: henan ", "locality: henan #"))
    assert "超过上限 3 年" in problem.message


def test_a_local_draft_is_pointed_out() -> None:
    text = replaced("# locality: henan ", "locality: guangdong #").replace(
        "log_retention_years: 3", "log_retention_years: 5"
    )
    [warning] = read(text).warnings
    assert (warning.field, warning.line) == ("locality", line_of("# locality"))


def test_each_heading_of_the_batch_table_is_a_field_and_each_row_a_matter() -> None:
    with (SAMPLES / "batch/lots.csv").open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert (SAMPLES / "batch/lots.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(rows) == 3
    known = {".".join(map(str, keys)) for keys in single_answers()}
    assert set(rows[0]) <= known
    assert all(find(tuple(heading.split("."))) for heading in rows[0])
    names = set()
    for number, row in enumerate(rows, start=2):
        data = sample()
        for heading, cell in row.items():
            put(data, heading, cell)
        loaded = read_matter(YamlFile("lots.csv", data, {(): number}), REGISTRY)
        assert loaded.warnings == ()
        names.add(loaded.matter.parties.operator.name)
    assert len(names) == 3


@settings(max_examples=30, deadline=None)
@given(matters(any_position=True))
def test_yaml_there_and_back(matter: Matter) -> None:
    assert read(dump_matter(matter)).matter == matter


@pytest.mark.parametrize("name", ["traffic.yaml", "medical.yaml"])
def test_the_samples_there_and_back(name: str) -> None:
    matter = load_matter(SAMPLES / name, REGISTRY).matter
    text = dump_matter(matter)
    assert read(text).matter == matter
    assert text.startswith("schema: contractkit.matter/1\nname: ")
    assert "  end: 20" in text
    assert "necessity: |-\n" in text
