"""A matter made into a document on the real path, read back, and held against what went in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from contractkit.core.clauses.assembly import assemble
from contractkit.core.clauses.clause import Catalog
from contractkit.core.clauses.language import TRAILING
from contractkit.core.document import outline
from contractkit.core.extraction.absent import stated_by
from contractkit.core.extraction.fact import TERM_MONTHS, DoubtKind, Facts
from contractkit.core.extraction.reading import read_facts
from contractkit.core.extraction.wording.matching import units
from contractkit.core.extraction.wording.template import parse
from contractkit.core.law.registry import Registry
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.fields import Keys
from contractkit.core.matter.leaves import TECHNICAL
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.plain import plain
from contractkit.library import assets
from contractkit.library.clauses import load_catalog
from contractkit.library.extraction import load_lexicon, load_wording
from contractkit.library.law import load_registry
from contractkit.readers.detect import read
from contractkit.rendering.package import Properties
from contractkit.rendering.press import Press
from contractkit.rendering.template import load_template

_JOINED = {"sources": "、", "areas": "、", "rights": "；", "duties": "；"}
"""Lists that a document writes in one row; where a member ends is not told when it holds the mark itself."""


@dataclass(frozen=True, slots=True)
class Round:
    """What went in and what came back.

    Attributes:
        given: the answers by path.
        stated: paths, without numbers of members, that the clauses used write out.
        facts: what was read.
        places: the member read for each member given, by list.
    """

    given: Mapping[Keys, Any]
    stated: frozenset[Keys]
    facts: Facts
    places: Mapping[Keys, Mapping[int, int]]

    def lost(self) -> Iterator[str]:
        """Answers that the document states and that did not come back, nor were said to be ambiguous."""
        open_ = {fact.keys for one in self.facts.doubts if one.kind is DoubtKind.AMBIGUOUS for fact in one.facts}
        for keys, value in self.given.items():
            placed = self.placed(keys)
            if not self.is_stated(keys) or placed in open_:
                continue
            found = self.facts.get(placed)
            if found is None:
                yield f"{keys}: {value!r} not read"
            elif not _same(keys, value, found.value):
                yield f"{keys}: {value!r} read as {found.value!r}"

    def invented(self) -> Iterator[str]:
        """Facts that are no answers of the matter."""
        back = {self.placed(keys): (keys, value) for keys, value in self.given.items()}
        for fact in self.facts.settled:
            if fact.keys == TERM_MONTHS:
                continue
            keys, value = back.get(fact.keys, ((), None))
            if value is None or not _same(keys, value, fact.value):
                yield f"{fact.keys}: {fact.value!r} instead of {value!r} ({fact.basis}) {fact.source.text!r} {fact.source.path}"

    def placed(self, keys: Keys) -> Keys:
        """Where an answer is to be looked for: rows of a catalogue by their code."""
        for at, key in enumerate(keys):
            if isinstance(key, int) and keys[:at] in self.places:
                return (*keys[:at], self.places[keys[:at]].get(key, -1), *keys[at + 1 :])
        return keys

    def is_stated(self, keys: Keys) -> bool:
        names = tuple(key for key in keys if isinstance(key, str))
        if names == ("agreement", "copies", "filing") and not self.given[keys]:
            return False  # no copy for the authority is not written as 0
        return keys[0] not in TECHNICAL and names in self.stated


@cache
def materials() -> tuple[Catalog, Registry, dict[Kind, Press]]:
    presses = {kind: Press(load_template(assets.templates_folder(), kind)) for kind in Kind}
    return load_catalog(assets.clauses_folder()), load_registry(), presses


def round_trip(matter: Matter, kind: Kind) -> Round:
    """Make the document of a matter, read the file, read its facts."""
    catalog, registry, presses = materials()
    edition = matter.edition or registry.default(matter.agreement.signing_date).id
    requirements = registry.requirements(edition, matter.locality or "")
    draft = assemble(matter, catalog, requirements, kind)
    data = presses[kind].render(draft, matter, requirements, Properties("标题", "作者", matter.term.start, {}))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.docx"
        path.write_bytes(data)
        document = outline.build(read(path))
    facts = read_facts(document, load_lexicon(), load_wording())
    return Round(
        dict(answers(plain(matter))), _stated(draft.used, catalog, matter, kind), facts, _places(matter, facts)
    )


def answers(value: Any, keys: Keys = ()) -> Iterator[tuple[Keys, Any]]:
    """Every answer of a plain matter by path; a list of lines is one."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from answers(inner, (*keys, key))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for at, inner in enumerate(value):
            yield from answers(inner, (*keys, at))
    elif value != []:
        yield keys, tuple(value) if isinstance(value, list) else value


def _stated(used: Any, catalog: Catalog, matter: Matter, kind: Kind) -> frozenset[Keys]:
    texts = [catalog.clauses[kind, name].text_for(position, matter.side) for name, position in used]
    found = tuple(unit for text in texts if text for unit in units(parse(f"固定的一行文字\n{text.text}"), ""))
    return stated_by((*found, *load_wording().cover[kind]))


def _places(matter: Matter, facts: Facts) -> dict[Keys, dict[int, int]]:
    places: dict[Keys, dict[int, int]] = {}
    lists: tuple[tuple[Keys, list[str]], ...] = (
        (("resources", "catalogue"), [one.code for one in matter.resources.catalogue]),
        (("products", "catalogue"), [one.code for one in matter.products.catalogue]),
    )
    for keys, codes in lists:
        read_at = {
            fact.value: at
            for fact in facts.below(keys)
            if fact.keys[-1] == "code" and isinstance(at := fact.keys[2], int)
        }
        places[keys] = {at: read_at.get(code, -1) for at, code in enumerate(codes)}
    return places


def _same(keys: Keys, given: Any, found: Any) -> bool:
    """The same answer as documents show it: without a final punctuation that the document's own replaces."""
    if isinstance(given, tuple) and isinstance(found, tuple):
        if (mark := _JOINED.get(str(keys[-1]))) is not None and keys[1] != "rights_and_duties":
            return _run_together(given, mark) == _run_together(found, mark)
        return tuple(map(_bare, given)) == tuple(map(_bare, found))
    if isinstance(given, str) and isinstance(found, str):
        return _bare(given) == _bare(found)
    return bool(given == found)


def _run_together(members: tuple[str, ...], mark: str) -> str:
    """Members without what no longer tells where one ends: marks and punctuation, blanks, invisible characters."""
    return "".join(one for one in "".join(members) if one.isprintable() and one not in f"{mark}{TRAILING}\u3000")


def _bare(text: str) -> str:
    return text.rstrip(TRAILING + "\n")
