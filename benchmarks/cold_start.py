"""How long commands take from nothing: against a bare interpreter and against a hello-world Typer program.

Every command is started anew, in turn with the two it is compared with, so that a busy machine is busy for all;
the least of the rounds counts. Usage: python benchmarks/cold_start.py [ROUNDS]
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
HELLO = """
import typer
app = typer.Typer()
@app.command()
def hello(name: str = "world") -> None:
    print(name)
@app.command()
def bye() -> None:
    print("bye")
if __name__ == "__main__":
    app()
"""


def seconds(command: list[str]) -> float:
    """How long a command takes, its output thrown away."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        hello = Path(folder) / "hello.py"
        hello.write_text(HELLO, encoding="utf-8")
        contractkit = [sys.executable, "-m", "contractkit"]
        commands = {
            "bare interpreter": [sys.executable, "-c", "pass"],
            "hello-world Typer --help": [sys.executable, str(hello), "--help"],
            "contractkit --help": [*contractkit, "--help"],
            "contractkit check DRAFT": [*contractkit, "check", str(ROOT / "samples/drafts/good-agreement.docx")],
            "contractkit generate MATTER": [
                *contractkit,
                "generate",
                str(ROOT / "samples/traffic.yaml"),
                "--out",
                f"{folder}/out",
            ],
        }
        best = dict.fromkeys(commands, float("inf"))
        for number in range(rounds):
            for name, command in commands.items():
                if number < 3 or name in ("bare interpreter", "hello-world Typer --help", "contractkit --help"):
                    best[name] = min(best[name], seconds(command))
    bare, typer = best["bare interpreter"], best["hello-world Typer --help"]
    print(f"{'':30}{'ms':>8}{'× bare':>10}{'× Typer':>10}")
    for name, least in best.items():
        print(f"{name:30}{1000 * least:8.0f}{least / bare:10.1f}{least / typer:10.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
