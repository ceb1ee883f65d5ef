"""The names of all files, planned before the first one is written."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from contractkit.core.law.requirement import Kind
from contractkit.core.matter.consistency import Answers
from contractkit.core.matter.fields import Keys
from contractkit.core.matter.leaves import shown
from contractkit.errors import InvalidData, Problem, UsageError

FILES: Final = {Kind.PLAN: "实施方案", Kind.AGREEMENT: "协议"}
_ORDINAL: Final = "序号"
_FILE: Final = "文件"
_KEY: Final = "事项编号"
_LABEL: Final = re.compile(r"\{([^{}]*)\}")
_UNSAFE: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]')
_RESERVED: Final = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?")
_MOST_BYTES: Final = 240  # of a name in UTF-8: file systems allow 255, and beside it stands a temporary one
_MOST_PROBLEMS: Final = 200

Resolve = Callable[[str], Keys | None]


@dataclass(frozen=True, slots=True)
class Pattern:
    """How files are named: fixed words and labels in braces.

    Attributes:
        pieces: a text, or the path of an answer, or one of 序号, 文件, 事项编号 as a path of one name.
    """

    written: str
    pieces: tuple[str | Keys, ...]

    @classmethod
    def of(cls, written: str, resolve: Resolve, kinds: int) -> Pattern:
        """Understand a pattern.

        Args:
            written: such as `{序号}-{授权运营名称}-{文件}`.
            resolve: a label's answer, or None.
            kinds: how many files each row has.

        Raises:
            UsageError: a label is not known, the files of one row would have one name, or a character is not allowed.
        """
        pieces: list[str | Keys] = []
        for number, piece in enumerate(_LABEL.split(written)):
            if number % 2:
                pieces.append(_answer(piece.strip(), resolve))
            elif _UNSAFE.search(piece) or "{" in piece or "}" in piece:
                raise UsageError(
                    f"文件名格式“{written}”里有不能用的字符：“{piece}”",
                    remedy='不能用 \\ / : * ? " < > | 和不成对的花括号。',
                )
            elif piece:
                pieces.append(piece)
        if kinds > 1 and (_FILE,) not in pieces:
            raise UsageError(
                f"文件名格式“{written}”里没有“{{文件}}”，同一行的方案和协议会同名",
                remedy="加上 {文件}，或者用 --kind 只生成一种。",
            )
        return cls(written, tuple(pieces))

    def name(self, data: Mapping[str, Any], *, ordinal: str, key: str, kind: Kind) -> str:
        """The name of a file, without ending.

        Raises:
            LookupError: the row has no answer that the pattern asks for; its argument is the label's path.
        """
        given = {(_ORDINAL,): ordinal, (_FILE,): FILES[kind], (_KEY,): key}
        return "".join(
            piece if isinstance(piece, str) else given[piece] if piece in given else _shown(data, piece)
            for piece in self.pieces
        ).strip(" ")


class Plan:
    """All names of a run, each given once.

    Names count as equal that a file system may take for one: case and the form of accents do not tell them apart.
    """

    def __init__(self, pattern: Pattern, kinds: tuple[Kind, ...], total: int) -> None:
        """Begin a plan.

        Args:
            pattern: how files are named.
            kinds: which files each row has.
            total: how many rows there are, so that ordinals have the same length.
        """
        self._pattern = pattern
        self._kinds = kinds
        self._digits = max(2, len(str(total)))
        self._owners: dict[bytes, int] = {}
        self.problems: list[Problem] = []

    def names(self, data: Mapping[str, Any], ordinal: int, key: str) -> tuple[str, ...]:
        """The names of one row's files, without endings, in the order of the kinds.

        Raises:
            LookupError: the row has no answer that the pattern asks for.
        """
        number = str(ordinal).zfill(self._digits)
        return tuple(self._pattern.name(data, ordinal=number, key=key, kind=kind) for kind in self._kinds)

    def claim(self, names: tuple[str, ...], number: int, label: str, file: str) -> None:
        """Take the names of one row; what is wrong with them is kept in `problems`."""
        for name in names:
            if fault := fault_of(name):
                self._complain(Problem(f"{label}的文件名“{name[:60]}”{fault[0]}。", fault[1], file, number))
            mark = hashlib.blake2b(
                unicodedata.normalize("NFC", name).casefold().encode("utf-8", "replace"), digest_size=16
            )
            owner = self._owners.setdefault(mark.digest(), number)
            if owner != number:
                message = f"{label}和第{owner}行会写成同名文件“{name}”。"
                self._complain(Problem(message, "改其中一行，或者在 --name-pattern 里加上 {序号}。", file, number))

    def forget(self) -> None:
        """Let go of who has which name; the names themselves can be asked for as before."""
        self._owners.clear()

    def stop_on_problems(self) -> None:
        """Nothing is written unless every name can stand.

        Raises:
            InvalidData: with the first of the problems.
        """
        if self.problems:
            raise InvalidData(
                "文件名排不出来，没有写入任何文件",
                remedy=f"现用的格式是 --name-pattern “{self._pattern.written}”。",
                problems=self.problems,
            )

    def _complain(self, problem: Problem) -> None:
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(problem)


def fault_of(name: str) -> tuple[str, str] | None:
    """Why a system would not take a name (without ending), and what to do; None when all do."""
    if not name.strip(" ._"):
        return "是空的", "换一个格式。"
    if _RESERVED.fullmatch(name):
        return "是 Windows 保留的设备名", "在格式里加上别的文字。"
    if name.startswith(".") or name.endswith("."):
        return "以句点开头或者结尾", "在前后加上别的文字。"
    if len(name.encode("utf-8", "replace")) > _MOST_BYTES:
        return (
            f"太长，超过文件系统允许的{_MOST_BYTES // 3}个汉字左右",
            "用较短的内容命名，例如 {序号}-{协议编号}-{文件}。",
        )
    return None


def _answer(label: str, resolve: Resolve) -> Keys:
    if label in {_ORDINAL, _FILE, _KEY}:
        return (label,)
    if (keys := resolve(label)) is None:
        raise UsageError(
            f"文件名格式里的“{{{label}}}”不是事项中的字段",
            remedy="可用 {序号}、{文件}、{事项编号}，以及表格的列名或者字段路径，例如 {授权运营名称}、{协议编号}。",
        )
    return keys


def _shown(data: Mapping[str, Any], keys: Keys) -> str:
    """One answer as a name can hold it.

    Raises:
        LookupError: it is not there.
    """
    value = Answers(data).raw(*keys)
    if isinstance(value, list | tuple):
        value = "、".join(_texts(value))
    elif isinstance(value, datetime):
        value = value.date()
    if value is None or isinstance(value, Mapping):
        raise LookupError(keys)
    text = f"{value:g}" if isinstance(value, float) else value if isinstance(value, str) else shown(value)
    if not (text := " ".join(_UNSAFE.sub("_", text).split())):
        raise LookupError(keys)
    return text


def _texts(values: list[Any] | tuple[Any, ...]) -> Iterator[str]:
    for value in values:
        yield value if isinstance(value, str) else shown(value)
