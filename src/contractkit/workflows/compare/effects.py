"""What the changes do to the elements and findings of the check: lost, weaker, stronger, gained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from contractkit.core.checker.finding import ElementVerdict, Finding, Status
from contractkit.core.checker.report import DocumentReport
from contractkit.core.redline.compare import Change
from contractkit.core.redline.comparison import Effect, ElementEffect, FindingEffect, leaning

_RANK: Mapping[Status, int] = {Status.MISSING: 0, Status.DEFERRED: 1, Status.PRESENT: 2}
_NAMES: Mapping[Status, str] = {
    Status.MISSING: "缺失",
    Status.DEFERRED: "虚置",
    Status.PRESENT: "具备",
    Status.NOT_ASSESSED: "未能判断",
}


def element_effects(old: DocumentReport, new: DocumentReport, changes: Sequence[Change]) -> Iterator[ElementEffect]:
    """What happened to the elements, in statutory order; nothing for those that say what they said.

    Args:
        old: the check of the old version, as the kind that the new one is.
        new: of the new version.
        changes: between them.
    """
    before = {one.id: one for item in old.items for one in item.elements}
    for one in (element for item in new.items for element in item.elements):
        if one.id in before:
            yield from _effect(before[one.id], one, changes)


def finding_effects(old: DocumentReport, new: DocumentReport) -> Iterator[FindingEffect]:
    """Findings that one of the versions alone has."""
    before, after = ({_key(one): one for one in report.findings} for report in (old, new))
    yield from (_finding(one, appeared=True) for key, one in after.items() if key not in before)
    yield from (_finding(one, appeared=False) for key, one in before.items() if key not in after)


def _effect(old: ElementVerdict, new: ElementVerdict, changes: Sequence[Change]) -> Iterator[ElementEffect]:
    touched = tuple(at for at, change in enumerate(changes, 1) if _rests_on(old, new, change))
    if old.status is not new.status:
        effect = _of_status(old.status, new.status)
        why = f"{_NAMES[old.status]}→{_NAMES[new.status]}"
        yield ElementEffect(new.id, new.title, old.status.value, new.status.value, effect, touched, why)
        return
    own = [changes[at - 1] for at in touched if changes[at - 1].is_reworded]
    altered = tuple(one for change in own for one in change.alterations)
    if not own or new.status is not Status.PRESENT:
        return
    effect = leaning(altered) or Effect.CHANGED
    shown = "；".join(f"{one.term.value}“{one.old}”→“{one.new}”" for one in altered) or "依据所在的文字有增删"
    yield ElementEffect(new.id, new.title, old.status.value, new.status.value, effect, touched, shown)


def _of_status(old: Status, new: Status) -> Effect:
    if Status.NOT_ASSESSED in (old, new):
        return Effect.CHANGED
    if new is Status.MISSING:
        return Effect.LOST
    if _RANK[new] < _RANK[old]:
        return Effect.WEAKER
    return Effect.GAINED if new is Status.PRESENT else Effect.STRONGER


def _rests_on(old: ElementVerdict, new: ElementVerdict, change: Change) -> bool:
    """Whether the words of either verdict stand in a passage that changed."""
    before = change.old is not None and any(one.location == change.old.location for one in old.evidence)
    after = change.new is not None and any(one.location == change.new.location for one in new.evidence)
    return (before and old.status is not Status.MISSING) or (after and new.status is not Status.MISSING)


def _key(finding: Finding) -> tuple[str, str, tuple[str, ...]]:
    return finding.rule, finding.message, tuple(one.quote for one in finding.evidence)


def _finding(one: Finding, *, appeared: bool) -> FindingEffect:
    quote = one.evidence[0].quote if one.evidence else ""
    return FindingEffect(one.rule, one.severity.value, one.message, quote, appeared)
