"""One document: verdict, what has to be done, the coverage with its evidence, what was not read."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from contractkit.core.checker.finding import ElementVerdict, Evidence, Finding, ItemVerdict
from contractkit.core.checker.remedies.remedy import Remedy
from contractkit.core.checker.report import DocumentReport
from contractkit.core.checker.settlement import gaps
from contractkit.reporters import words
from contractkit.reporters.glossary import Glossary
from contractkit.reporters.html.conformity import conformity_html
from contractkit.reporters.html.text import inert, paragraphs, tag
from contractkit.reporters.portfolio.rows import mark_of
from contractkit.reporters.portfolio.wording import MARK, MARK_COLOUR


class Depth(Enum):
    """How much is shown."""

    ALONE = "alone"  # the only document: open
    FULL = "full"  # one of some: folded
    GAPS = "gaps"  # one of many: folded, without the evidence of what is there


def document_html(document: DocumentReport, number: int, glossary: Glossary, depth: Depth) -> Iterator[str]:
    """The section of a document, with the anchor `d` and its number in the run."""
    alone = depth is Depth.ALONE
    head = f"{tag('span', words.VERDICT[document.verdict], f'verdict {document.verdict.value}')}"
    if alone:
        yield f'<article id="d{number}">{tag("h2", document.path, "path")}<p>{head}</p>\n'
    else:
        summary = f"{head} {tag('span', document.path, 'path')} {tag('small', words.coverage(document))}"
        yield f'<details id="d{number}" class="document"><summary>{summary}</summary>\n'
    yield _facts(document, whole=depth is not Depth.GAPS)
    if alone and document.items:
        yield _glance(document)
    yield from _gaps(document, glossary, remedies=depth is not Depth.GAPS)
    yield from _findings(document, glossary)
    if document.against is not None:
        yield from conformity_html(document.against, whole=depth is not Depth.GAPS)
    if document.items and depth is not Depth.GAPS:
        yield from _coverage(document)
    yield _losses(document)
    yield _idle(document)
    yield "</article>\n" if alone else "</details>\n"


def _facts(document: DocumentReport, *, whole: bool) -> str:
    facts = [("种类", words.KIND[document.kind])]
    if counts := words.coverage(document):
        facts.append(("覆盖", counts))
    if reason := document.error or words.doubt(document):
        facts.append(("原因", reason))
    if whole and document.reading.characters:
        facts.append(("读取", f"{document.reading.format}，{document.reading.characters}字"))
    if whole and document.sha256:
        facts.append(("SHA-256", document.sha256))
    listed = "".join(f"<div>{tag('dt', name)}{tag('dd', value)}</div>" for name, value in facts)
    return f'<dl class="facts">{listed}</dl>\n'


def _glance(document: DocumentReport) -> str:
    """The items of the law with the marks of their elements: what the boss looks at."""
    items = []
    for item in document.items:
        marks = "".join(_mark(element) for element in item.elements)
        items.append(f"<li>{tag('span', item.id, 'number')} {tag('span', item.title)} <span>{marks}</span></li>")
    return f'<ul class="glance">{"".join(items)}</ul>\n'


def _mark(element: ElementVerdict) -> str:
    mark = mark_of(element)
    return f'<b class="mark {MARK_COLOUR[mark]}" title="{inert(f"{element.title}：{MARK[mark]}")}">{inert(mark)}</b>'


def _gaps(document: DocumentReport, glossary: Glossary, *, remedies: bool) -> Iterator[str]:
    found = gaps(document)
    if not found:
        return
    yield f"<h3>缺漏<span class=count>{len(found)}项</span></h3>\n"
    if remedies and sum(gap.remedy is not None for gap in found) > 1:
        yield tag("p", words.RENUMBER, "note")
    for gap in found:
        yield from _gap(gap, glossary, remedies=remedies)


def _gap(gap: ElementVerdict, glossary: Glossary, *, remedies: bool) -> Iterator[str]:
    mark = mark_of(gap)
    grave = "" if gap.counts else "（地方规定尚未施行，不计入结论）"
    title = f"{tag('b', words.STATUS[gap.status], f'mark {MARK_COLOUR[mark]}')} {tag('span', gap.title)}"
    yield f'<section class="issue {MARK_COLOUR[mark]}"><h4>{title} {tag("small", gap.id + grave)}</h4>\n'
    yield tag("p", gap.reason)
    for one in gap.evidence:
        lacks = "" if one.lacks in gap.reason else f"但{one.lacks}。"
        yield _evidence(one, "相近" if one.lacks else "原文", lacks)
    topic = glossary.elements.get(gap.id)
    basis = topic.basis if topic else ""
    yield _advice((("依据", basis), *_standard(gap)))
    if remedies and gap.remedy and not gap.accepted:
        yield _remedy(gap.remedy)
    yield "</section>\n"


def _remedy(remedy: Remedy) -> str:
    blanks = "".join(tag("li", f"{blank.mark}　{blank.says}") for blank in remedy.blanks)
    body = f"<blockquote>{paragraphs(remedy.paragraphs)}</blockquote>" if remedy.paragraphs else ""
    listed = f"<ul>{blanks}</ul>" if blanks else ""
    return f'<div class="remedy">{tag("p", f"补缺：{words.remedy_head(remedy)}")}{body}{listed}</div>\n'


def _findings(document: DocumentReport, glossary: Glossary) -> Iterator[str]:
    if document.findings:
        yield f"<h3>问题<span class=count>{inert(words.findings_count(document))}</span></h3>\n"
    for finding in document.findings:
        css = "a" if finding.accepted else finding.severity.value
        severity = tag("b", words.SEVERITY[finding.severity], f"mark {css}")
        title = f"{severity} {tag('span', glossary.rule_title(finding.rule))}"
        small = tag("small", " ".join(part for part in (finding.rule, finding.item) if part))
        yield f'<section class="issue {css}"><h4>{title} {small}</h4>\n{tag("p", finding.message)}\n'
        yield "".join(_evidence(one, "原文") for one in finding.evidence)
        yield "".join(_evidence(one, "实施方案") for one in finding.plan)
        yield _advice((("依据", finding.basis), ("处理", finding.remedy), *_standard(finding)))
        yield "</section>\n"


def _standard(verdict: ElementVerdict | Finding) -> tuple[tuple[str, str], ...]:
    if verdict.accepted is not None:
        return ((words.ACCEPTED, words.deviation(verdict.accepted)),)
    return ("坚持", verdict.insist), ("可让", verdict.accept)


def _advice(parts: tuple[tuple[str, str], ...]) -> str:
    listed = "".join(f"<div>{tag('dt', name)}{tag('dd', text)}</div>" for name, text in parts if text)
    return f'<dl class="advice">{listed}</dl>\n' if listed else ""


def _evidence(evidence: Evidence, head: str, lacks: str = "") -> str:
    """The quoted words between those around them, and where they stand."""
    words_ = (
        f"<span>{inert(evidence.before)}</span><mark>{inert(evidence.quote)}</mark><span>{inert(evidence.after)}</span>"
    )
    place = words.place(evidence.path, evidence.location)
    if evidence.confidence is not None:
        place += f"，识别把握{evidence.confidence:.0%}"
    caption = tag("figcaption", f"{head}：{place}。{lacks}")
    return f"<figure><blockquote>{words_}</blockquote>{caption}</figure>\n"


def _coverage(document: DocumentReport) -> Iterator[str]:
    yield (
        "<h3>覆盖</h3>\n<table class=coverage><thead><tr><th>条目</th><th>要素</th><th>状态</th><th>依据或者理由</th></tr>"
        "</thead><tbody>\n"
    )
    for item in document.items:
        yield from _item(item)
    yield "</tbody></table>\n"


def _item(item: ItemVerdict) -> Iterator[str]:
    rows = [row for element in item.elements for row in _element(element)]
    for at, row in enumerate(rows):
        head = ""
        if at == 0:
            head = f"<th scope=rowgroup rowspan={len(rows)}>{tag('span', item.id, 'number')} {inert(item.title)}</th>"
        yield f"<tr>{head}{row}</tr>\n"


def _element(element: ElementVerdict) -> Iterator[str]:
    mark = mark_of(element)
    status = words.STATUS[element.status] + ("，已接受" if element.accepted else "")
    ground = "" if element.evidence and not element.is_gap else tag("p", element.reason)
    if not element.is_gap:
        ground += "".join(_evidence(one, "原文") for one in element.evidence)
    cell = f'<td class="state {MARK_COLOUR[mark]}">{inert(status)}</td>'
    yield f"<td>{inert(element.title)}</td>{cell}<td>{ground}</td>"
    for aspect in element.aspects:
        css, state = ("p", "涉及") if aspect.covered else ("n", "未见")
        quotes = "".join(_evidence(one, "原文") for one in aspect.evidence)
        yield f'<td class=aspect>{inert(aspect.name)}</td><td class="state {css}">{state}</td><td>{quotes}</td>'


def _losses(document: DocumentReport) -> str:
    if not document.reading.losses:
        return ""
    listed = "".join(
        f'<div class="{"m" if loss.withholds else "o"}">{tag("dt", words.loss_heading(loss))}{tag("dd", words.loss(loss))}</div>'
        for loss in document.reading.losses
    )
    return f'<h3>读取情况</h3>\n<dl class="ledger">{listed}</dl>\n'


def _idle(document: DocumentReport) -> str:
    if not document.idle:
        return ""
    listed = "".join(tag("li", words.idle(one)) for one in document.idle)
    return f"<h3>{words.ACCEPTED}，没有计入</h3><ul>{listed}</ul>\n"
