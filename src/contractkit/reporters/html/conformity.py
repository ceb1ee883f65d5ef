"""An agreement beside its plan as a table: what it is about, how the two stand, the words of both."""

from __future__ import annotations

from collections.abc import Iterator

from contractkit.core.checker.conformity import Conformity, Point, Topic
from contractkit.core.checker.finding import Evidence
from contractkit.reporters import conformity as said
from contractkit.reporters import words
from contractkit.reporters.html.text import inert, tag


def conformity_html(conformity: Conformity, *, whole: bool) -> Iterator[str]:
    """The section.

    Args:
        conformity: of one agreement.
        whole: with what agrees; else only what does not.
    """
    yield f"<h3>{said.TITLE}<span class=count>{inert(said.counts(conformity))}</span></h3>\n"
    yield tag("p", f"实施方案：{conformity.plan}（SHA-256 {conformity.sha256}）", "note")
    yield from (tag("p", f"方案中{line}", "note") for line in conformity.unread)
    head = "".join(f"<th>{title}</th>" for title in ("方面", "事项", "对照", "协议", "实施方案"))
    yield f"<table class=against><thead><tr>{head}</tr></thead><tbody>\n"
    for topic in Topic:
        points = [one for one in said.by_topic(conformity, topic) if whole or said.COLOUR[one.relation] != "p"]
        for at, point in enumerate(points):
            first = f"<th scope=rowgroup rowspan={len(points)}>{inert(said.TOPIC[topic])}</th>" if at == 0 else ""
            yield f"<tr>{first}{_row(point)}</tr>\n"
    yield "</tbody></table>\n"


def _row(point: Point) -> str:
    state = f'<td class="state {said.COLOUR[point.relation]}">{inert(said.RELATION[point.relation])}</td>'
    subject = f"<td>{inert(point.subject)}{tag('p', point.says, 'note')}</td>"
    return f"{subject}{state}<td>{_words(point.agreement)}</td><td>{_words(point.plan)}</td>"


def _words(evidence: tuple[Evidence, ...]) -> str:
    quotes = (
        f"<p>“{inert(one.quote)}”{tag('small', f'（{words.place(one.path, one.location)}）')}</p>" for one in evidence
    )
    return "".join(quotes)
