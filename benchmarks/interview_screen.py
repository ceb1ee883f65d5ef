"""How soon the first screen is there, and how soon a keystroke shows.

    python benchmarks/interview_screen.py

First screen: seconds from the start of a fresh interpreter until the opening screen is drawn, less what importing
Textual alone takes. Keystroke: milliseconds from a key to the drawn screen, in a question beside five hundred rows of
the data resource catalogue, and in a cell of their table. Without a terminal, at 200×50; the median of several runs.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 5
KEYS = 40
ROWS = 500

_TEXTUAL = (
    "import textual.app, textual.widgets, textual.widgets.option_list, textual.command\nprint('there', flush=True)"
)
_FIRST = """
import asyncio
from contractkit.tui.app import InterviewApp

async def main():
    async with InterviewApp().run_test(size=(200, 50)) as pilot:
        assert pilot.app.screen.query_one("#card").size.height > 0
        print("there", flush=True)

asyncio.run(main())
"""


def seconds(code: str) -> float:
    """Wall time until a fresh interpreter says that it is there, the median of several."""
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as child:
            said = child.stdout.readline() if child.stdout else b""
            taken.append(time.perf_counter() - start)
        if said != b"there\n":
            sys.exit("the program did not come up")
    return statistics.median(taken)


async def keystrokes(path: Path) -> tuple[float, float]:
    """Milliseconds for a key in a question and in a table of many rows."""
    from contractkit.tui.app import InterviewApp  # noqa: PLC0415  Textual is measured by itself before

    app = InterviewApp(path)
    async with app.run_test(size=(200, 50)) as pilot:
        session = app.interview.session
        keys = ("resources", "catalogue")
        lines = [[f"K-{at:03}", f"资源{at}", "市数据局", "全市；2024年1月起", "一般数据"] for at in range(ROWS)]
        session.paste(keys, lines)
        await app.screen.go_topic("resources")
        await pilot.pause()
        await app.workers.wait_for_complete()
        question = await median_key(pilot)
        await app.screen.go(keys)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        return question, await median_key(pilot)


async def median_key(pilot) -> float:
    """Milliseconds from a key until the screen is drawn: what the application computes, without waiting."""
    taken = []
    for character in "授权运营" * (KEYS // 4):
        start = time.process_time()
        await pilot.press(character)
        await pilot.pause()
        taken.append((time.process_time() - start) * 1000)
    return statistics.median(taken)


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CONTRACTKIT_CONFIG"] = folder
        textual, first = seconds(_TEXTUAL), seconds(_FIRST)
        print(f"first screen: {first:.2f} s, less Textual's import {textual:.2f} s: {first - textual:.2f} s")
        question, cell = asyncio.run(keystrokes(Path(folder) / "m.yaml"))
        print(f"keystroke: {question:.0f} ms in a question, {cell:.0f} ms in a cell of {ROWS} rows (processor time)")


if __name__ == "__main__":
    main()
