from __future__ import annotations

from pathlib import Path

import pytest

from contractkit.core.clauses.assembly import assemble
from contractkit.core.clauses.clause import Catalog
from contractkit.core.clauses.draft import Draft
from contractkit.core.law.requirement import Kind
from contractkit.library import assets
from contractkit.library.clauses import load_catalog
from contractkit.library.law import load_registry
from contractkit.library.matter import LoadedMatter, load_matter

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog(assets.clauses_folder())


@pytest.fixture(scope="session")
def loaded() -> LoadedMatter:
    return load_matter(SAMPLES / "traffic.yaml", load_registry())


@pytest.fixture(scope="session", params=list(Kind))
def draft(request: pytest.FixtureRequest, loaded: LoadedMatter, catalog: Catalog) -> Draft:
    kind: Kind = request.param
    return assemble(loaded.matter, catalog, loaded.requirements, kind)
