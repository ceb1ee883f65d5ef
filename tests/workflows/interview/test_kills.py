"""A session killed with SIGKILL at random moments: what was accepted is there, at the same field, in a file that reads."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from contractkit.core.interview.materials import Materials
from contractkit.library.interview import load_materials
from interview_kills import kill_once

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


@pytest.fixture(scope="module")
def materials() -> Materials:
    return load_materials()


@pytest.mark.parametrize("delay", [0.0, 0.05, 0.45, 0.8])
def test_no_answer_that_was_taken_is_missing(tmp_path: Path, materials: Materials, delay: float) -> None:
    killed = kill_once(tmp_path, delay, materials)
    assert killed.reported >= 1
    assert (killed.lost, killed.same_place, killed.readable) == (0, True, True)
