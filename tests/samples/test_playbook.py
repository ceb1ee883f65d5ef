"""The sample playbook: what its comments say is true."""

from __future__ import annotations

from pathlib import Path

from checks import elements
from contractkit.core.checker.finding import Severity
from contractkit.core.checker.rules import RULES
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.standpoint import Position, Side
from contractkit.library.playbook import Known, load_playbook

SAMPLE = Path(__file__).parents[2] / "samples" / "playbook.yaml"


def test_it_changes_ours_and_leaves_the_rest() -> None:
    known = Known((*elements(Kind.AGREEMENT), *elements(Kind.PLAN)), tuple(rule.name for rule in RULES))
    ours, theirs = (load_playbook(path, known=known).for_side(Side.IMPLEMENTING_BODY) for path in (None, SAMPLE))

    assert theirs.standard("14.11.dispute").severity is Severity.WARNING
    assert theirs.standard("14.11.dispute").position is Position.WALK_AWAY
    assert theirs.standard("14.9.evaluation").insist == "每年评价一次，连续两年不合格的退出。"
    assert theirs.rule("dangling-reference", Severity.WARNING).severity is Severity.ERROR
    assert theirs.standard("14.2.term") == ours.standard("14.2.term")
