"""Files of local rules → overlays, checked against the editions that they change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from contractkit.core.law.overlay import (
    Addition,
    Change,
    Drop,
    Fixed,
    Overlay,
    Remark,
    RemarkKind,
    ShorterPlanList,
    TermLimit,
)
from contractkit.core.law.requirement import Element
from contractkit.errors import Problem
from contractkit.library.law_shapes import KnownIds, LocalChange, OverlayFile, Sourced
from contractkit.library.yaml_source import Keys


def read_overlay(source: Sourced[OverlayFile], known: KnownIds | None, problems: list[Problem]) -> Overlay:
    """A file of local rules as an overlay.

    Args:
        source: the file.
        known: the ids of the national editions, another one is a mistake; None where they could not be read.
        problems: grows by every mistake.
    """
    return _OverlayReader(source, known, problems).overlay()


class _OverlayReader:
    def __init__(self, source: Sourced[OverlayFile], known: KnownIds | None, problems: list[Problem]) -> None:
        self.source = source
        self.content = source.content
        self.problems = problems
        self.items: Set[str] | None = known.items if known else None
        self.elements: Set[str] | None = known.elements if known else None
        self.lists: Set[str] | None = known.items | known.elements if known else None
        self.added: set[tuple[str, str]] = set()

    def overlay(self) -> Overlay:
        content = self.content
        if ("征求意见稿" in content.title) != content.draft:
            remedy = "征求意见稿写 draft: true，已经印发的删去 draft 并核对题名。"
            self._problem("题名和 draft 对不上：只有征求意见稿的题名写“征求意见稿”。", ("title",), remedy)
        if content.draft and content.effective:
            self._problem("征求意见稿没有施行日期。", ("effective",), "请改为 effective: null。")
        changes = [
            change for index, entry in enumerate(content.changes) for change in self._changes(entry, ("changes", index))
        ]
        return Overlay(
            id=content.id,
            title=content.title,
            document_number=content.document_number,
            issued_by=content.issued_by,
            effective=content.effective,
            source=content.source,
            verify=content.verify,
            changes=tuple(changes),
            draft=content.draft,
        )

    def _changes(self, entry: LocalChange, keys: Keys) -> Iterator[Change]:
        """The change of one entry; `adds` and `fixes` may hold several."""
        if entry.max_years:
            yield TermLimit(entry.article, entry.max_years)
        if entry.adds:
            yield from self._additions(entry, (*keys, "adds"))
        if entry.drops:
            self._known(entry.drops, self.elements, (*keys, "drops"))
            yield Drop(entry.article, tuple(entry.drops))
        if entry.shorter_plan_list:
            self._known(entry.shorter_plan_list, self.lists, (*keys, "shorter_plan_list"))
            yield ShorterPlanList(entry.article, tuple(entry.shorter_plan_list))
        for element, text in (entry.fixes or {}).items():
            self._check(element, self.elements, (*keys, "fixes", element))
            yield Fixed(entry.article, element, text)
        yield from _remarks(entry)

    def _additions(self, entry: LocalChange, keys: Keys) -> Iterator[Addition]:
        for index, added in enumerate(entry.adds or ()):
            place = (*keys, index)
            self._check(added.joins, self.items, (*place, "joins"))
            if not added.id.startswith(f"{self.content.id}."):
                remedy = f"请写成 {self.content.id}.{added.id.rpartition('.')[2]}。"
                self._problem(f"地方要素的编号须以“{self.content.id}.”开头，现为 {added.id}。", (*place, "id"), remedy)
            if (added.id, added.joins) in self.added:
                self._problem(f"要素 {added.id} 在 {added.joins} 下写了两次。", (*place, "id"), "请删去一处。")
            self.added.add((added.id, added.joins))
            element = Element(added.id, added.joins, added.title, added.asks, self.content.id)
            yield Addition(entry.article, element, added.min_years)

    def _known(self, ids: Iterable[str], known: Set[str] | None, keys: Keys) -> None:
        for index, given in enumerate(ids):
            self._check(given, known, (*keys, index))

    def _check(self, given: str, known: Set[str] | None, keys: Keys) -> None:
        if known is not None and given not in known:
            self._problem(f"国家规范各版本中都没有 {given}。", keys, "请核对编号（contractkit show edition）。")

    def _problem(self, message: str, keys: Keys, remedy: str) -> None:
        self.problems.append(self.source.file.problem(message, keys, remedy))


def _remarks(entry: LocalChange) -> Iterator[Remark]:
    texts = {RemarkKind.PROHIBITION: entry.prohibits, RemarkKind.DUTY: entry.duty, RemarkKind.NOTE: entry.note}
    for kind, text in texts.items():
        if text:
            yield Remark(entry.article, kind, text)
