"""Rows of a list on a plain console: add, change, copy, move, delete, paste."""

from __future__ import annotations

from typing import Final

from contractkit.cli.plain.console import ask, ask_lines, say
from contractkit.core.interview.fields import FieldView
from contractkit.core.interview.session import Session
from contractkit.core.interview.shapes import AnswerKind
from contractkit.core.matter.fields import Keys

_USAGE: Final = (
    "  + 加一行；3 改第3行；copy 3 复制第3行；move 3 1 把第3行移到第1行；del 3 删除第3行（! 可撤销）；\n"
    "  :paste 粘贴从表格复制的多行；:list 列出；回车到下一题。"
)
_SEVERAL_LINES: Final = frozenset({AnswerKind.PROSE, AnswerKind.LINES})


def show_rows(session: Session, keys: Keys) -> None:
    """All rows, one a line."""
    for row in session.rows(keys):
        mark = "（须处理）" if row.has_trouble else ""
        say(f"  {row.index + 1}. {row.title}{mark}")
    say(_USAGE)


def edit_list(session: Session, keys: Keys, command: str) -> None:
    """One command on a list."""
    word, *rest = command.split()
    numbers = [int(one) - 1 for one in rest if one.isdecimal()]
    if command == ":paste":
        _paste(session, keys)
    elif word in {"+", "＋"}:
        _fill(session, keys, session.add_row(keys))
    elif word.isdecimal() and _is_row(session, keys, int(word) - 1):
        _fill(session, keys, int(word) - 1)
    elif word in {"copy", "move", "del"} and numbers and all(_is_row(session, keys, one) for one in numbers):
        _change(session, keys, word, numbers)
    else:
        say(_USAGE)


def _change(session: Session, keys: Keys, word: str, numbers: list[int]) -> None:
    if word == "copy":
        _fill(session, keys, session.duplicate_row(keys, numbers[0]))
    elif word == "move" and len(numbers) == 2:
        session.move_row(keys, numbers[0], numbers[1])
        show_rows(session, keys)
    elif word == "del":
        session.delete_rows(keys, numbers)
        show_rows(session, keys)
    else:
        say(_USAGE)


def _is_row(session: Session, keys: Keys, row: int) -> bool:
    return 0 <= row < session.row_count(keys)


def _fill(session: Session, keys: Keys, row: int) -> None:
    """Ask for every cell of a row; `<` goes back, `.` leaves the rest as it is."""
    say(f"  第{row + 1}行。回车保留，< 回到上一格，- 清空，. 结束本行。")
    question = session.field(keys).question
    at = 0
    while at < len(question.columns):
        column = question.columns[at]
        cells = {cell.keys: cell for cell in session.row(keys, row).cells}
        cell = cells.get((*keys, row, *column.keys))
        at += 1 if cell is None else _ask_cell(session, cell)
        if at < 0:
            return


def _ask_cell(session: Session, cell: FieldView) -> int:
    """Ask for one cell: 1 to go on, -1 to go back, 0 to ask again, far below to end the row."""
    choices = session.choices(cell.keys)
    options = "／".join(f"{number} {choice.label}" for number, choice in enumerate(choices, start=1))
    need = "必填" if cell.required else "可不填"
    say(f"  {cell.label}（{need}）{f'：{options}' if options else ''}")
    if cell.text:
        say(f"    现在：{cell.text}")
    elif cell.question.example:
        say(f"    例如：{cell.question.example}")
    line = ask("  > ")
    command = line.strip()
    if command in {"", ".", "<", "?", "-"}:
        return _moved(session, cell, command)
    text = ask_lines(line) if cell.question.kind in _SEVERAL_LINES else line
    outcome = session.answer(cell.keys, text)
    if outcome.trouble is not None:
        say(f"    {outcome.trouble.message}{outcome.trouble.remedy}")
        return 0
    if outcome.text.strip() != text.strip():
        say(f"    记为：{outcome.text}")
    return 1


def _moved(session: Session, cell: FieldView, command: str) -> int:
    if command == "?":
        say(f"    {cell.question.help}")
        return 0
    if command == "-":
        session.answer(cell.keys, "")
        return 1
    return {"": 1, "<": -1, ".": -len(cell.label) - 1000}[command]


def _paste(session: Session, keys: Keys) -> None:
    columns = "、".join(column.label for column in session.field(keys).question.columns)
    say(f"  请粘贴从表格复制的各行，空行结束。列的次序：{columns}；第一行也可以是列名。")
    pasted = session.paste(keys, ask_lines(ask("… ")))
    say(f"  收到 {pasted.rows} 行。")
    if pasted.ignored:
        say(f"  没有用上的列：{'、'.join(pasted.ignored)}。")
    for trouble in pasted.troubles[:10]:
        say(f"  {trouble}")
    if len(pasted.troubles) > 10:
        say(f"  ……另有 {len(pasted.troubles) - 10} 处，:list 中标有“须处理”。")
