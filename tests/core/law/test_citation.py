"""From a citation to the articles of the edition."""

from contractkit.core.law.citation import cited, listing
from contractkit.library.law import load_registry

EDITION = load_registry().edition("nda-2025")


def test_only_the_editions_own_articles() -> None:
    citation = (
        "《公共数据资源授权运营实施规范（试行）》第十八条、第六条第二款；《民法典》第五百一十条；《通知》第五部分"
    )
    assert [article.number for article in cited(citation, EDITION)] == ["第六条", "第十八条"]
    assert cited("《民法典》第六条", EDITION) == ()


def test_the_articles_that_list_the_items() -> None:
    assert listing(EDITION) == {"第九条", "第十四条"}
