"""How grave it is when an element is not there."""

from __future__ import annotations

from contractkit.core.checker.finding import Severity
from contractkit.core.checker.playbook import Playbook, Standard


def test_elements_without_an_entry_have_the_default() -> None:
    playbook = Playbook(Severity.WARNING, {"14.2.term": Standard(Severity.ERROR, "须有起止日期。")})

    assert playbook.severity("14.2.term") is Severity.ERROR
    assert playbook.severity("14.13.other") is Severity.WARNING
    assert playbook.standard("14.13.other") == Standard(Severity.WARNING)
