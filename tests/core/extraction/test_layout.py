"""What a page has torn apart is one again; the quotes stay to the letter."""

from __future__ import annotations

from dataclasses import replace

from contractkit.core.extraction.layout import with_whole_cells
from contractkit.core.extraction.reading import read_facts
from contractkit.library.extraction import load_lexicon
from outlines import document


def test_the_lines_of_a_cell_are_joined_on_pages_only() -> None:
    words = document("# 授权运营协议\n# 附件一 数据资源目录\n| 资源编号 | 资源名称 |\n| WL-@001 | 客流 统计 |")
    words = replace(
        words,
        passages=tuple(
            replace(one, cells=tuple(cell.replace("@", "\n") for cell in one.cells)) for one in words.passages
        ),
    )
    page = replace(words, source=replace(words.source, format="pdf"))
    assert with_whole_cells(words) is words
    assert with_whole_cells(page).passages[-1].cells == ("WL-001", "客流统计")
    facts = read_facts(page, load_lexicon())
    assert facts.value(("resources", "catalogue", 0, "code")) == "WL-001"
    fact = facts.get(("resources", "catalogue", 0, "name"))
    assert fact is not None
    assert fact.source.text in words.passages[-1].text
