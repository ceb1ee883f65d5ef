"""Reports meet the deviations that were accepted: those beside each draft, or those given for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from contractkit.core.checker.deviation import Idle
from contractkit.core.checker.report import DocumentReport
from contractkit.core.checker.settlement import Ledger
from contractkit.errors import UsageError
from contractkit.workflows.checking.beside import beside
from contractkit.workflows.checking.inputs import Input


@dataclass(frozen=True, slots=True)
class Ledgers:
    """The accepted deviations of a run.

    Attributes:
        shared: given for all drafts; None to use each draft's own.
        own: by draft, for drafts that have some.
    """

    shared: Ledger | None
    own: Mapping[Path, Ledger]

    @classmethod
    def opened(cls, given: Iterable[Input], shared: Path | None, on: date) -> Ledgers:
        """Read them all before anything is checked: a mistake in them is met at once.

        Raises:
            UsageError: the file given for all does not exist.
            InvalidData: a file has mistakes.
        """
        if shared is not None:
            if not shared.is_file():
                raise UsageError(f"没有这个文件：{shared}", remedy="检查路径。")
            return cls(_ledger(shared, on), {})
        files = {one.path: beside(one.path) for one in given}
        return cls(None, {draft: _ledger(file, on) for draft, file in files.items() if file.is_file()})

    def settle(self, draft: Path, report: DocumentReport, *, tell_idle: bool = False) -> DocumentReport:
        """The report on a document of a file, with what was accepted marked.

        Args:
            draft: the file.
            report: on it, or on a document in it.
            tell_idle: whether this report tells which of the draft's own deviations are idle; all documents of the
                file must have been settled once before.
        """
        ledger = self.shared or self.own.get(draft)
        if ledger is None:
            return report
        settled = ledger.settle(report)
        return replace(settled, idle=ledger.idle()) if tell_idle and self.shared is None else settled

    def idle(self) -> tuple[Idle, ...]:
        """Of those given for all drafts, the ones that count in none."""
        return self.shared.idle() if self.shared is not None else ()


def _ledger(path: Path, on: date) -> Ledger:
    from contractkit.library.deviations import load_deviations  # noqa: PLC0415 - most runs have none and need none of this
    from contractkit.library.law import load_registry  # noqa: PLC0415
    from contractkit.library.rule_pages import RULE_NAMES  # noqa: PLC0415

    known = {*load_registry().element_ids, *RULE_NAMES}
    return Ledger.of(load_deviations(path, known), on)
