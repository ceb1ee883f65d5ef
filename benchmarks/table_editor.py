"""How soon a key shows in the table of data resources with 500 rows: in a real terminal, from the byte to the last thing drawn.

It is the command itself, `contractkit interview`, with every change going to the disk and the matter file written behind it.
Every key is pressed several times. Told are the medians of the time by the clock and of the time on the processor (Linux) of the thread that draws;
where other programs keep the processors busy, the clock says more of them than of the table, and the second is what a quiet
machine would show. Exits with 1 when a keystroke takes longer than `--limit` by the smaller of the two. What changes 500 rows
at once (pasting them) is told beside it: it is no keystroke.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).parent.parent / "tests"
sys.path.insert(0, str(TESTS))

from contractkit.workflows.interview import load_materials, new_from, samples  # noqa: E402
from pseudo_terminal import Terminal, terminal  # noqa: E402
from table_app import RESOURCES, resource  # noqa: E402

TABLE = "第1行，共".encode()
FORM = "数据资源目录".encode()
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
    with tempfile.TemporaryDirectory() as folder:
        command = ["-m", "contractkit", "interview", str(matter_with(given.rows, Path(folder)))]
        with terminal(command, columns=100, rows=30, CONTRACTKIT_CONFIG=folder) as screen:
            screen.read_until(FORM)
            screen.read(3)
            screen.send(b"\r")
            screen.read_until(TABLE)
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


def matter_with(rows: int, folder: Path) -> Path:
    """A matter with so many data resources, left at their list."""
    path = folder / "m.yaml"
    with new_from(samples()[0], path, load_materials(), config=folder) as interview:
        interview.session.paste(RESOURCES, [resource(number) for number in range(1, rows + 1)], replace=True)
        interview.session.goto(RESOURCES)
    return path


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
    """Milliseconds that the thread which draws has been on a processor; 0 where the system does not tell.

    The matter file is written by another thread, half a second after the key.
    """
    told = Path(f"/proc/{process}/task/{process}/schedstat")
    return int(told.read_text().split()[0]) / 1e6 if told.exists() else 0.0


def paste_of(rows: int) -> bytes:
    """As many rows as a terminal sends them when they are pasted."""
    text = "\r".join("\t".join(resource(number)) for number in range(1, rows + 1))
    return b"\x1b[200~" + text.encode() + b"\x1b[201~"


if __name__ == "__main__":
    sys.exit(main())
