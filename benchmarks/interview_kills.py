"""A hundred sessions killed with SIGKILL at random moments: how many answers are missing afterwards?

    python benchmarks/interview_kills.py [--screen] [--kills 100] [--seed 1]

Without `--screen` each session answers question after question as fast as it can, in a process of its own, and is killed
up to 1.5 seconds after its first answer. With it the real screen runs in a pseudo terminal: Chinese answers are typed a few
characters at a time, the process is killed at any moment from its start on, and the next one goes on with the same matter.
Afterwards the matter is compared with what was taken: at most the field that was being typed may be missing.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from contractkit.workflows.interview import load_materials
from interview_kills import Kill, kill_once
from screen_kills import Clerk, ScreenKill, kill_screen

LONGEST = 1.5  # seconds after the first answer
SCREEN = 9.0  # seconds after the start of the screen


def main() -> int:
    """Kill, compare, print; 1 where anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--screen", action="store_true", help="the real screen in a pseudo terminal")
    arguments = parser.parse_args()
    moments = random.Random(arguments.seed)  # noqa: S311  no secret
    if arguments.screen:
        return told_screen(list(screen_kills(arguments.kills, moments)))
    return told(list(session_kills(arguments.kills, moments)))


def session_kills(count: int, moments: random.Random) -> Iterator[Kill]:
    """Kills of sessions without a screen."""
    materials = load_materials()
    for _ in range(count):
        with tempfile.TemporaryDirectory() as folder:
            yield kill_once(Path(folder), moments.uniform(0, LONGEST), materials)


def screen_kills(count: int, moments: random.Random) -> Iterator[ScreenKill]:
    """Kills of the screen; a matter that is filled in is followed by a new one."""
    materials = load_materials()
    with tempfile.TemporaryDirectory() as folder:
        matters = (Path(folder) / str(number) / "事项.yaml" for number in range(count))
        clerk = None
        for number in range(count):
            if clerk is None or clerk.is_done:
                clerk = Clerk(next(matters), materials)
                clerk.path.parent.mkdir()
            kill = kill_screen(clerk, moments.uniform(0, SCREEN), moments)
            print(f"{number + 1}: {kill}", file=sys.stderr, flush=True)
            yield kill


def told(kills: list[Kill]) -> int:
    """The figures of sessions without a screen."""
    answers = sorted(one.reported for one in kills)
    print(
        f"中断 {len(kills)} 次，中断前已接受的回答 {answers[0]}—{answers[-1]} 项（中位数 {answers[len(answers) // 2]}）"
    )
    print(f"丢失回答 {sum(one.lost != 0 for one in kills)} 次，")
    return _counted(kills, [one for one in kills if one.lost])


def told_screen(kills: list[ScreenKill]) -> int:
    """The figures of the screen."""
    seconds = sorted(one.seconds for one in kills)
    print(f"在终端里中断全屏界面 {len(kills)} 次，启动后 {seconds[0]:.1f}—{seconds[-1]:.1f} 秒；")
    typed = sum(one.taken > 0 for one in kills)
    print(f"共接受回答 {sum(one.taken for one in kills)} 项（{typed} 次中断前已有回答）")
    print(f"除正在填写的一项外还有丢失 {sum(one.missing != 0 for one in kills)} 次，")
    return _counted(kills, [one for one in kills if one.missing])


def _counted(kills: list[Kill] | list[ScreenKill], lost: list[Kill] | list[ScreenKill]) -> int:
    print(f"回到别处 {sum(not one.same_place for one in kills)} 次，", end="")
    print(f"事项文件读不了 {sum(not one.readable for one in kills)} 次")
    bad = [one for one in kills if one in lost or not one.same_place or not one.readable]
    for one in bad:
        print(one)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
