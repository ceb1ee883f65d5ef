"""The registry: all editions, local rules and related norms, asked for by id or by date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Protocol, TypeVar

from contractkit.core.law.edition import Edition, Norm, Requirements
from contractkit.core.law.overlay import Overlay, apply
from contractkit.core.law.requirement import Element, Item, Kind
from contractkit.errors import UsageError

_FEW = 12  # ids that an error message can list


@dataclass(frozen=True, slots=True)
class Registry:
    """What the law requires.

    Attributes:
        editions: newest first; where no edition is asked for, an id means the newest edition that has it.
        overlays: local rules.
        norms: related law.
    """

    editions: tuple[Edition, ...]
    overlays: tuple[Overlay, ...] = ()
    norms: tuple[Norm, ...] = ()

    def edition(self, edition_id: str) -> Edition:
        """The edition with this id.

        Raises:
            UsageError: there is none.
        """
        return _pick(self.editions, edition_id, "版本")

    def overlay(self, locality: str) -> Overlay:
        """The rules of the locality with this id, or with the name with which their title begins (河南, 河南省).

        Raises:
            UsageError: there are none.
        """
        named = [overlay.id for overlay in self.overlays if len(locality) > 1 and overlay.title.startswith(locality)]
        return _pick(self.overlays, named[0] if len(named) == 1 else locality, "地方规则")

    def norm(self, norm_id: str) -> Norm:
        """The norm with this id.

        Raises:
            UsageError: there is none.
        """
        return _pick(self.norms, norm_id, "相关规定")

    def in_force(self, on: date) -> Edition:
        """The edition in force on a date.

        Raises:
            UsageError: none is, with the dates of those that were or will be.
        """
        for edition in self.editions:
            if edition.in_force(on):
                return edition
        periods = "；".join(_period(edition) for edition in self.editions if edition.effective)
        raise UsageError(
            f"{on.isoformat()} 没有施行中的版本。{periods}。" if periods else f"{on.isoformat()} 没有施行中的版本。",
            remedy=f"请改用施行期内的日期，或用 --edition 指定版本（{'、'.join(edition.id for edition in self.editions)}）。",
        )

    def default(self, on: date) -> Edition:
        """The edition in force on a date, else the last that was, else the first that will be.

        Raises:
            UsageError: there are only drafts.
        """
        dated = sorted((edition.effective, edition.id) for edition in self.editions if edition.effective)
        begun = [edition_id for effective, edition_id in dated if effective <= on]
        if any(edition.in_force(on) for edition in self.editions) or not dated:
            return self.in_force(on)
        return self.edition(begun[-1] if begun else dated[0][1])

    def requirements(self, edition_id: str, locality: str = "", on: date | None = None) -> Requirements:
        """What applies under an edition, with a locality's rules worked in as they are in force on a day.

        Raises:
            UsageError: an id is unknown.
        """
        edition = self.edition(edition_id)
        if locality:
            return apply(edition, self.overlay(locality), on)
        return Requirements(edition, "", edition.items, edition.max_term_years)

    def item(self, item_id: str, edition_id: str = "") -> Item:
        """The item with this id, in one edition or in the newest that has it.

        Raises:
            UsageError: an id is unknown.
        """
        return _pick([item for edition in self._among(edition_id) for item in edition.items], item_id, "条目")

    def element(self, element_id: str, edition_id: str = "", *, kind: Kind | None = None) -> Element:
        """The element with this id, local elements included.

        Args:
            element_id: `14.3.technical_standards` or `henan.network_security`.
            edition_id: the edition to look in; empty for the newest that has it.
            kind: which document it is for, where a local id stands in both lists.

        Raises:
            UsageError: an id is unknown.
        """
        among = [element for edition in self._among(edition_id) for element in edition.elements]
        among += [element for overlay in self.overlays for element in overlay.additions]
        if kind is not None:
            of_kind = {item.id for edition in self.editions for item in edition.of_kind(kind)}
            among = [element for element in among if element.item in of_kind]
        return _pick(among, element_id, "要素")

    @property
    def element_ids(self) -> tuple[str, ...]:
        """The ids of all elements of all editions and localities, each once."""
        national = (element.id for edition in self.editions for element in edition.elements)
        local = (element.id for overlay in self.overlays for element in overlay.additions)
        return tuple(dict.fromkeys((*national, *local)))

    def _among(self, edition_id: str) -> Sequence[Edition]:
        return (self.edition(edition_id),) if edition_id else self.editions


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_T = TypeVar("_T", bound=_Named)


def _pick(among: Sequence[_T], wanted: str, name: str) -> _T:
    for candidate in among:
        if candidate.id == wanted:
            return candidate
    known = list(dict.fromkeys(candidate.id for candidate in among))
    close = get_close_matches(wanted, known, n=1, cutoff=0.5)
    if close:
        remedy = f"您要的是 {close[0]} 吗？"
    elif len(known) <= _FEW:
        remedy = f"可用的有：{'、'.join(known) or '（无）'}。"
    else:
        remedy = "全部编号见 contractkit show edition。"
    raise UsageError(f"没有 {wanted} 这一{name}。", remedy=remedy)


def _period(edition: Edition) -> str:
    until = f"，有效期至 {edition.expires.isoformat()}" if edition.expires else ""
    return f"{edition.id} 自 {edition.effective.isoformat() if edition.effective else ''} 起施行{until}"
