"""What the confined process of extract does: read the document, read its facts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from contractkit.core.document import outline
from contractkit.core.document.titles import names_a_plan
from contractkit.core.extraction.absent import absent, stated_by
from contractkit.core.extraction.extracted import Extracted
from contractkit.core.extraction.lexicon import Lexicon
from contractkit.core.extraction.reading import read_facts
from contractkit.core.extraction.wording.reading import OwnWording
from contractkit.core.law.requirement import Kind
from contractkit.core.zh.normalize import normalize
from contractkit.errors import ContractkitError
from contractkit.library.extraction import load_lexicon, load_wording
from contractkit.readers.contents import read_bytes
from contractkit.readers.detect import read
from contractkit.workflows.extract.messages import ExtractJob, ExtractSetup, NotExtracted

Tell: TypeAlias = Callable[[object], None]


def open_extract(setup: ExtractSetup) -> tuple[None, Callable[[ExtractJob, Tell], None]]:
    """Load what documents are read with.

    Raises:
        InvalidData: the clause library or the wording by which facts are recognised has mistakes.
    """
    return None, Desk(load_lexicon(), load_wording(setup.clauses), setup).work


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """Where documents are read."""

    lexicon: Lexicon
    wording: OwnWording
    setup: ExtractSetup

    def work(self, job: ExtractJob, tell: Tell) -> None:
        """Tell what a document says, or why that cannot be told."""
        try:
            tell(self.extracted(job))
        except ContractkitError as error:
            tell(NotExtracted(str(error)))
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  a crash is said, with what it was
            tell(NotExtracted(f"提取时程序出错（{type(error).__name__}：{error}）。请把这句话告诉维护者。"))

    def extracted(self, job: ExtractJob) -> Extracted:
        """What the document says.

        Raises:
            ContractkitError: it cannot be read.
        """
        data = read_bytes(job.path)
        source = read(job.path, data=data, options=self.setup.reading)
        document = outline.build(source)
        facts = read_facts(document, self.lexicon, self.wording)
        is_plan = names_a_plan(normalize(document.title).text)
        kind = job.kind or (Kind.PLAN if is_plan else Kind.AGREEMENT)
        stated = stated_by((*self.wording.units[kind], *self.wording.cover[kind]))
        return Extracted(
            path=str(job.path),
            sha256=hashlib.sha256(data).hexdigest(),
            format=source.format,
            kind=kind,
            title=document.title,
            facts=facts,
            absent=absent(facts, stated),
            unread=tuple(f"{loss.what}{loss.count}处。{loss.note}" for loss in source.losses if loss.withholds),
        )
