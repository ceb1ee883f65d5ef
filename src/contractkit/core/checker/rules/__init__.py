"""Findings, one file per kind of rule; RULES is their registry."""

from __future__ import annotations

from contractkit.core.checker.rules.amounts import AMOUNT_MISMATCH
from contractkit.core.checker.rules.context import Rule, RuleContext, RulePage
from contractkit.core.checker.rules.numbering import NUMBERING_GAP
from contractkit.core.checker.rules.parties import PARTY_MISMATCH
from contractkit.core.checker.rules.placeholders import UNFILLED_PLACEHOLDER
from contractkit.core.checker.rules.references import DANGLING_REFERENCE
from contractkit.core.checker.rules.share_totals import SHARE_TOTAL
from contractkit.core.checker.rules.term import TERM_TOO_LONG
from contractkit.core.checker.rules.wording import wording_rule

RULES: tuple[Rule, ...] = (
    TERM_TOO_LONG,
    wording_rule("redevelopment-allowed"),
    wording_rule("monopoly-clause"),
    wording_rule("raw-data-release"),
    wording_rule("charges-public-good"),
    wording_rule("self-priced"),
    wording_rule("beyond-scope-use"),
    wording_rule("no-competitive-selection"),
    SHARE_TOTAL,
    AMOUNT_MISMATCH,
    PARTY_MISMATCH,
    UNFILLED_PLACEHOLDER,
    DANGLING_REFERENCE,
    NUMBERING_GAP,
)
"""Every rule, in the order in which findings of one place are listed."""

__all__ = ["RULES", "Rule", "RuleContext", "RulePage"]
