"""The map from clean to raw offsets, against one written out character by character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.zh.offsets import IDENTITY, OffsetRuns

# Runs as (characters dropped before, characters copied, characters dropped into the last one).
RUNS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4), st.integers(0, 2)), max_size=8)


@given(RUNS)
def test_like_one_written_out(runs: list[tuple[int, int, int]]) -> None:
    collected, spans, raw = OffsetRuns(), list[tuple[int, int]](), 0
    for dropped, copied, swallowed in runs:
        begin, raw = raw + dropped, raw + dropped + copied + (swallowed if copied else 0)
        collected.add(copied, begin, raw)
        spans += [(begin + at, begin + at + 1) for at in range(copied - 1)]
        spans += [(begin + copied - 1, raw)] if copied else []
    offsets = collected.close()
    assert [(offsets.begin(at), offsets.end(at)) for at in range(len(spans)) if spans] == spans
    for offset in range(raw + 2) if spans else ():
        assert offsets.first_from(offset) == sum(start < offset for start, _ in spans)


@given(st.integers(0, 10**9))
def test_identity(at: int) -> None:
    assert (IDENTITY.begin(at), IDENTITY.end(at), IDENTITY.first_from(at)) == (at, at + 1, at)
