"""The command does its sums in one thread, unless somebody wants it otherwise."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

_CODE = (
    "import os, sys; from contractkit.__main__ import main; sys.argv = ['contractkit', 'show', 'edition']\n"
    "try: main()\n"
    "except SystemExit: pass\n"
    "print(os.environ['OPENBLAS_NUM_THREADS'], file=sys.stderr)"
)


@pytest.mark.parametrize(("named", "expected"), [("", "1"), ("3", "3")])
def test_one_thread_unless_a_number_is_named(named: str, expected: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    environment |= {"OPENBLAS_NUM_THREADS": named} if named else {}
    ran = subprocess.run([sys.executable, "-c", _CODE], capture_output=True, text=True, env=environment, check=True)

    assert ran.stderr.split()[-1] == expected
