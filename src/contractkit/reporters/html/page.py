"""The whole page: head with its policy, the overview of several documents, each document."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from importlib.resources import files
from typing import Final

from contractkit.core.checker.deviation import Idle
from contractkit.core.checker.report import Report
from contractkit.reporters import words
from contractkit.reporters.glossary import Glossary
from contractkit.reporters.html.document import Depth, document_html
from contractkit.reporters.html.overview import overview_html
from contractkit.reporters.html.text import inert, tag
from contractkit.reporters.portfolio.rows import Portfolio, portfolio

_HERE: Final = files("contractkit.reporters.html")
_FULL: Final = 60  # documents that are shown with all their evidence; of more, only what is wrong with each


def html_chunks(report: Report, glossary: Glossary) -> Iterator[str]:
    """The page, piece by piece: a thousand documents are never in memory at once.

    Args:
        report: its documents are gone through twice.
        glossary: what rules and elements are about.
    """
    style = (_HERE / "report.css").read_text(encoding="utf-8")
    script = (_HERE / "overview.js").read_text(encoding="utf-8")
    several = len(report.documents) > 1
    yield _head(style, script if several else "")
    yield _title(report, glossary)
    if several:
        whole = portfolio(report.documents)
        yield from overview_html(whole, glossary)
        yield from _documents(report, whole, glossary)
    else:
        for document in report.documents:
            yield from document_html(document, 0, glossary, Depth.ALONE)
    yield _idle(report.idle)
    yield f"<footer><p>{inert(_FOOT)}</p></footer>\n</main>\n"
    yield f"<script>{script}</script>\n" if several else ""
    yield "</body>\n</html>\n"


_FOOT: Final = (
    "本报告由 contractkit 在本机生成，依据以原文引述。“虚置”指只有标题、空白或者“另行约定”而没有实质内容。"
    "报告用于辅助审查，不代替律师意见。"
)


def _documents(report: Report, whole: Portfolio, glossary: Glossary) -> Iterator[str]:
    """Each document in the order of the overview."""
    depth = Depth.FULL if len(report.documents) <= _FULL else Depth.GAPS
    yield '<section class="documents"><h2>逐份结果</h2>\n'
    if depth is Depth.GAPS:
        yield tag("p", f"文件多于{_FULL}份，这里只列缺漏和问题；全部依据见 JSON 或者 xlsx 报告。", "note")
    for row in whole.rows:
        yield from document_html(report.documents[row.number], row.number, glossary, depth)
    yield "</section>\n"


def _head(style: str, script: str) -> str:
    """Only this style and this script, by their hashes; nothing is fetched, sent or framed."""
    policy = f"default-src 'none'; style-src '{_hash(style)}'; base-uri 'none'; form-action 'none'"
    if script:
        policy += f"; script-src '{_hash(script)}'"
    return (
        '<!DOCTYPE html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>审查报告</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _title(report: Report, glossary: Glossary) -> str:
    facts = [("依据", glossary.edition or report.edition)]
    if report.locality:
        facts.append(("地方规定", report.locality))
    if standpoint := words.standpoint(report):
        facts.append(("立场", standpoint))
    if glossary.on:
        facts.append(("审查日期", glossary.on))
    facts.append(("文件", f"{len(report.documents)}份"))
    listed = "".join(f"<div>{tag('dt', name)}{tag('dd', value)}</div>" for name, value in facts)
    notes = "".join(tag("p", note, "note") for note in report.notes)
    return f'<header><h1>审查报告</h1><dl class="facts">{listed}</dl>{notes}</header>\n'


def _idle(idle: tuple[Idle, ...]) -> str:
    if not idle:
        return ""
    listed = "".join(tag("li", words.idle(one)) for one in idle)
    return f"<section><h2>{words.ACCEPTED}，没有计入</h2><ul>{listed}</ul></section>\n"
