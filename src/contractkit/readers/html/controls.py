"""Form controls as the words they show: a box with its tick, a field with its value or a blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contractkit.readers.html.ledger import Ledger, Lost

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

CONTROLS = frozenset({"input", "textarea", "select"})
_TICKED, _UNTICKED, _BLANK = "☑", "☐", "____"
_UNSHOWN = frozenset({"hidden", "image", "file", "password"})


def shown(control: Element, ledger: Ledger) -> str:
    """What a control shows; an empty field shows a blank, as on paper."""
    if control.tag == "textarea":
        return _text(control) or _BLANK
    if control.tag == "select":
        return _chosen(control, ledger)
    kind = (control.get("type") or "text").strip().lower()
    if kind in {"checkbox", "radio"}:
        return _UNTICKED if control.get("checked") is None else _TICKED
    if kind in _UNSHOWN:
        return ""
    value = control.get("value", "")
    return value if value.strip() or kind in {"submit", "button", "reset"} else _BLANK


def _chosen(select: Element, ledger: Ledger) -> str:
    options = list(select.iter("option"))
    chosen = [option for option in options if option.get("selected") is not None]
    if not chosen and select.get("multiple") is None:
        chosen = options[:1]
    passed_over = set(options).difference(chosen)
    for option in (one for one in options if one in passed_over):
        ledger.set_apart(Lost.OPTION, _text(option))
    return "、".join(_text(option) for option in chosen) or _BLANK


def _text(element: Element) -> str:
    return "".join(str(part) for part in element.itertext()).strip()
