"""The closed loop: whatever valid matter goes in, both documents come out whole and pass our own check."""

from __future__ import annotations

import functools

import pytest
from hypothesis import HealthCheck, given, settings

from contractkit.core.checker.report import DocumentKind, Verdict
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.leaves import leaves
from contractkit.core.matter.matter import Matter
from contractkit.library.law import load_registry
from contractkit.library.matter import LoadedMatter, load_matter
from contractkit.workflows.generate import Workshop, make, open_workshop
from contractkit.workflows.readback import unstated
from strategies import SAMPLES, matters


@functools.cache
def workshop() -> Workshop:
    return open_workshop()


def loaded(matter: Matter) -> LoadedMatter:
    registry = load_registry()
    edition = matter.edition or registry.default(matter.agreement.signing_date).id
    return LoadedMatter(matter, (), "0" * 64, registry.requirements(edition, matter.locality or ""))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(matters())
def test_every_matter_gives_complete_documents_that_hold_every_value(matter: Matter) -> None:
    documents = [make(loaded(matter), kind, workshop()) for kind in Kind]
    assert [document.report.verdict for document in documents] == [Verdict.COMPLETE, Verdict.COMPLETE]
    assert unstated(leaves(matter), [text for document in documents for text in document.words]) == ()


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(matters(any_position=True))
def test_every_position_is_complete(matter: Matter) -> None:
    for kind in Kind:
        assert make(loaded(matter), kind, workshop()).report.verdict is Verdict.COMPLETE


@pytest.mark.parametrize("kind", list(Kind))
def test_a_generated_document_is_recognised_by_its_substance(kind: Kind) -> None:
    document = make(load_matter(SAMPLES / "traffic.yaml", load_registry()), kind, workshop())
    assert document.report.kind is DocumentKind(kind.value)
    assert document.report.findings == ()
