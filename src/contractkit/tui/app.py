"""The application: which screen follows which, and leaving without losing anything."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from contractkit.errors import ContractkitError
from contractkit.tui.checking import check_screen
from contractkit.tui.commands import Palette, commands
from contractkit.tui.screens.ask import AskScreen, PathScreen
from contractkit.tui.screens.failure import FailureScreen
from contractkit.tui.screens.keys import KeysScreen
from contractkit.tui.screens.opening import OpeningScreen
from contractkit.tui.theme import INK, PAPER, SIXTEEN
from contractkit.tui.widgets.phrase_input.driver import forgiving_driver

if TYPE_CHECKING:
    from contractkit.core.interview.materials import Materials
    from contractkit.tui.screens.interview import InterviewScreen
    from contractkit.workflows.interview import Damaged, Interview

_NEW_NAME: Final = "事项"

_LIGHT_GROUNDS: Final = {"7", "15"}

PathTaker = Callable[[Path], None]


class InterviewApp(App[int]):
    """Opens matters and shows their screens; the exit code is the result."""

    TITLE = "contractkit"
    CSS: ClassVar[str] = """
    Toast { background: $panel; }
    CommandPalette { align-horizontal: center; }
    CommandPalette > Vertical { max-width: 84; }
    CommandPalette SearchIcon { display: none; }
    """
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "keys", "帮助", priority=True),
        Binding("ctrl+p", "command_palette", "命令", priority=True),
        Binding("ctrl+c", "leave", "离开", priority=True),
        Binding("ctrl+q", "leave", "离开", show=False, priority=True),
    ]

    def __init__(self, path: Path | None = None, *, clauses: Path | None = None) -> None:
        """Make the application.

        Args:
            path: matter to open; without one the opening screen is shown.
            clauses: folder of an office's own clause library.
        """
        super().__init__(driver_class=forgiving_driver())
        self._path = path
        self._clauses = clauses
        self._materials: Materials | None = None
        self.interview: Interview | None = None
        self.interview_screen: InterviewScreen | None = None
        self.register_theme(PAPER)
        self.register_theme(INK)
        self.theme = _theme_for(self.console.color_system)

    @property
    def materials(self) -> Materials:
        """Questions, law and clauses; loaded when the first matter is opened."""
        from contractkit.workflows.interview import load_materials  # noqa: PLC0415  the first screen does without

        if self._materials is None:
            self._materials = load_materials(self._clauses)
        return self._materials

    def on_mount(self) -> None:
        """Show the opening screen, and the matter over it where one was named."""
        self.push_screen(OpeningScreen())
        if self._path is not None:
            self.open_matter(self._path)

    def open_matter(self, path: Path, *, source: Path | None = None, recover: bool = False) -> None:
        """Open a matter, or begin one, and show it; what stands in the way is told.

        Args:
            path: the matter's file; a new one where there is none.
            source: an existing matter whose answers the new one begins with.
            recover: go on from the journal where the file itself is damaged.
        """
        from contractkit.tui.screens.interview import InterviewScreen  # noqa: PLC0415  it brings law and clauses
        from contractkit.workflows.interview import Damaged, new_from, open_interview  # noqa: PLC0415

        try:
            if source is not None:
                self.interview = new_from(source, path, self.materials)
            else:
                self.interview = open_interview(path, self.materials, recover=recover)
        except Damaged as error:
            self._offer_recovery(path, error)
        except ContractkitError as error:
            self.push_screen(FailureScreen("打不开这个事项", error))
        else:
            self.interview_screen = InterviewScreen(self.interview, self._clauses)
            self.push_screen(self.interview_screen)

    def _offer_recovery(self, path: Path, error: Damaged) -> None:
        def decided(_: None) -> None:
            if error.can_recover:
                text = f"每次填写都另有记录。原文件已另存为 {error.copy}，不会被覆盖。"
                choices = (("recover", "按记录恢复，继续填写"), ("stop", "先不打开"))
                self.push_screen(AskScreen("从记录恢复吗", text, choices), recover)

        def recover(choice: str | None) -> None:
            if choice == "recover":
                self.open_matter(path, recover=True)

        self.push_screen(FailureScreen("事项文件有损坏", error), decided)

    @on(OpeningScreen.Chosen)
    def _begin(self, event: OpeningScreen.Chosen) -> None:
        if event.way == "resume" and event.path is not None:
            self.open_matter(event.path)
        elif event.way == "new":
            self._ask_path(
                "新建事项", "事项写在哪个文件里？填写的内容随时写入这个文件。", _free_name(), self.open_matter
            )
        elif event.way == "sample" and event.path is not None:
            self._begin_from(event.path)
        elif event.way == "from":
            self._ask_path("从已有的事项开始", "照哪个事项文件开始？原文件不会改动。", "", self._begin_from)
        elif event.way == "check":
            self._check()

    def _begin_from(self, source: Path) -> None:
        text = f"新的事项以 {source.name} 的内容开始，写在哪个文件里？"
        self._ask_path("新建事项", text, _free_name(), lambda path: self.open_matter(path, source=source))

    def _ask_path(self, heading: str, text: str, path: str, then: PathTaker) -> None:
        def named(answer: str | None) -> None:
            if answer is not None:
                then(Path(answer).expanduser())

        self.push_screen(PathScreen(heading, text, path), named)

    def _check(self) -> None:
        self.push_screen(check_screen(clauses=self._clauses))

    def action_keys(self) -> None:
        """Show the help of the present screen."""
        if not isinstance(self.screen, KeysScreen):
            self.push_screen(KeysScreen(self.screen))

    def action_command_palette(self) -> None:
        """Show what can be done."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def get_key_display(self, binding: Binding) -> str:
        """F1, ^Z, Esc, as keys are labelled."""
        shown = super().get_key_display(binding)
        return shown.upper() if shown[:1] in {"f", "^"} else shown.capitalize()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The entries of the palette."""
        return commands(self, screen)

    def use_theme(self, name: str) -> None:
        """Change the colours."""
        self.theme = name

    def action_leave(self) -> None:
        """Ask before leaving; with marked text the key copies, as everywhere."""
        if (marked := getattr(self.focused, "selected_text", "")) or (marked := self.screen.get_selected_text() or ""):
            self.copy_to_clipboard(marked)
            return
        if isinstance(self.screen, AskScreen):
            return
        if self.interview_screen is not None:
            self.interview_screen.commit()
        kept = f"已填写的内容都在 {self.interview.path}，下次从这里继续。" if self.interview else "没有打开事项。"
        home = (("close", "回到开始"),) if self.interview else ()
        choices = (("stay", "继续填写" if self.interview else "不离开"), *home, ("leave", "离开 contractkit"))
        self.push_screen(AskScreen("离开吗", kept, choices), self._decided)

    def _decided(self, choice: str | None) -> None:
        if choice not in {"leave", "close"}:
            return
        try:
            self.close_interview()
        except ContractkitError as error:
            self.exit(error.exit_code, message=str(error))  # every answer is in the record beside the file
        else:
            self._left(choice)

    def _left(self, choice: str) -> None:
        if choice == "leave":
            self.exit(0)
        else:
            while len(self.screen_stack) > 1:
                self.pop_screen()
            self.push_screen(OpeningScreen())

    def close_interview(self) -> None:
        """Save and give the matter free."""
        if self.interview is not None:
            interview, self.interview, self.interview_screen = self.interview, None, None
            interview.close()


def _free_name() -> str:
    """事项.yaml, or 事项2.yaml where there is one."""
    names = (f"{_NEW_NAME}{number}.yaml" if number > 1 else f"{_NEW_NAME}.yaml" for number in count(1))
    return next(name for name in names if not Path(name).exists())


def _theme_for(colours: str | None) -> str:
    """The terminal's own colours where it has sixteen; paper where it says that its ground is light."""
    if colours == "standard":
        return SIXTEEN
    ground = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return PAPER.name if ground in _LIGHT_GROUNDS else INK.name
