"""How marks and verdicts of a portfolio read, and which colour they have; one place for HTML and workbooks."""

from __future__ import annotations

from typing import Final

from contractkit.core.checker.report import Verdict
from contractkit.reporters.portfolio.rows import Mark

MARK: Final = {
    Mark.PRESENT: "具备",
    Mark.DEFERRED: "虚置",
    Mark.MISSING: "缺失",
    Mark.ACCEPTED: "缺漏，已接受",
    Mark.NOT_ASSESSED: "未能判断",
    Mark.BESIDE: "缺漏，地方规定尚未施行，不计入",
}
MARK_COLOUR: Final = {
    Mark.PRESENT: "p",
    Mark.DEFERRED: "d",
    Mark.MISSING: "m",
    Mark.ACCEPTED: "a",
    Mark.NOT_ASSESSED: "n",
    Mark.BESIDE: "o",
}
VERDICT: Final = {
    Verdict.INCOMPLETE: "不齐备",
    Verdict.NOT_ASSESSED: "未能作出结论",
    Verdict.COMPLETE: "齐备",
    Verdict.NOT_APPLICABLE: "不适用",
}
VERDICT_COLOUR: Final = {
    Verdict.INCOMPLETE: "m",
    Verdict.NOT_ASSESSED: "n",
    Verdict.COMPLETE: "p",
    Verdict.NOT_APPLICABLE: "o",
}
