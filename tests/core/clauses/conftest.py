from __future__ import annotations

from dataclasses import replace

import pytest

from clause_samples import TERM
from contractkit.core.law.edition import Requirements
from contractkit.core.matter.matter import Matter
from contractkit.library.law import load_registry
from strategies import sample


@pytest.fixture(scope="session")
def matter() -> Matter:
    return Matter.model_validate(sample())


@pytest.fixture(scope="session")
def requirements() -> Requirements:
    """The law as it is, less every item but 14.2 with its element `14.2.term`."""
    whole = load_registry().requirements("nda-2025")
    (item,) = (item for item in whole.items if item.id == "14.2")
    kept = tuple(element for element in item.elements if element.id == TERM)
    assert kept
    return replace(whole, items=(replace(item, elements=kept),))
