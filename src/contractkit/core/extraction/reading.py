"""A document → its facts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from contractkit.core.document.tree import Document
from contractkit.core.extraction.cues import read_cues
from contractkit.core.extraction.fact import Doubt, DoubtKind, Fact, Facts
from contractkit.core.extraction.layout import with_whole_cells
from contractkit.core.extraction.lexicon import Lexicon
from contractkit.core.extraction.parties import read_parties
from contractkit.core.extraction.sentence import said
from contractkit.core.extraction.settling import SHARES, order, settle, settle_shares, title_of
from contractkit.core.extraction.shares import read_shares
from contractkit.core.extraction.tables import read_table
from contractkit.core.extraction.term import read_term
from contractkit.core.extraction.wording.reading import OwnWording, Wording, read_wording


def read_facts(document: Document, lexicon: Lexicon, wording: OwnWording | None = None) -> Facts:
    """Everything that a document states of a matter, in whoever's words.

    Args:
        document: the outlined document, a plan or an agreement.
        lexicon: the wording by which facts are recognised.
        wording: the clause library turned round; what it wrote is then read back exactly.
    """
    document = with_whole_cells(document)
    own = Wording((), ()) if wording is None else read_wording(document, wording)
    sentences = tuple(said(document))
    parties = read_parties(document, lexicon.parties)
    readings: list[Fact] = [*parties.facts, *read_term(sentences, lexicon.term)]
    unfit: list[tuple[Fact, str]] = list(parties.unfit)
    for words in lexicon.tables:
        table = read_table(document, sentences, words)
        readings += table.facts
        unfit += table.unfit
    for fact, reason in read_cues(sentences, lexicon.cues):
        if reason:
            unfit.append((fact, reason))
        else:
            readings.append(fact)
    readings = [*own.facts, *(fact for fact in readings if not _is_covered(fact, own))]
    readings.sort(key=lambda fact: (fact.source.passage, fact.source.start))
    unfit = [(fact, reason) for fact, reason in unfit if not _is_covered(fact, own)]
    settled, doubts = settle(readings, unfit)
    shares: tuple[Fact, ...] = ()
    share_doubts: tuple[Doubt, ...] = ()
    if SHARES not in own.lists:
        shares, share_doubts = settle_shares(read_shares(document, sentences, lexicon.shares))
    return Facts(
        settled=tuple(sorted((*settled, *shares), key=lambda fact: order(fact.keys))),
        said=(*readings, *shares),
        doubts=_in_order(*doubts, *share_doubts, *_ambiguous(own, settled)),
        names=parties.names,
    )


def _is_covered(fact: Fact, own: Wording) -> bool:
    """Whether our own wording has told this field or the list it stands in, better than anybody's."""
    told = {one.keys for one in own.facts} | {facts[0].keys for facts in own.open}
    return fact.keys in told or any(fact.keys[: len(keys)] == keys for keys in own.lists)


def _ambiguous(own: Wording, settled: tuple[Fact, ...]) -> Iterator[Doubt]:
    """What one place of our own wording leaves open; two texts that stand side by side are one doubt."""
    held = {fact.keys for fact in settled}
    open_ = [facts for facts in own.open if facts[0].keys not in held]
    for _, group in groupby(open_, key=lambda facts: (facts[0].keys[:-1], facts[0].source.passage)):
        same = tuple(group)
        candidates = tuple(fact for facts in same for fact in facts)
        names = "、".join(title_of(facts[0].keys) for facts in same)
        said = "或者".join(f"“{fact.value}”" for fact in same[0][:2])
        joined = f"{names}连在一起写，文中没有分开" if len(same) > 1 else f"{names}可以读作{said}"
        yield Doubt(DoubtKind.AMBIGUOUS, same[0][0].keys, f"{joined}，没有采用。", candidates)


def _in_order(*doubts: Doubt) -> tuple[Doubt, ...]:
    return tuple(sorted(doubts, key=lambda doubt: order(doubt.keys)))
