"""Differences planted between plans and agreements: are all found, and is none invented?

    python benchmarks/against.py [--pairs 120] [--seed 1]

Varies the sample matters (parties, resources, products, prices, shares, levels, term), generates plan and agreement of each
as Word files, and holds the agreement against the plan: half of the pairs as they are, in the others one thing is changed
in the agreement alone. Then every pair `NAME.plan.md`, `NAME.agreement.md` in benchmarks/pairs, drafted freely, whose
differences are listed in `NAME.expected` (rule names, each as often as it has to speak). Prints per kind what was planted
and found, and what was invented.
"""

from __future__ import annotations

import argparse
import random
import re
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from contractkit.core.against.compare import Against, beside
from contractkit.core.against.plan import Plan
from contractkit.core.clauses.assembly import assemble
from contractkit.core.document import outline
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.terms import end_of_term
from contractkit.library.rule_pages import load_rule_pages
from contractkit.library.yaml_source import load
from contractkit.readers.detect import read
from contractkit.rendering.package import Properties
from contractkit.rendering.word import render
from contractkit.workflows.generate import open_workshop
from contractkit.workflows.judging import text_of

SAMPLES = Path(__file__).parents[1] / "samples"
PAIRS = Path(__file__).parent / "pairs"
MADE = date(2026, 1, 1)
UNNAMED = "运营机构为按照第四部分选定的法人"
PLACES = ("澄安市", "泊远县", "临溪区", "珏山州", "禾川市", "望津市")
BODIES = ("交通运输局", "水务局", "民政局", "卫生健康委员会", "文化和旅游局", "数据局", "市场监督管理局", "气象局")
WHAT = ("公交站点", "水库水位", "养老床位", "门诊人次", "景区客流", "企业年报", "停车泊位", "暴雨观测", "路灯设施", "农贸价格",
        "供热管网", "图书借阅", "校车运行", "消防栓点位", "港口吞吐", "林地图斑")  # fmt: skip
HOW = ("动态", "统计", "目录", "名录", "分时汇总", "月报", "登记", "评价结果")
OFFER = ("查询", "预警", "指数", "核验", "评估", "预测")
FORMS = ("不含个人信息", "匿名化后提供", "去标识化后提供")
FREE, PAID = "公共治理、公益事业", "产业发展、行业发展"

Data = dict[str, Any]
Random = random.Random


@dataclass(frozen=True)
class Planted:
    """One difference: what was done, and the rule that has to speak."""

    kind: str
    rule: str
    change: Callable[[Data, Random], None]


def main() -> int:
    """Plant, compare, count; 1 where something was missed or invented."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    wrong = generated(arguments.pairs, arguments.seed)
    wrong += sum(free(folder) for folder in sorted(PAIRS.iterdir()) if folder.is_dir())
    return int(wrong > 0)


def generated(pairs: int, seed: int) -> int:
    """Pairs from varied matters."""
    workshop, rules = open_workshop(), load_rule_pages()
    planted, found, invented, clean = Counter[str](), Counter[str](), 0, 0
    spent = 0.0
    for at in range(pairs):
        rng = Random(seed * 10_000 + at)
        base = varied(sample("traffic.yaml" if at % 4 < 2 else "medical.yaml"), rng) if at > 3 else sample(at)
        changed, one = deepcopy(base), PLANTS[at // 2 % len(PLANTS)] if at % 2 else None
        if one is not None:
            one.change(changed, rng)
        plan = naming_operator(made(base, Kind.PLAN, workshop), base["parties"]["operator"]["name"])
        begun = time.perf_counter()
        outcome = compared(plan, made(changed, Kind.AGREEMENT, workshop), ".docx", rules)
        spent += time.perf_counter() - begun
        said = [(finding.rule, finding.message) for finding in outcome.findings]
        clean += one is None
        if one is not None:
            planted[one.kind] += 1
            hit = next((each for each in said if each[0] == one.rule), None)
            found[one.kind] += hit is not None
            if hit is None:
                print(f"第{at}对 {one.kind}：没有发现")
            else:
                said = [each for each in said if each[0] != one.rule]
        invented += len(said)
        for each in said:
            print(f"第{at}对 多报：{each}")
    for kind, number in planted.items():
        print(f"{kind:　<12}{number:>5}处，发现{found[kind]:>5}处")
    print(f"共{planted.total()}处，发现{found.total()}处；{clean}对没有改动的和其余内容，多报{invented}处")
    print(f"读出两份文件并对照，平均每对{spent / max(pairs, 1):.2f}秒")
    return planted.total() - found.total() + invented


def free(folder: Path) -> int:
    """Pairs in other people's words."""
    rules, missed, invented, expected_all = load_rule_pages(), 0, 0, 0
    for path in sorted(folder.glob("*.plan.md")):
        name = path.name.removesuffix(".plan.md")
        agreement = (folder / f"{name}.agreement.md").read_bytes()
        expected = Counter((folder / f"{name}.expected").read_text(encoding="utf-8").split())
        findings = compared(path.read_bytes(), agreement, ".md", rules).findings
        said = Counter(finding.rule for finding in findings)
        missed += (expected - said).total()
        invented += (said - expected).total()
        expected_all += expected.total()
        print(f"{name}：应有{expected.total()}处，漏{(expected - said).total()}处，多{(said - expected).total()}处")
        if expected != said:
            for finding in findings:
                print(f"    {finding.severity} {finding.rule} {finding.message}")
    print(f"自由行文 {folder.name}：应有{expected_all}处，漏{missed}处，多报{invented}处")
    return missed + invented


