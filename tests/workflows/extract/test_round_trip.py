"""What our own documents state comes back exactly, whatever the answers hold; nothing comes back that was not given."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from contractkit.core.extraction.absent import Absent
from contractkit.core.extraction.extracted import Extracted
from contractkit.core.extraction.fact import Facts
from contractkit.core.extraction.values import is_field
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.matter import Matter
from contractkit.library.law import load_registry
from contractkit.library.matter import load_matter
from contractkit.library.yaml_source import parse
from contractkit.workflows.extract.matter_file import data_of, to_yaml
from round_trips import round_trip
from strategies import SAMPLES, matters

HEAVY = [HealthCheck.too_slow, HealthCheck.data_too_large]


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("name", ["traffic.yaml", "medical.yaml"])
def test_the_samples_come_back(name: str, kind: Kind) -> None:
    back = round_trip(load_matter(SAMPLES / name, load_registry()).matter, kind)
    assert list(back.lost()) == []
    assert list(back.invented()) == []


@pytest.mark.parametrize("kind", list(Kind))
@settings(max_examples=6, deadline=None, suppress_health_check=HEAVY)
@given(matter=matters(any_position=True))
def test_every_matter_comes_back(kind: Kind, matter: Matter) -> None:
    back = round_trip(matter, kind)
    assert list(back.lost()) == []
    assert list(back.invented()) == []
    assert written_and_read(back.facts, kind) == as_text(
        data_of(one for one in back.facts.settled if is_field(one.keys))
    )


def written_and_read(facts: Facts, kind: Kind) -> Any:
    """The matter file of these facts, read again; comments hold the words of the document."""
    extracted = Extracted("a\n.docx", "0" * 64, "docx", kind, "", facts, Absent((), ()), ())
    data = dict(parse(to_yaml(extracted), name="matter.yaml").data)
    assert data.pop("schema") == "contractkit.matter/1"
    return as_text(data)


def as_text(value: Any) -> Any:
    """Plain data with every value as text: a date and a decimal are written in one way only."""
    if isinstance(value, dict):
        return {key: as_text(inner) for key, inner in value.items()}
    return [as_text(inner) for inner in value] if isinstance(value, list) else str(value)
