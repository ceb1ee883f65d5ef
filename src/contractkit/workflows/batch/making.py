"""One matter → its finished documents in memory, each proved before it counts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from contractkit.core.checker.engine import Knowledge
from contractkit.core.checker.report import Verdict as Judged
from contractkit.core.clauses.assembly import assemble
from contractkit.core.clauses.clause import Catalog
from contractkit.core.clauses.draft import Draft
from contractkit.core.clauses.memory import Memory
from contractkit.core.law.registry import Registry
from contractkit.core.law.requirement import Kind
from contractkit.errors import RenderingError
from contractkit.library import assets
from contractkit.library.clauses import load_catalog
from contractkit.library.law import load_registry
from contractkit.library.matter import LoadedMatter
from contractkit.readers.detect import read
from contractkit.rendering.manifest import Origin, custom_properties
from contractkit.rendering.package import Properties
from contractkit.rendering.press import Press
from contractkit.rendering.proof import Proof, prove
from contractkit.rendering.template import Template, load_template
from contractkit.workflows.batch.request import Verdict
from contractkit.workflows.batch.stating import Stated
from contractkit.workflows.generate import gaps
from contractkit.workflows.judging import judge, open_knowledge
from contractkit.workflows.readback import lost_words


@dataclass(frozen=True, slots=True)
class Bench:
    """All that a worker needs for any number of matters; for one thread.

    Attributes:
        memory: of the clause texts already written.
        stated: of the answers already found in clauses.
    """

    registry: Registry
    catalog: Catalog
    templates: Mapping[Kind, Template]
    presses: Mapping[Kind, Press]
    clauses: Path | None
    memory: Memory = field(default_factory=Memory)
    stated: Stated = field(default_factory=Stated)
    _knowledge: list[Knowledge] = field(default_factory=list)

    @property
    def knowledge(self) -> Knowledge:
        """The checker's, loaded when it is first asked for."""
        if not self._knowledge:
            self._knowledge.append(open_knowledge(self.clauses))
        return self._knowledge[0]


@dataclass(frozen=True, slots=True)
class Made:
    """One finished document."""

    kind: Kind
    data: bytes
    verdict: Verdict


def open_bench(clauses: Path | None = None, templates: Path | None = None) -> Bench:
    """Load the law, the clause library and the templates.

    Raises:
        InvalidData: one of them has mistakes.
    """
    catalog, models = load_materials(clauses, templates)
    presses = {kind: Press(model) for kind, model in models.items()}
    return Bench(load_registry(), catalog, models, presses, clauses)


def load_materials(clauses: Path | None, templates: Path | None) -> tuple[Catalog, dict[Kind, Template]]:
    """The clause library and the templates: those of the office, or those that come with contractkit.

    Raises:
        InvalidData: one of them has mistakes.
    """
    folder = templates or assets.templates_folder()
    return load_catalog(clauses or assets.clauses_folder()), {kind: load_template(folder, kind) for kind in Kind}


def made_with(catalog: Catalog, templates: Mapping[Kind, Template]) -> str:
    """A hash of clauses and templates."""
    parts = (catalog.sha256, *(templates[kind].sha256 for kind in sorted(templates)))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def drafts_of(loaded: LoadedMatter, kinds: tuple[Kind, ...], bench: Bench) -> list[Draft]:
    """The drafts of a matter.

    Raises:
        InvalidData: a clause has mistakes.
    """
    return [assemble(loaded.matter, bench.catalog, loaded.requirements, kind, bench.memory) for kind in kinds]


def rendered(loaded: LoadedMatter, draft: Draft, bench: Bench) -> bytes:
    """The finished document of a draft.

    Raises:
        RenderingError: the template asks for something that is not there, or cannot hold the draft.
    """
    matter = loaded.matter
    origin = Origin.of(loaded.sha256, bench.catalog, bench.templates[draft.kind])
    made_by, made_on = matter.parties.implementing_body.name, matter.agreement.signing_date
    properties = Properties(draft.title, made_by, made_on, custom_properties(draft, origin))
    return bench.presses[draft.kind].render(draft, matter, loaded.requirements, properties)


def proved(
    loaded: LoadedMatter,
    drafts: Sequence[Draft],
    files: Sequence[bytes],
    bench: Bench,
    *,
    read_back: bool,
    judged: bool,
) -> list[Made]:
    """The documents of a matter, once they hold what they must.

    Args:
        loaded: the matter.
        drafts: of all its documents.
        files: the finished documents, in the same order.
        bench: what they were made with.
        read_back: read each file again and look for every text of its draft in it.
        judged: have the checker judge each, too.

    Raises:
        RenderingError: words were lost, an answer stands in no document, or the checker misses an element.
    """
    if judged:
        for draft, data in zip(drafts, files, strict=True):
            _judge(loaded, draft, data, bench)
    if read_back or judged:
        proofs = [_proved(draft, data, bench) for draft, data in zip(drafts, files, strict=True)]
        if {draft.kind for draft in drafts} == set(Kind):
            bench.stated.demand(loaded.matter, drafts, proofs)
    verdict = Verdict.COMPLETE if judged else Verdict.WRITTEN if read_back else Verdict.UNREAD
    return [Made(draft.kind, data, verdict) for draft, data in zip(drafts, files, strict=True)]


def _proved(draft: Draft, data: bytes, bench: Bench) -> Proof:
    """What a finished file says, with every text of the draft in it."""
    if (proof := prove(data)) is None:
        raise _lost(draft, (draft.title,))
    if lost := proof.missing(draft, bench.templates[draft.kind].static):
        raise _lost(draft, lost)
    return proof


def _judge(loaded: LoadedMatter, draft: Draft, data: bytes, bench: Bench) -> None:
    """Read as `check` reads, and judge as it judges."""
    name = f"{draft.title}.docx"
    source = read(Path(name), data=data)
    if lost := lost_words(source, draft.texts(), bench.templates[draft.kind].static):
        raise _lost(draft, lost)
    report = judge(source, name, data, bench.knowledge, loaded.requirements, draft.kind)
    if report.verdict is not Judged.COMPLETE:
        raise RenderingError(gaps(draft, report), remedy="检查该要素的条款文字和事项中的相应内容是否实在。")


def _lost(draft: Draft, lost: tuple[str, ...]) -> RenderingError:
    shown = "；".join(text[:60] for text in lost[:5])
    return RenderingError(
        f"《{draft.title}》读回时少了{len(lost)}处文字：{shown}", remedy="检查模板是否写出了全部段落和表格。"
    )
