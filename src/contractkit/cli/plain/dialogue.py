"""The dialogue: each question with help, example and default, then the review and the documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from contractkit.cli.plain.console import ask, ask_lines, indented, say, show_commands
from contractkit.cli.plain.lists import edit_list, show_rows
from contractkit.cli.plain.positions import edit_positions
from contractkit.cli.plain.review import Ending, review
from contractkit.cli.plain.sources import show_sources
from contractkit.core.interview.fields import FieldState, FieldView
from contractkit.core.interview.script import POSITIONS
from contractkit.core.interview.shapes import AnswerKind
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.fields import Keys
from contractkit.workflows.interview import Interview

_SEVERAL_LINES: Final = frozenset({AnswerKind.PROSE, AnswerKind.LINES})
_ESCAPED: Final = ("?", "<", "!", ":", "-", "\\")


class Dialogue:
    """One interview held line by line."""

    def __init__(self, interview: Interview) -> None:
        self.interview = interview
        self.session = interview.session
        self._topic = ""

    def hold(self) -> Ending:
        """Ask until the person ends it, or the documents are wanted."""
        say("每题输入一行后按回车；输入 ? 看说明，:quit 存盘退出。全部命令：")
        show_commands()
        for notice in self.interview.notices:
            say(notice)
        while True:
            ending = self._ask_one()
            if ending is not None:
                return ending

    def _ask_one(self) -> Ending | None:
        """Ask the question at the session's place; an ending, or None to go on."""
        place = self.session.script.place(self.session.place)
        keys = place.root if place and place.root[:1] != (POSITIONS,) else (POSITIONS,)
        field = self.session.field(keys)
        self._announce(field)
        if self.interview.save_failure:
            say(f"注意：{self.interview.save_failure}")
        line = ask()
        command = line.strip()
        if (done := self._commands().get(command.partition(" ")[0])) is not None:
            return done(command.partition(" ")[2].strip(), field)
        if field.question.kind is AnswerKind.ROWS:
            edit_list(self.session, field.keys, command)
        elif keys == (POSITIONS,):
            edit_positions(self.interview, command)
        else:
            self._take(line, field)
        return None

    def _commands(self) -> dict[str, Callable[[str, FieldView], Ending | None]]:
        return {
            "": lambda _, field: self._keep(field),
            "?": lambda _, field: self._help(field),
            "？": lambda _, field: self._help(field),
            "<": lambda _, __: self._back(),
            "《": lambda _, __: self._back(),
            "!": lambda _, __: self._undo(),
            "！": lambda _, __: self._undo(),
            "!!": lambda _, __: self._redo(),
            "！！": lambda _, __: self._redo(),
            "-": lambda _, field: self._clear(field),
            ":list": lambda _, field: self._open_list(field),
            ":goto": lambda words, _: self._goto(words),
            ":next": lambda _, __: self._next_open(),
            ":review": lambda _, __: self._review(),
            ":sources": lambda _, __: self._sources(),
            ":save": lambda _, __: self._save(),
            ":quit": lambda _, __: Ending(quit=True),
            ":help": lambda _, field: self._help(field),
        }

    def _announce(self, field: FieldView) -> None:
        """The question as it is asked."""
        topic = self.session.script.topic_of(field.keys)
        topics = self.session.topics()
        if topic is not None and topic.id != self._topic:
            self._topic = topic.id
            say(f"\n== {topics.index(topic) + 1}/{len(topics)} {topic.title} ==  {topic.intro}")
            say(self._coverage())
        need = "必填" if field.required else "可不填"
        say(f"\n{field.label}（{need}）")
        say(f"  说明：{field.question.help}")
        if field.question.example:
            say(f"  例如：{field.question.example}")
        for number, choice in enumerate(self.session.choices(field.keys), start=1):
            say(f"  {number}. {choice.label}")
        self._now(field)
        if field.question.kind in _SEVERAL_LINES:
            say("  可以写多行，空行结束。")

    def _now(self, field: FieldView) -> None:
        """What holds now, where it comes from, what is wrong with it."""
        if field.question.kind is AnswerKind.ROWS:
            say(f"  现有 {field.count} 行。+ 加一行，数字改该行，:list 列出，:paste 粘贴，回车到下一题。")
        elif field.text:
            origin = f"（{field.origin.value}）" if field.origin else ""
            source = f"，{field.question.default_source}" if field.origin and field.origin.value == "默认值" else ""
            say(f"  现在：{field.text}{origin}{source}")
        if field.source is not None and not field.doubts:
            say(f"  {field.source.told}")
        for doubt in field.doubts:
            say(f"  存疑：{indented(doubt.message)}")
        if field.doubts:
            say("  核对无误的按回车认可；不对的重新填写。")
        if field.trouble:
            say(f"  {field.trouble.message}{field.trouble.remedy}")

    def _coverage(self) -> str:
        coverage = self.interview.assess().coverage
        return f"已写明要素：方案 {coverage[Kind.PLAN]}，协议 {coverage[Kind.AGREEMENT]}"

    def _take(self, line: str, field: FieldView) -> None:
        """Take an answer; go on when it is one."""
        text = line[1:] if line.startswith("\\") and line[1:2] in _ESCAPED else line
        if field.question.kind in _SEVERAL_LINES:
            text = ask_lines(text)
        outcome = self.session.answer(field.keys, text)
        if outcome.trouble is not None:
            say(f"  {outcome.trouble.message}{outcome.trouble.remedy}")
            return
        if outcome.text.strip() != text.strip():
            say(f"  记为：{outcome.text}")
        self._forward()

    def _keep(self, field: FieldView) -> None:
        if field.doubts:
            say(f"  已认可 {self.session.confirm(field.keys)} 处。")
        elif field.state is FieldState.EMPTY:
            say("  先跳过，检查时会再提示。")
        self._forward()

    def _forward(self) -> None:
        if self.session.next() is None:
            say("\n问题已经问完。输入 :review 检查并生成文件。")

    def _back(self) -> None:
        if self.session.back() is None:
            say("  已经是第一题。")

    def _undo(self) -> None:
        place = self.session.undo()
        say("  没有可以撤销的改动。" if place is None else f"  已撤销：{self.session.field(place).label}。")

    def _redo(self) -> None:
        place = self.session.redo()
        say("  没有可以重做的改动。" if place is None else f"  已重做：{self.session.field(place).label}。")

    def _clear(self, field: FieldView) -> None:
        self.session.answer(field.keys, "")
        say("  已清空。")

    def _help(self, field: FieldView) -> None:
        """Help, the law and the clauses as they will stand."""
        show_commands()
        say(f"{field.label}：{field.question.help}")
        assessment = self.interview.assess()
        elements = dict.fromkeys(field.question.elements)
        for item in assessment.items:
            if not any(one.id in elements for one in item.elements):
                continue
            say(f"\n{item.article}：{item.text}")
            for element in item.elements:
                for block in assessment.drafts[item.kind].element(element.id) if element.id in elements else ():
                    say(f"    {block.number}{block.text}")

    def _open_list(self, field: FieldView) -> None:
        if field.question.kind is AnswerKind.ROWS:
            show_rows(self.session, field.keys)
        else:
            say("  这一题不是清单。")

    def _goto(self, words: str) -> None:
        found: Keys | None = None
        for question in self.session.script.questions():
            if words and (words in question.label or words == ".".join(map(str, question.keys))):
                found = question.keys
                break
        if found is None:
            say(f"  没有名称含“{words}”的题。")
        else:
            self.session.goto(found)

    def _next_open(self) -> None:
        if self.session.next_open() is None:
            say("  没有未填好的题了。输入 :review 检查并生成文件。")

    def _sources(self) -> None:
        show_sources(self.session)

    def _save(self) -> None:
        self.interview.save()
        say(f"  已存盘：{self.interview.path}")

    def _review(self) -> Ending | None:
        return review(self.interview)
