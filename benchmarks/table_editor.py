"""How soon a key shows in the table of data resources with 500 rows: in a real terminal, from the byte to the last thing drawn.

Every key is pressed several times. Told are the medians of the time by the clock and of the time on the processor (Linux);
where other programs keep the processors busy, the clock says more of them than of the table, and the second is what a quiet
machine would show. Exits with 1 when a keystroke takes longer than `--limit` by the smaller of the two. What changes 500 rows
at once (pasting them) is told beside it: it is no keystroke.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path

TESTS = Path(__file__).parent.parent / "tests"
sys.path.insert(0, str(TESTS))

from pseudo_terminal import Terminal, terminal  # noqa: E402
from table_app import resource  # noqa: E402

READY = b"\x1b[?2004h"
KEYS = {
    "到首行": b"\x1b[1;5H",
    "光标下移": b"\x1b[B",
    "翻页": b"\x1b[6~",
    "光标右移": b"\x1b[C",
    "打开单元格": b"\r",
    "键入一个汉字": "数".encode(),
    "删除一个字": b"\x7f",
    "确定单元格": b"\r",
    "加一行": b"\x0e",
    "复制一行": b"\x04",
    "上移一行": b"\x1b[1;3A",
    "删除一行": b"\x0b",
    "撤销": b"\x1a",
    "到末行": b"\x1b[1;5F",
}


def main() -> int:
    """Measure, tell, judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--limit", type=float, default=50.0, help="milliseconds")
    given = parser.parse_args()
    with terminal([str(TESTS / "table_app.py"), str(given.rows)], columns=100, rows=30) as screen:
        screen.read_until(READY)
        screen.read(3)
        taken = measure(screen, given.rounds)
        pasted = timed(screen, paste_of(given.rows), quiet=1.5)
    print(f"{given.rows}行，{given.rounds}次，中位数，毫秒（钟表时间／处理器时间）：")
    slow = []
    for name, times in taken.items():
        clock, processor = (statistics.median(part) for part in zip(*times, strict=True))
        print(f"  {name}：{clock:.0f}／{processor:.0f}")
        slow += [name] if min(clock, processor or clock) > given.limit else []
    print(f"  一次粘贴{given.rows}行（不是按键）：{pasted[0]:.0f}／{pasted[1]:.0f}")
    print(f"超过{given.limit:.0f}毫秒：{'、'.join(slow) or '无'}")
    return int(bool(slow))


def measure(screen: Terminal, rounds: int) -> dict[str, list[tuple[float, float]]]:
    """Milliseconds of each key, by the clock and on the processor, round after round."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in KEYS}
    for _ in range(rounds):
        for name, key in KEYS.items():
            taken[name].append(timed(screen, key))
    return taken


def timed(screen: Terminal, data: bytes, quiet: float = 0.4) -> tuple[float, float]:
    """Milliseconds until nothing more is drawn, by the clock and on the processor."""
    screen.read(quiet / 2)
    before = on_processor(screen.process.pid)
    clock = screen.latency(data, quiet)
    return 1000 * clock, on_processor(screen.process.pid) - before


def on_processor(process: int) -> float:
    """Milliseconds that a process has been on a processor; 0 where the system does not tell."""
    tasks = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e6


def paste_of(rows: int) -> bytes:
    """As many rows as a terminal sends them when they are pasted."""
    text = "\r".join("\t".join(resource(number)) for number in range(1, rows + 1))
    return b"\x1b[200~" + text.encode() + b"\x1b[201~"


if __name__ == "__main__":
    sys.exit(main())
