"""The application: which screen follows which, and leaving without losing anything."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
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
from contractkit.tui.screens.wait import WaitScreen
from contractkit.tui.theme import INK, NAMES, PAPER, SIXTEEN
from contractkit.tui.widgets.phrase_input.driver import forgiving_driver
from contractkit.workflows.matter_names import is_matter
from contractkit.workflows.settings import remember_theme, remembered_theme

if TYPE_CHECKING:
    from contractkit.core.interview.materials import Materials
    from contractkit.tui.screens.interview import InterviewScreen
    from contractkit.workflows.interview import Damaged, Interview

_NEW_NAME: Final = "事项"

_LIGHT_GROUNDS: Final = {"7", "15"}

PathTaker = Callable[[Path], None]
PathChecker = Callable[[Path], str]


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

    def __init__(self, path: Path | None = None, *, source: Path | None = None, clauses: Path | None = None) -> None:
        """Make the application.

        Args:
            path: matter to open; without one the opening screen is shown.
            source: another matter, or a draft, that a new matter begins with.
            clauses: folder of an office's own clause library.
        """
        super().__init__(driver_class=forgiving_driver())
        self._path = path
        self._source = source
        self._clauses = clauses
        self._materials: Materials | None = None
        self.interview: Interview | None = None
        self.interview_screen: InterviewScreen | None = None
        self.register_theme(PAPER)
        self.register_theme(INK)
        kept = remembered_theme(self._terminal)
        self.theme = kept if kept in NAMES else _theme_for(self.console.color_system)

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
        if self._source is not None and self._path is not None:
            self._open_from(self._source, self._path)
        elif self._source is not None:
            self.begin_from(self._source)
        elif self._path is not None:
            self.open_matter(self._path)

    def open_matter(self, path: Path, *, source: Path | None = None, recover: bool = False) -> None:
        """Open a matter, or begin one, and show it; what stands in the way is told.

        Args:
            path: the matter's file; a new one where there is none.
            source: an existing matter whose answers the new one begins with.
            recover: go on from the journal where the file itself is damaged.
        """
        from contractkit.workflows.interview import Damaged, new_from, open_interview  # noqa: PLC0415

        try:
            if source is not None:
                interview = new_from(source, path, self.materials)
            else:
                interview = open_interview(path, self.materials, recover=recover)
        except Damaged as error:
            self._offer_recovery(path, error)
        except ContractkitError as error:
            self.push_screen(FailureScreen("打不开这个事项", error))
        else:
            self._show(interview)

    def _show(self, interview: Interview, *, sources_first: bool = False) -> None:
        from contractkit.tui.screens.interview import InterviewScreen  # noqa: PLC0415  it brings law and clauses

        self.interview = interview
        self.interview_screen = InterviewScreen(interview, self._clauses, sources_first=sources_first)
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
            self.begin_from(event.path)
        elif event.way == "draft":
            text = "读哪个文件？可以是 .docx、.doc、.wps、.pdf、.ofd、.txt 等；原文件不会改动。"
            self._ask_path("从草案开始", text, "", self.begin_from, _unreadable)
        elif event.way == "from":
            text = "照哪个事项文件开始？原文件不会改动。"
            self._ask_path("从已有的事项开始", text, "", self.begin_from, _unreadable)
        elif event.way == "check":
            self._check()

    def begin_from(self, source: Path) -> None:
        """Ask for the file of a new matter that begins with another one, or with what a draft says."""
        text = f"新的事项以 {source.name} 的内容开始，写在哪个文件里？"
        self._ask_path("新建事项", text, _free_name(), lambda path: self._open_from(source, path), _taken)

    def _open_from(self, source: Path, path: Path) -> None:
        if is_matter(source):
            self.open_matter(path, source=source)
        else:
            self.push_screen(WaitScreen(f"正在读 {source.name}，找出其中已经写明的内容……"))
            self._read_draft(source, path)

    @work(thread=True, exclusive=True, group="draft")
    def _read_draft(self, draft: Path, path: Path) -> None:
        """Reading takes seconds, or minutes where pages have to be recognised."""
        from contractkit.workflows.interview import new_from_draft  # noqa: PLC0415  it brings law and clauses

        try:
            interview = new_from_draft(draft, path, self.materials)
        except ContractkitError as error:
            self.call_from_thread(self._not_read, error)
        else:
            self.call_from_thread(self._draft_is_read, interview)

    def _not_read(self, error: ContractkitError) -> None:
        self.pop_screen()
        self.push_screen(FailureScreen("没有读入草案", error))

    def _draft_is_read(self, interview: Interview) -> None:
        self.pop_screen()
        self._show(interview, sources_first=True)

    def _ask_path(self, heading: str, text: str, path: str, then: PathTaker, check: PathChecker = lambda _: "") -> None:
        def named(answer: str | None) -> None:
            if answer is not None:
                then(Path(answer))

        self.push_screen(PathScreen(heading, text, path, check), named)

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

    @property
    def _terminal(self) -> str:
        """What the colours that the user chose are remembered for: a terminal with so many of them."""
        return self.console.color_system or "none"

    def use_theme(self, name: str) -> None:
        """Change the colours, for the next time too."""
        self.theme = name
        remember_theme(self._terminal, name)

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


def _unreadable(path: Path) -> str:
    """Why nothing can begin with a path."""
    return "" if path.is_file() else f"没有这个文件：{path}。可以按 Ctrl+T 补全，或者把文件拖进终端。"


def _taken(path: Path) -> str:
    """Why a path is no place for a new matter."""
    return f"已有文件 {path}，请换一个文件名。" if path.exists() else ""


def _theme_for(colours: str | None) -> str:
    """The terminal's own colours where it has sixteen; paper where it says that its ground is light."""
    if colours == "standard":
        return SIXTEEN
    ground = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return PAPER.name if ground in _LIGHT_GROUNDS else INK.name
