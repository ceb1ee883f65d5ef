"""Which law and which clauses stand beside a question."""

from __future__ import annotations

from contractkit.core.interview.assess import Assessment, ItemState
from contractkit.core.interview.differing import changed_spans
from contractkit.core.interview.session import Session
from contractkit.core.matter.fields import Keys
from contractkit.core.matter.standpoint import Position
from contractkit.tui.widgets.clause_pane import Shown


def shown_elements(
    session: Session, keys: Keys, now: Assessment, before: Assessment | None
) -> tuple[ItemState | None, tuple[Shown, ...]]:
    """The item that a question serves first, and the text of every element that it serves.

    Args:
        session: of the interview.
        keys: the question at hand.
        now: the answers as they are.
        before: as they were before the last change; None where there was none.
    """
    question = session.script.question(keys)
    found = [(item_of(element, now), element) for element in (question.elements if question else ())]
    served = [(item, element) for item, element in found if item is not None]
    shown = tuple(_shown(session, item, element, now, before) for item, element in served)
    return (served[0][0] if served else None), shown


def served_items(session: Session, keys: Keys, now: Assessment) -> frozenset[str]:
    """The ids of the items that a question serves."""
    question = session.script.question(keys)
    items = (item_of(element, now) for element in (question.elements if question else ()))
    return frozenset(item.id for item in items if item is not None)


def item_of(element: str, now: Assessment) -> ItemState | None:
    """The item under which an element counts; None for one that no rule in force asks for."""
    return next((item for item in now.items if any(one.id == element for one in item.elements)), None)


def _shown(session: Session, item: ItemState, element: str, now: Assessment, before: Assessment | None) -> Shown:
    blocks = now.drafts[item.kind].element(element)
    title = next((one.title for one in item.elements if one.id == element), item.title)
    position = session.field(("positions", element)).text or Position.PREFERRED.value
    changed = changed_spans(before.drafts[item.kind].element(element), blocks) if before else ()
    return Shown(f"{item.id} {title}（{position}）", blocks, changed)
