"""From readings to facts: what agrees is one fact, what contradicts is listed, what is no answer is listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from contractkit.core.extraction.fact import TERM_MONTHS, Confidence, Doubt, DoubtKind, Fact, Value, by_keys
from contractkit.core.extraction.shares import Scheme, in_figures
from contractkit.core.matter.fields import Keys, children, titles

SHARES: Final[Keys] = ("revenue", "shares")
_NAMES: Final = frozenset({"name", "address"})
_MOST_SHOWN = 4


def title_of(keys: Keys) -> str:
    """A field in Chinese, also one that a matter does not have."""
    return "授权运营期限→月数" if keys == TERM_MONTHS else titles(keys)


def settle(said: Sequence[Fact], unfit: Iterable[tuple[Fact, str]]) -> tuple[tuple[Fact, ...], tuple[Doubt, ...]]:
    """One fact for each field, and what could not be taken.

    Args:
        said: the readings.
        unfit: readings that are no answers, each with the reason.
    """
    settled: list[Fact] = []
    doubts: list[Doubt] = []
    for keys, same in by_keys(tuple(said)):
        fact, doubt = _settled(keys, same)
        settled += [fact] if fact else []
        doubts += [doubt] if doubt else []
    held = {fact.keys for fact in settled}
    for fact, reason in unfit:
        if fact.keys not in held:
            message = f"{title_of(fact.keys)}写作“{fact.value}”，{reason}，没有采用。"
            doubts.append(Doubt(DoubtKind.INVALID, fact.keys, message, (fact,)))
    return tuple(sorted(settled, key=lambda fact: order(fact.keys))), tuple(doubts)


def settle_shares(schemes: Sequence[Scheme]) -> tuple[tuple[Fact, ...], tuple[Doubt, ...]]:
    """The shares: of several tellings the one that is whole; two whole ones that differ are a contradiction."""
    whole = [one for one in schemes if one.total == 100 and len(one.parts) > 1]
    worded = [one for one in whole if one.is_worded] or whole
    if not worded:
        return _partial(schemes)
    best = max(worded, key=lambda one: len(one.parts))
    others = [one for one in worded if not _agree(one, best)]
    if others:
        facts = tuple(fact for one in (best, *others) for fact in _share_facts(one, Confidence.DOUBTFUL))
        shown = "；".join(_shown(one) for one in (best, *others))
        return (), (Doubt(DoubtKind.CONTRADICTION, SHARES, f"收益分配比例有两种说法：{shown}，没有采用。", facts),)
    confidence = Confidence.CERTAIN if best.is_worded else Confidence.PROBABLE
    facts = tuple(_share_facts(best, confidence, "，合计100%"))
    return facts, tuple(_against_parts(best, schemes))


def order(keys: Keys) -> tuple[int, ...]:
    """The place of a field in a matter."""
    return tuple(
        key if isinstance(key, int) else _place(tuple(one for one in keys[:at] if isinstance(one, str)), key)
        for at, key in enumerate(keys)
    )


@lru_cache(maxsize=1024)
def _place(above: tuple[str, ...], key: str) -> int:
    known = list(children(above) or children((*above, 0)))
    return known.index(key) if key in known else len(known)


def _settled(keys: Keys, same: tuple[Fact, ...]) -> tuple[Fact | None, Doubt | None]:
    best = min(fact.confidence.rank for fact in same)
    top = [fact for fact in same if fact.confidence.rank == best]
    kinds = _different(keys, top)
    if len(kinds) > 1:
        said = "、".join(f"“{_written(fact.value)}”" for fact in kinds[:_MOST_SHOWN])
        message = f"{title_of(keys)}前后不一致：{said}，没有采用。"
        return None, Doubt(DoubtKind.CONTRADICTION, keys, message, tuple(kinds))
    taken = kinds[0]
    others = [fact for fact in _different(keys, [taken, *same]) if fact is not taken]
    others = [fact for fact in others if fact.confidence is not Confidence.DOUBTFUL]
    if not others:
        return taken, None
    said = "、".join(f"“{_written(fact.value)}”" for fact in others[:_MOST_SHOWN])
    message = f"{title_of(keys)}采用“{_written(taken.value)}”，另有一处可以读作{said}，请核对。"
    return taken, Doubt(DoubtKind.CONTRADICTION, keys, message, (taken, *others))


def _different(keys: Keys, facts: Sequence[Fact]) -> list[Fact]:
    """One fact for each value, the first; of names, one that is part of another is the same."""
    found: list[Fact] = []
    for fact in facts:
        at = next((at for at, one in enumerate(found) if _same(keys, one.value, fact.value)), None)
        if at is None:
            found.append(fact)
        elif keys[-1] in _NAMES and len(str(fact.value)) > len(str(found[at].value)):
            found[at] = fact
    return found


def _same(keys: Keys, one: Value, other: Value) -> bool:
    if one == other:
        return True
    if keys[-1] not in _NAMES or not isinstance(one, str) or not isinstance(other, str):
        return False
    return one in other or other in one


def _written(value: Value) -> str:
    text = "；".join(value) if isinstance(value, tuple) else str(value)
    return text if len(text) <= 40 else text[:39] + "…"


def _share_facts(scheme: Scheme, confidence: Confidence, added: str = "") -> Iterator[Fact]:
    for at, part in enumerate(scheme.parts):
        row = (*SHARES, at)
        basis = scheme.basis + added
        yield Fact((*row, "party"), part.party, part.source, confidence, basis)
        yield Fact((*row, "percent"), in_figures(part.percent), part.source, confidence, basis)
        if part.use:
            yield Fact((*row, "use"), part.use, part.source, confidence, basis)


def _partial(schemes: Sequence[Scheme]) -> tuple[tuple[Fact, ...], tuple[Doubt, ...]]:
    """Shares of which no telling is whole: taken from the fullest, with a doubt that says so."""
    if not schemes:
        return (), ()
    best = max(schemes, key=lambda one: (one.total <= 100, len(one.parts)))
    facts = tuple(_share_facts(best, Confidence.DOUBTFUL, f"，合计{in_figures(best.total):f}%，不是100%"))
    message = f"收益分配比例合计{in_figures(best.total).normalize():f}%，不是100%：{_shown(best)}，请核对。"
    return facts, (Doubt(DoubtKind.INVALID, SHARES, message, facts),)


def _against_parts(best: Scheme, schemes: Sequence[Scheme]) -> Iterator[Doubt]:
    """Single shares told elsewhere that the whole telling gives differently."""
    known = {part.party: part for part in best.parts}
    for scheme in schemes:
        for part in scheme.parts:
            other = known.get(part.party)
            if (
                other is not None
                and other.percent != part.percent
                and not any(one.percent == part.percent for one in best.parts)
            ):
                facts = tuple(
                    replace(fact, confidence=Confidence.DOUBTFUL)
                    for fact in _share_facts(Scheme((other, part), scheme.basis), Confidence.DOUBTFUL)
                )
                message = f"{part.party}的收益比例采用{in_figures(other.percent):f}%，另有一处写{in_figures(part.percent):f}%，请核对。"
                yield Doubt(DoubtKind.CONTRADICTION, SHARES, message, facts)


def _agree(one: Scheme, other: Scheme) -> bool:
    return sorted(part.percent for part in one.parts) == sorted(part.percent for part in other.parts)


def _shown(scheme: Scheme) -> str:
    return "、".join(f"{part.party}{in_figures(part.percent).normalize():f}%" for part in scheme.parts)
