"""From a citation to the articles of an edition that it names."""

from __future__ import annotations

import re

from contractkit.core.law.edition import Article, Edition

_NUMBER = re.compile(r"第[一二三四五六七八九十百]+条")


def cited(citation: str, edition: Edition) -> tuple[Article, ...]:
    """The articles of an edition that a Chinese citation names, in the order of the edition.

    What follows the title of another norm (《…》第五部分) is not the edition's.
    """
    own = re.findall(rf"《{re.escape(edition.title)}》([^《；]*)", citation)
    numbers = {number for part in own for number in _NUMBER.findall(part)}
    return tuple(article for article in edition.articles if article.number in numbers)


def listing(edition: Edition) -> frozenset[str]:
    """The numbers of the articles that list what documents must contain; its items quote them piece by piece."""
    return frozenset(match.group() for item in edition.items if (match := _NUMBER.match(item.article)))
