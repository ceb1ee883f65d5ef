"""The real screen in a terminal, killed with SIGKILL while it is typed into; `benchmarks/interview_kills.py --screen` does it a hundred times."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows 没有伪终端（pty）", allow_module_level=True)

from contractkit.core.interview.materials import Materials
from screen_kills import Clerk, kill_screen


def test_at_most_the_field_that_is_being_typed_is_missing(tmp_path: Path, materials: Materials) -> None:
    clerk, moments = Clerk(tmp_path / "m.yaml", materials), random.Random(1)  # noqa: S311  no secret
    kills = [kill_screen(clerk, delay, moments) for delay in (4.0, 3.0)]
    assert [(one.missing, one.same_place, one.readable) for one in kills] == [(0, True, True)] * 2
