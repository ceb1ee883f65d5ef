"""A hundred sessions killed with SIGKILL at random moments: how many answers are missing afterwards?

    python benchmarks/interview_kills.py [--kills 100] [--seed 1]

Each session answers question after question as fast as it can, in a process of its own, and is killed up to 1.5 seconds
after its first answer. Afterwards the matter is opened again and compared with a session that nobody killed.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from contractkit.workflows.interview import load_materials
from interview_kills import kill_once

LONGEST = 1.5  # seconds


def main() -> int:
    """Kill, compare, print; 1 where anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    moments = random.Random(arguments.seed)  # noqa: S311  no secret
    materials = load_materials()
    kills = []
    for _ in range(arguments.kills):
        with tempfile.TemporaryDirectory() as folder:
            kills.append(kill_once(Path(folder), moments.uniform(0, LONGEST), materials))
    bad = [one for one in kills if one.lost or not one.same_place or not one.readable]
    answers = sorted(one.reported for one in kills)
    print(
        f"中断 {len(kills)} 次，中断前已接受的回答 {answers[0]}—{answers[-1]} 项（中位数 {answers[len(answers) // 2]}）"
    )
    print(
        f"丢失回答 {sum(one.lost != 0 for one in kills)} 次，回到别处 {sum(not one.same_place for one in kills)} 次，"
    )
    print(f"事项文件读不了 {sum(not one.readable for one in kills)} 次")
    for one in bad:
        print(one)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
