"""Which document is checked, and as what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import DirectoryTree, Input, Label, Select, Static

from contractkit.core.law.requirement import Kind
from contractkit.core.matter.standpoint import Side
from contractkit.tui.widgets.phrase_input import PhraseInput
from contractkit.tui.widgets.phrase_input.paths import PathInput

_ANY: Final = "any"
_KINDS: Final = (("按内容判断", _ANY), ("授权运营协议", Kind.AGREEMENT.value), ("实施方案", Kind.PLAN.value))
_SIDES: Final = (
    ("不分", _ANY),
    ("甲方（实施机构）", Side.IMPLEMENTING_BODY.name),
    ("乙方（运营机构）", Side.OPERATOR.name),
)


class DraftTree(DirectoryTree):
    """Files of a folder, without hidden ones; no pictograms, which terminals draw at their own widths."""

    ICON_NODE = "▸ "
    ICON_NODE_EXPANDED = "▾ "
    ICON_FILE = "  "

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """What is shown."""
        return (path for path in paths if not path.name.startswith((".", "~$")))


class CheckStart(Vertical):
    """Path, tree, kind, side, password."""

    DEFAULT_CSS: ClassVar[str] = """
    CheckStart > #about { height: auto; color: $text-muted; padding: 0 1; }
    CheckStart > PathInput { margin: 0 1; }
    CheckStart > DraftTree { height: 1fr; margin: 0 1; background: transparent; scrollbar-gutter: stable; }
    CheckStart > .options { height: auto; padding: 0 1; }
    CheckStart > .options > Vertical { width: 1fr; height: auto; padding: 0 1 0 0; }
    CheckStart > #trouble { height: auto; padding: 0 1; color: $text-error; }
    """

    @dataclass
    class Chosen(Message):
        """A document is to be checked.

        Attributes:
            kind: None to judge it by substance.
            side: None for nobody in particular.
            password: of an encrypted PDF, or None.
        """

        path: Path
        kind: Kind | None
        side: Side | None
        password: str | None

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._path = PathInput(placeholder="文件、文件夹或者 .zip 的路径，可以拖进来；回车开始审查", id="path")
        self._tree = DraftTree(folder.absolute())
        self._kind = Select(_KINDS, value=_ANY, allow_blank=False, compact=True, id="kind")
        self._side = Select(_SIDES, value=_ANY, allow_blank=False, compact=True, id="side")
        self._password = PhraseInput(password=True, compact=True, placeholder="没有则留空", id="password")

    def compose(self) -> ComposeResult:
        """Everything on one page."""
        yield Static(
            "选择对方的文本：Word、PDF、OFD、WPS、网页、扫描件等都可以；也可以选文件夹或者压缩包。",
            markup=False,
            id="about",
        )
        yield self._path
        yield self._tree
        with Horizontal(classes="options"):
            for title, widget in (
                ("文件种类", self._kind),
                ("站在哪一方", self._side),
                ("PDF 打开密码", self._password),
            ):
                with Vertical():
                    yield Label(title, markup=False)
                    yield widget
        yield Static("", markup=False, id="trouble")

    def begin(self, trouble: str = "", path: Path | None = None) -> None:
        """Show the page, with why the last check did not come about."""
        self.query_one("#trouble", Static).update(trouble)
        if path is not None:
            self._path.load(str(path))
        self._path.focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        path = self._path.path
        if path is None:
            self._tree.focus()
        elif not path.exists():
            self.query_one("#trouble", Static).update(f"没有这个文件：{path}　请检查路径，Ctrl+T 可以补全。")
        else:
            self._choose(path)

    @on(DirectoryTree.FileSelected)
    def _selected(self, event: DirectoryTree.FileSelected) -> None:
        event.stop()
        self._path.load(_shown(event.path))
        self._choose(Path(_shown(event.path)))

    def _choose(self, path: Path) -> None:
        kind, side = str(self._kind.value), str(self._side.value)
        self.query_one("#trouble", Static).update("")
        self.post_message(
            self.Chosen(
                path,
                None if kind == _ANY else Kind(kind),
                None if side == _ANY else Side[side],
                self._password.value or None,
            )
        )


def _shown(path: Path) -> str:
    """A path below the folder one works in as seen from there."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
