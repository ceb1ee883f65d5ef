"""What the confined process does for the plan that agreements are held against: reads it, and tells whether it is one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from contractkit.core.against.plan import Plan
from contractkit.core.checker.engine import kind_of
from contractkit.core.checker.kinds import KindVerdict, classify
from contractkit.core.checker.recognition.cues import Cues
from contractkit.core.checker.report import DocumentKind
from contractkit.core.document import outline
from contractkit.core.document.tree import Document
from contractkit.errors import UnreadableDocument
from contractkit.library import assets
from contractkit.library.cues import load_cues
from contractkit.library.extraction import load_lexicon
from contractkit.readers.archive import is_archive
from contractkit.readers.contents import read_bytes
from contractkit.readers.detect import read
from contractkit.workflows.checking.messages import NoPlan, PlanJob, Setup
from contractkit.workflows.judging import open_knowledge, open_requirements, text_of

Tell: TypeAlias = Callable[[object], None]


def open_plan(setup: Setup) -> tuple[None, Callable[[PlanJob, Tell], None]]:
    """Load what tells a plan from other documents.

    Raises:
        InvalidData: the library has mistakes.
    """
    load_lexicon()  # its mistakes are told before anything is read
    return None, Desk(load_cues(setup.clauses or assets.clauses_folder()), setup).work


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the plan is read."""

    cues: Cues
    setup: Setup

    def work(self, job: PlanJob, tell: Tell) -> None:
        """Tell the plan, or why there is none."""
        try:
            tell(self._plan(job.path))
        except UnreadableDocument as error:
            tell(NoPlan(str(error), is_unreadable=True))
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  a crash is said, with what it was
            why = f"读取 {job.path} 时程序出错（{type(error).__name__}：{error}）。请另存为新的 .docx 后重试。"
            tell(NoPlan(why, is_unreadable=True))

    def _plan(self, path: Path) -> Plan | NoPlan:
        data = read_bytes(path)
        if is_archive(data):
            return NoPlan("这是一个压缩包，请解压后指定其中的实施方案。", is_unreadable=False)
        source = read(path, data=data, options=self.setup.reading)
        document = outline.build(source)
        kind = self._kind(document)
        if kind.kind is DocumentKind.PLAN:
            return Plan.of(str(path), hashlib.sha256(data).hexdigest(), text_of(document))
        unread = "、".join(f"{loss.what}{loss.count}处" for loss in source.losses if loss.withholds)
        if unread and kind.kind is DocumentKind.OTHER:
            return NoPlan(f"{path} 中{unread}没有读取，读到的部分看不出是实施方案。", is_unreadable=True)
        return NoPlan(kind.reason, is_unreadable=False)

    def _kind(self, document: Document) -> KindVerdict:
        """What the document is; what tells it by its elements is loaded only where its form does not."""
        found = classify(document, self.cues.kinds)
        if found.kind is not DocumentKind.OTHER:
            return found
        setup = self.setup
        requirements = open_requirements(setup.edition, setup.locality, setup.on)
        return kind_of(document, requirements, open_knowledge(setup.clauses, setup.standpoint))
