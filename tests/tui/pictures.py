"""Pictures of the screen, kept as SVG: the README shows them, the tests hold that the screen still looks so.

Write them anew with `CONTRACTKIT_PICTURES=write pytest tests/tui`, look at them, and only then commit.
"""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len

FOLDER = Path(__file__).parents[2] / "docs" / "images"

_PREFIX = re.compile(r"terminal-[0-9a-zA-Z]+-")
_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_TEXT = re.compile(
    r'<text class="([^"]+)" x="([0-9.]+)" y="([0-9.]+)" textLength="([0-9.]+)" clip-path="([^"]+)">([^<]*)</text>'
)
_FAMILY = "font-family: 'DejaVu Sans Mono', 'Cascadia Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', 'Noto Sans CJK SC', monospace"


def picture(svg: str) -> str:
    """The picture without what differs from run to run, with 汉字 two cells wide.

    Rich gives every text the length of its characters, not of its cells, and names fonts on the network.
    """
    plain = _FONTS.sub("", _PREFIX.sub("terminal-", svg)).replace("font-family: Fira Code, monospace", _FAMILY)
    return _TEXT.sub(lambda match: "".join(_runs(match)), plain)


def assert_picture(name: str, svg: str) -> None:
    """The screen looks as it was kept.

    Args:
        name: of the kept picture, without `.svg`.
        svg: as `App.export_screenshot` gives it.
    """
    kept = FOLDER / f"{name}.svg"
    seen = picture(svg)
    if os.environ.get("CONTRACTKIT_PICTURES") == "write":
        FOLDER.mkdir(parents=True, exist_ok=True)
        kept.write_text(seen, encoding="utf-8")
    assert kept.exists(), f"还没有图 {kept.name}：以 CONTRACTKIT_PICTURES=write 运行一次，看过之后提交"
    assert seen == kept.read_text(encoding="utf-8"), f"{kept.name} 与现在的屏幕不同"


def _runs(match: re.Match[str]) -> Iterator[str]:
    """The text cut where narrow and wide characters meet, each piece at its own place."""
    style, left, top, length, clip, text = match.groups()
    characters = html.unescape(text)
    cell = float(length) / len(characters)
    x = float(left)
    for _, group in groupby(characters, cell_len):
        run = "".join(group)
        width = cell * cell_len(run)
        if run.strip("\u00a0 "):
            yield (
                f'<text class="{style}" x="{x:g}" y="{top}" textLength="{width:g}" clip-path="{clip}">'
                f"{html.escape(run, quote=False)}</text>"
            )
        x += width
