"""The questions on disk (`data/interview/*.yaml`) → Script; every mistake with file and line, all at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from contractkit.core.interview.lengths import UNITS
from contractkit.core.interview.materials import Materials
from contractkit.core.interview.question import Choice, Condition, Question, Topic
from contractkit.core.interview.script import Script, unasked
from contractkit.core.interview.shapes import AnswerKind, Shape, shapes
from contractkit.core.interview.troubles import Unreadable
from contractkit.core.interview.values import read
from contractkit.core.interview.view import COMPUTED
from contractkit.core.law.registry import Registry
from contractkit.core.matter.fields import Keys
from contractkit.errors import InvalidData, Problem
from contractkit.library import assets
from contractkit.library.clauses import load_catalog
from contractkit.library.interview_shapes import ConditionEntry, QuestionEntry, TopicFile
from contractkit.library.law import load_registry
from contractkit.library.validation import validate
from contractkit.library.yaml_source import YamlFile, load

_NARROWED: Final = {
    AnswerKind.PHONE: AnswerKind.LINE,
    AnswerKind.CODES: AnswerKind.LINES,
}
_REFERENCE: Final = re.compile(r"\{([a-z_.]+)\}")
_FIGURES: Final = frozenset({"max_term_years"})


def load_materials(clauses: Path | None = None, questions: Path | None = None) -> Materials:
    """Everything that interviews are held with; load it once.

    Args:
        clauses: folder of an office's own clause library; by default the one that comes with contractkit.
        questions: folder of its own questions, likewise.

    Raises:
        InvalidData: with every mistake found.
    """
    registry = load_registry()
    script = load_script(questions or assets.interview_folder(), registry)
    return Materials(script, registry, load_catalog(clauses or assets.clauses_folder()))


def load_script(folder: Path, registry: Registry) -> Script:
    """Read the questions, one file a topic, in the order of the file names.

    Raises:
        InvalidData: with every mistake found: a field that the models do not have or that no question asks for, an
            element that no law has, a default that is no answer, ….
    """
    problems: list[Problem] = []
    topics: list[Topic] = []
    seen: dict[Keys, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        try:
            file = load(path, name=path.name)
        except InvalidData as error:
            problems += error.problems
            continue
        if (content := validate(TopicFile, file, problems)) is not None:
            topics.append(_TopicReader(file, registry, problems, seen).topic(content))
    problems += _gaps(folder, tuple(topics)) if not problems else []
    if problems:
        raise InvalidData(f"访谈问题有 {len(problems)} 处错误。", problems=problems)
    return Script(tuple(topics))


def _gaps(folder: Path, topics: tuple[Topic, ...]) -> Iterator[Problem]:
    """Answers that nobody asks for, and references to answers that are not there."""
    for keys in unasked(topics):
        yield Problem(f"没有问题询问字段 {'.'.join(map(str, keys))}。", "请在某一主题文件中加上。", folder.name)
    known = {".".join(map(str, one.keys)) for topic in topics for one in topic.questions}
    for topic in topics:
        for question in (one for asked in topic.questions for one in (asked, *asked.columns)):
            for name in _REFERENCE.findall(question.default):
                if name not in known:
                    message = f"{'.'.join(map(str, question.keys))} 的默认值引用了没有的字段 {name}。"
                    yield Problem(message, "请改正引用。", topic.file)


@dataclass(slots=True)
class _TopicReader:
    """Reads one file; mistakes go to `problems`."""

    file: YamlFile
    registry: Registry
    problems: list[Problem]
    seen: dict[Keys, str]

    def topic(self, content: TopicFile) -> Topic:
        questions = tuple(self._questions(content.questions, shapes(), ("questions",), top=True))
        return Topic(content.topic, content.title, content.intro, questions, self.file.name)

    def _questions(
        self, entries: Sequence[QuestionEntry], known: dict[Keys, Shape], at: Keys, *, top: bool
    ) -> Iterator[Question]:
        for index, entry in enumerate(entries):
            place: Keys = (*at, index)
            keys: Keys = tuple(entry.field.split("."))
            if (shape := known.get(keys)) is None:
                self._problem(
                    f"事项中没有字段 {entry.field}。", (*place, "field"), "对照 `contractkit show schema` 改正。"
                )
                continue
            here = f"{self.file.name}:{self.file.line(*place)}"
            if top and (other := self.seen.setdefault(keys, here)) != here:
                self._problem(f"字段 {entry.field} 在 {other} 已经问过。", (*place, "field"), "请删去一处。")
            yield self._question(entry, keys, shape, place)

    def _question(self, entry: QuestionEntry, keys: Keys, shape: Shape, place: Keys) -> Question:
        kind = self._kind(entry, shape, place)
        columns = (
            tuple(self._questions(entry.columns, shapes(shape.row), (*place, "columns"), top=False))
            if shape.row
            else ()
        )
        question = Question(
            keys=keys, label=entry.label, shape=shape, kind=kind, help=entry.help, example=entry.example,
            unit=entry.unit, elements=self._elements(entry, place), choices=self._choices(entry, shape),
            suggests=tuple(entry.suggests.split(".")) if entry.suggests else (), default=entry.default,
            default_source=entry.source, when=self._condition(entry.when), needed=self._condition(entry.needed),
            columns=columns, title_column=tuple(entry.title_column.split(".")) if entry.title_column else (),
        )  # fmt: skip
        self._check(question, entry, place)
        return question

    def _kind(self, entry: QuestionEntry, shape: Shape, place: Keys) -> AnswerKind:
        if entry.written == "":
            if shape.kind is AnswerKind.NUMBER and entry.unit in UNITS:
                return AnswerKind.LENGTH
            return AnswerKind.CHOICE if entry.choices else shape.kind
        kind = AnswerKind(entry.written)
        if _NARROWED[kind] is not shape.kind:
            self._problem(f"{entry.field} 不能写成 {entry.written}。", (*place, "written"), "请删去 written。")
        return kind

    def _elements(self, entry: QuestionEntry, place: Keys) -> tuple[str, ...]:
        known = set(self.registry.element_ids)
        for index, element in enumerate(entry.elements):
            if element not in known:
                self._problem(
                    f"没有要素 {element}。", (*place, "elements", index), "见 `contractkit show requirement`。"
                )
        return tuple(entry.elements)

    def _choices(self, entry: QuestionEntry, shape: Shape) -> tuple[Choice, ...]:
        if entry.choices == "editions":
            return tuple(Choice(one.id, f"{one.title}（{one.status}）") for one in self.registry.editions)
        if entry.choices == "localities":
            return tuple(Choice(one.id, one.title) for one in self.registry.overlays)
        return tuple(Choice(value, value) for value in shape.choices)

    def _condition(self, entry: ConditionEntry | None) -> Condition | None:
        if entry is None:
            return None
        field = tuple(entry.field.split(".")) if entry.field else ()
        return Condition(field, tuple(entry.among), entry.beyond, entry.answered, entry.local)

    def _check(self, question: Question, entry: QuestionEntry, place: Keys) -> None:
        """A default and an example are answers; a default says where it comes from."""
        if question.default and not question.default_source:
            self._problem("默认值没有写来源。", (*place, "default"), "请补写 source，说明默认值的依据。")
        if question.default.startswith("=") and question.default[1:] not in COMPUTED:
            self._problem(
                f"没有算法 {question.default}。", (*place, "default"), f"可用：{'、'.join(sorted(COMPUTED))}。"
            )
        if entry.when and entry.when.beyond and entry.when.beyond not in _FIGURES:
            self._problem(f"法规中没有数值 {entry.when.beyond}。", (*place, "when"), "可用：max_term_years。")
        fixed = "" if question.default.startswith("=") or "{" in question.default else question.default
        for name, text in (("default", fixed), ("example", question.example)):
            try:
                if text and question.kind not in {AnswerKind.ROWS, AnswerKind.POSITIONS}:
                    read(question, text)
            except Unreadable as error:
                self._problem(f"{name} 不是有效的回答：{error.message}", (*place, name), error.remedy)

    def _problem(self, message: str, keys: Keys, remedy: str) -> None:
        self.problems.append(self.file.problem(message, keys, remedy))