def compared(plan: bytes, agreement: bytes, suffix: str, rules: Any) -> Against:
    """What `check --against` says of two files, without the rest of the check."""
    texts = [text_of(outline.build(read(Path(f"x{suffix}"), data=data))) for data in (plan, agreement)]
    return beside(Plan.of("", "", texts[0]), texts[1], rules)


def made(data: Data, kind: Kind, workshop: Any) -> bytes:
    """A document of a matter as a Word file."""
    matter = Matter.model_validate(data, context={"max_term_years": 30})
    requirements = workshop.registry.requirements("nda-2025")
    draft = assemble(matter, workshop.catalog, requirements, kind)
    properties = Properties(draft.title, "", MADE, {})
    return render(draft, matter, requirements, workshop.templates[kind], properties)


def naming_operator(plan: bytes, name: str) -> bytes:
    """The plan with the operator's name where our wording leaves it to the selection."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(plan)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "word/document.xml":
                content = content.replace(UNNAMED.encode(), f"运营机构为{name}".encode())
            new.writestr(part, content)
    return target.getvalue()


def sample(which: str | int) -> Data:
    """A sample matter as plain data."""
    name = which if isinstance(which, str) else ("traffic.yaml", "medical.yaml")[which // 2]
    data = deepcopy(load(SAMPLES / name).data)
    data.pop("locality", None)
    data["term"]["start"] = date.fromisoformat(str(data["term"]["start"]))
    return data


def varied(data: Data, rng: Random) -> Data:
    """Another matter: other parties, other lists, other figures."""
    place = rng.choice(PLACES)
    data["parties"]["implementing_body"]["name"] = place + rng.choice(BODIES)
    data["parties"]["operator"]["name"] = (
        f"{place[:2]}{rng.choice('恒数慧通达启')}{rng.choice('元信联创')}数据运营有限公司"
    )
    data["term"]["years"] = rng.randint(1, 5)
    data["term"]["end"] = end_of_term(data["term"]["start"], data["term"]["years"])
    names = rng.sample([what + how for what in WHAT for how in HOW], 12)
    rows = data["resources"]["catalogue"][: rng.randint(3, 10)]
    for at, row in enumerate(rows):
        row |= {"code": f"R-{at + 1:02}", "name": names[at], "personal_information": rng.choice(FORMS)}
        row["level"] = rng.choice(("一般数据", "重要数据"))
        row.pop("sharing", None)
    data["resources"]["catalogue"] = rows
    offers = rng.sample([what + offer for what in WHAT for offer in OFFER], 8)
    products = data["products"]["catalogue"][-rng.randint(3, 8) :]
    for at, row in enumerate(products):
        is_free = at % 2 == 0
        price = {"kind": "免费"} if is_free else {"kind": "政府指导价", "cap": f"{rng.randint(1, 90) * 10}元/次"}
        row |= {"code": f"P-{at + 1:02}", "name": offers[at], "category": FREE if is_free else PAID, "price": price}
        row["sources"] = [rng.choice(rows)["code"]]
    data["products"]["catalogue"] = products
    treasury = rng.randint(5, 40)
    provider = rng.randint(1, 20)
    for share, part in zip(data["revenue"]["shares"], (treasury, provider, 100 - treasury - provider), strict=True):
        share["percent"] = part
    data["security"]["protection_level"] = rng.choice(("第三级", "第四级"))
    return data


def other_term(data: Data, rng: Random) -> None:
    """More years or fewer."""
    term = data["term"]
    term["years"] = rng.choice([years for years in range(1, 7) if years != term["years"]])
    term["end"] = end_of_term(term["start"], term["years"])
    if term["years"] > 5:
        term["over_limit_reason"] = "经省人民政府批准，平台建设周期较长，适当延长。"


def resource_added(data: Data, rng: Random) -> None:
    """One more row, which no one approved."""
    row = deepcopy(rng.choice(data["resources"]["catalogue"]))
    row |= {"code": "R-99", "name": rng.choice(("户籍人口底册", "案件卷宗摘要", "居民用电曲线", "婚姻登记底档"))}
    row.pop("sharing", None)
    data["resources"]["catalogue"].insert(rng.randint(0, len(data["resources"]["catalogue"])), row)


def resource_removed(data: Data, rng: Random) -> None:
    """One row less; the products that use it use another."""
    rows = data["resources"]["catalogue"]
    gone = rows.pop(rng.randrange(len(rows)))
    for product in data["products"]["catalogue"]:
        product["sources"] = [code for code in product["sources"] if code != gone["code"]] or [rows[0]["code"]]


def resource_renamed(data: Data, rng: Random) -> None:
    """Another thing under the same number."""
    row = rng.choice(data["resources"]["catalogue"])
    row["name"] = rng.choice((f"{row['name']}明细", f"个人{row['name']}", "居民用电曲线"))


def product_switched(data: Data, rng: Random) -> None:
    """What was free is charged."""
    products = data["products"]["catalogue"]
    free_ones = [row for row in products if row["category"] == FREE]
    row = rng.choice(free_ones)
    row |= {"category": PAID, "price": {"kind": "政府指导价", "cap": "9元/次"}}
    if len(free_ones) == 1:  # both classes have to be there
        products.append(row | {"code": "P-98", "name": "公众咨询答复", "category": FREE, "price": {"kind": "免费"}})


def product_added(data: Data, rng: Random) -> None:
    """One more product."""
    row = deepcopy(rng.choice(data["products"]["catalogue"]))
    data["products"]["catalogue"].append(row | {"code": "P-99", "name": rng.choice(("信贷客户画像", "商铺选址推荐"))})


def cap_raised(data: Data, rng: Random) -> None:
    """A higher price cap."""
    row = rng.choice([row for row in data["products"]["catalogue"] if row["price"].get("cap")])
    row["price"]["cap"] = re.sub(r"[\d.]+", lambda match: str(float(match[0]) * 2), row["price"]["cap"], count=1)


def share_changed(data: Data, rng: Random) -> None:
    """A few per cent from one to another."""
    shares = data["revenue"]["shares"]
    most = max(shares, key=lambda share: share["percent"])
    other = rng.choice([share for share in shares if share is not most])
    moved = rng.randint(1, 5)
    most["percent"] -= moved
    other["percent"] += moved


def level_lowered(data: Data, _: Random) -> None:
    """Less protection of systems."""
    data["security"]["protection_level"] = "第二级"


def resource_lowered(data: Data, rng: Random) -> None:
    """Less protection of a resource."""
    rows = data["resources"]["catalogue"]
    row = rng.choice([row for row in rows if row["level"] == "重要数据"] or rows)
    if row["level"] == "重要数据":
        row["level"] = "一般数据"
    else:
        row["personal_information"] = (
            "去标识化后提供" if row["personal_information"] != "去标识化后提供" else "经本人同意后提供"
        )


def other_operator(data: Data, _: Random) -> None:
    """Another company."""
    data["parties"]["operator"]["name"] = "沧南智联信息技术有限公司"


def other_body(data: Data, _: Random) -> None:
    """Another authority."""
    data["parties"]["implementing_body"]["name"] = "沧南市机关事务管理局"


PLANTS = (
    Planted("期限", "plan-term-differs", other_term),
    Planted("增加资源", "plan-scope-differs", resource_added),
    Planted("删去资源", "plan-scope-differs", resource_removed),
    Planted("改名资源", "plan-scope-differs", resource_renamed),
    Planted("公益改收费", "plan-products-differ", product_switched),
    Planted("增加产品", "plan-products-differ", product_added),
    Planted("提高收费上限", "plan-products-differ", cap_raised),
    Planted("收益比例", "plan-share-differs", share_changed),
    Planted("降低等保级别", "plan-security-differs", level_lowered),
    Planted("降低数据级别", "plan-security-differs", resource_lowered),
    Planted("换运营机构", "plan-party-differs", other_operator),
    Planted("换实施机构", "plan-party-differs", other_body),
)

if __name__ == "__main__":
    raise SystemExit(main())
