"""Is a batch that is killed at random moments and resumed the same as one that was left alone?

    python benchmarks/batch_kills.py            200 rows, 20 kills
    python benchmarks/batch_kills.py 400 50     other numbers

Each kill is a SIGKILL to the run and its workers, or to the run alone. In the end the set of files and the hash of each
must be those of an uninterrupted run, and no file may be left over.
"""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from generating import SAMPLE, rows_of


def documents(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.docx")}


def started(table: Path, out: Path, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "contractkit", "batch", str(table), "--base", str(SAMPLE), "--out", str(out)]
    command += ["--jobs", "2", "--verify", "none", "--name-pattern", "{序号}-{协议编号}-{文件}", *more]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def killed(table: Path, out: Path, chance: random.Random, total: int, left: int) -> None:
    """Kill a run when about its share of what is missing has been made, at any moment of its work."""
    process = started(table, out, "--resume")
    there = len(documents(out))
    wanted = there + chance.randint(0, max(1, 2 * (total - there) // (left + 1)))
    while process.poll() is None and len(list(out.glob("*.docx"))) < wanted:
        time.sleep(chance.random() * 0.005)
    time.sleep(chance.random() * 0.2)  # files come a few at a time: somewhere before the next ones, or among them
    whole_group = chance.random() < 0.5
    if process.poll() is None:
        (os.killpg if whole_group else os.kill)(process.pid, signal.SIGKILL)
    elif process.returncode:
        raise SystemExit(f"the run ended by itself with {process.returncode}")
    process.wait()
    time.sleep(0.5)  # workers whose parent is gone end by themselves
    broken = [path.name for path in out.glob("*.docx") if zipfile.ZipFile(path).testzip() is not None]
    if broken:
        raise SystemExit(f"half a file: {broken}")


def main() -> None:
    rows, kills = (int(number) for number in (*sys.argv[1:3], *("200", "20")[len(sys.argv) - 1 :]))
    chance = random.Random(rows * kills)  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory() as scratch:
        table, whole, out = rows_of(Path(scratch) / "rows.csv", rows), Path(scratch) / "whole", Path(scratch) / "out"
        if started(table, whole).wait():
            raise SystemExit("the uninterrupted run failed")
        for number in range(kills):
            killed(table, out, chance, 2 * rows, kills - number)
            print(f"kill {number + 1}: {len(documents(out))} of {2 * rows} files, all whole", flush=True)
        if started(table, out, "--resume").wait():
            raise SystemExit("the last run failed")
        if documents(out) != documents(whole) or {path.name for path in out.iterdir()} != {
            p.name for p in whole.iterdir()
        }:
            raise SystemExit("the files differ")
        print(f"{kills} kills: the same {2 * rows} files with the same hashes, nothing left over")


if __name__ == "__main__":
    main()
