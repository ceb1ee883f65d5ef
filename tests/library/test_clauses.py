from __future__ import annotations

from pathlib import Path

import pytest

from contractkit.core.law.requirement import Kind
from contractkit.core.matter.standpoint import Position, Side
from contractkit.errors import InvalidData
from contractkit.library.clauses import load_catalog

GOOD = """---
item: "14.11"
title: 争议解决
---

# 14.11.dispute 争议解决方式

依据：《规范》第十四条第（十一）项；《仲裁法》
说明：写全法院或者仲裁机构的名称。
说明：只能选一种。

## 首选

争议协商解决；
- 协商不成的，提起诉讼。

## 备选（运营机构）

提交仲裁。
"""
STRUCTURE = 'title: "{{ name }}协议"\nparts:\n  - title: 争议解决\n    clauses: [14.11.dispute]\n'


def library(folder: Path, text: str = GOOD, structure: str = STRUCTURE) -> Path:
    for kind in Kind:
        (folder / kind.value).mkdir()
        (folder / kind.value / "structure.yaml").write_text(structure, encoding="utf-8")
    (folder / "agreement" / "14.11.md").write_text(text, encoding="utf-8")
    return folder


def test_a_clause_file_is_read_whole(tmp_path: Path) -> None:
    catalog = load_catalog(library(tmp_path))
    (clause,) = catalog.named("14.11.dispute")
    assert (clause.item, clause.title, clause.line) == ("14.11", "争议解决方式", 6)
    assert clause.basis == ("《规范》第十四条第（十一）项", "《仲裁法》")
    assert clause.notes == ("写全法院或者仲裁机构的名称。", "只能选一种。")
    assert [(t.position, t.side, t.line) for t in clause.texts] == [
        (Position.PREFERRED, None, 14),
        (Position.FALLBACK, Side.OPERATOR, 19),
    ]
    assert clause.texts[0].text == "争议协商解决；\n- 协商不成的，提起诉讼。"
    part = catalog.structures[Kind.AGREEMENT].parts[0]
    assert (part.title, part.clauses, part.line) == ("争议解决", ("14.11.dispute",), 3)


def test_a_side_without_its_own_text_uses_the_common_one(tmp_path: Path) -> None:
    (clause,) = load_catalog(library(tmp_path)).named("14.11.dispute")
    assert clause.text_for(Position.PREFERRED, Side.OPERATOR) is clause.texts[0]
    assert clause.text_for(Position.FALLBACK, Side.OPERATOR) is clause.texts[1]
    assert clause.text_for(Position.FALLBACK, Side.IMPLEMENTING_BODY) is None


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("## 首选", "## 优选", 12, "不认识的立场“优选”"),
        ("## 备选（运营机构）", "## 备选（第三方）", 17, "不认识的立场"),
        ("# 14.11.dispute", "# 14.11.争议", 6, "条款编号“14.11.争议”写法不对"),
        ("说明：只能选一种。", "只能选一种。", 10, "不属于任何立场"),
        ("## 首选\n", "## 首选（运营机构）\n", 6, "缺少通用的“首选”"),
        ("提交仲裁。", "", 17, "没有文字"),
        ('item: "14.11"\n', "", 1, "须有 title，以及 item 或者 id"),
        ("title: 争议解决", "titel: 争议解决", 3, "不认识的键“titel”"),
        ("---\n\n# 14", "\n\n# 14", 1, "没有对应的结束行"),
        ("# 14.11.dispute 争议解决方式", "#  ", 6, "条款编号“”写法不对"),
        ("# 14.11.dispute", "# 14.12.dispute", 6, "和文件开头的条目“14.11”不一致"),
        ('item: "14.11"\ntitle: 争议解决\n', "- 14.11\n", 2, "须为“键: 值”"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    assert old in GOOD
    with pytest.raises(InvalidData) as caught:
        load_catalog(library(tmp_path, GOOD.replace(old, new)))
    told = [p for p in caught.value.problems if words in p.message]
    assert [(p.file.endswith("agreement/14.11.md"), p.line) for p in told] == [(True, line)]


@pytest.mark.parametrize(
    ("structure", "line", "words"),
    [
        ("parts: []\n", 1, "缺少文件标题"),
        ("title: 甲\nparts:\n  - clauses: [a]\n", 3, "须有 title"),
        ("title: 甲\nparts:\n  - title: 乙\n    clauses: [a]\n    wen: x\n", 5, "不认识的键“wen”"),
        ("title: 甲\nannexes:\n  - title: 乙\n    clauses: [a]\n", 3, "附件须有 key"),
        ("title: 甲\nparts: 乙\n", 2, "须为列表"),
        ("title: 甲\npart: []\n", 2, "不认识的键“part”"),
    ],
)
def test_a_mistake_in_the_structure_is_told(tmp_path: Path, structure: str, line: int, words: str) -> None:
    with pytest.raises(InvalidData) as caught:
        load_catalog(library(tmp_path, structure=structure))
    told = [p for p in caught.value.problems if words in p.message and "agreement" in p.file]
    assert [p.line for p in told] == [line]


def test_all_mistakes_come_at_once(tmp_path: Path) -> None:
    folder = library(tmp_path, GOOD.replace("## 首选", "## 优选"), "parts: []\n")
    (folder / "plan" / "x.md").write_text("没有说明的文件\n", encoding="utf-8")
    with pytest.raises(InvalidData) as caught:
        load_catalog(folder)
    assert {p.file.rsplit("/", 1)[-1] for p in caught.value.problems} == {"14.11.md", "structure.yaml", "x.md"}


def test_the_hash_follows_the_files(tmp_path: Path) -> None:
    folder = library(tmp_path)
    before = load_catalog(folder).sha256
    (folder / "agreement" / "14.11.md").write_text(GOOD.replace("仲裁。", "诉讼。"), encoding="utf-8")
    assert load_catalog(folder).sha256 != before


def test_the_hash_does_not_follow_the_line_ends_of_a_system(tmp_path: Path) -> None:
    folder = library(tmp_path)
    before = load_catalog(folder)
    for path in (folder / "agreement").iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_catalog(folder) == before


def test_a_file_in_another_encoding_hides_no_other_mistake(tmp_path: Path) -> None:
    folder = library(tmp_path, GOOD.replace("## 首选", "## 优选"))
    (folder / "agreement" / "a.md").write_bytes("条款".encode("gbk"))
    with pytest.raises(InvalidData) as caught:
        load_catalog(folder)
    assert {p.file.rsplit("/", 1)[-1] for p in caught.value.problems} == {"14.11.md", "a.md"}
