"""What was read, as a matter file that goes on in the interview: over each field the words it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from contractkit.core.extraction.extracted import Extracted
from contractkit.core.extraction.fact import Fact, Value
from contractkit.core.extraction.values import is_field
from contractkit.core.matter.fields import Keys
from contractkit.core.matter.matter import SCHEMA
from contractkit.library.matter import dump_plain
from contractkit.library.yaml_source import parse
from contractkit.reporters.extracted import words

_NAME: Final = "matter.yaml"


def to_yaml(found: Extracted) -> str:
    """The matter file: an unfinished matter with a comment over each field, then what is open."""
    facts = [fact for fact in found.facts.settled if is_field(fact.keys)]
    text = dump_plain({"schema": SCHEMA, **data_of(facts)})
    lines = parse(text, name=_NAME).lines
    return "".join(f"{line}\n" for line in (*_head(found), *_commented(text, _comments(facts, lines)), *_open(found)))


def data_of(facts: Iterable[Fact]) -> dict[str, Any]:
    """Facts as a matter file holds them; a member of a list of which nothing was read is left out."""
    whole: dict[str, Any] = {}
    for fact in facts:
        _put(whole, fact.keys, fact.value)
    return {key: _listed(value) for key, value in whole.items()}


def _put(whole: dict[Any, Any], keys: Keys, value: Value) -> None:
    for key in keys[:-1]:
        whole = whole.setdefault(key, {})
    whole[keys[-1]] = list(value) if isinstance(value, tuple) else value


def _listed(value: Any) -> Any:
    """Mappings whose keys are numbers as lists."""
    if not isinstance(value, dict):
        return value
    if value and all(isinstance(key, int) for key in value):
        return [_listed(value[key]) for key in sorted(value)]
    return {key: _listed(inner) for key, inner in value.items()}


def _comments(facts: Iterable[Fact], lines: Mapping[Keys, int]) -> dict[int, str]:
    """The comment over each line; what was read from the same words is commented once."""
    found: dict[int, str] = {}
    members: dict[Keys, dict[int, int]] = {}
    last = ""
    for fact in facts:
        keys = _numbered(fact.keys, members)
        comment = f"{words.CONFIDENCE[fact.confidence]}｜{words.place(fact.source)}：“{words.short(fact.source.text)}”"
        if comment != last and keys in lines:
            found[lines[keys]] = comment
        last = comment
    return found


def _numbered(keys: Keys, members: dict[Keys, dict[int, int]]) -> Keys:
    """A path with its members counted as the file counts them: those of which nothing was read are not there."""
    out: list[str | int] = []
    for at, key in enumerate(keys):
        if isinstance(key, int):
            known = members.setdefault(keys[:at], {})
            out.append(known.setdefault(key, len(known)))
        else:
            out.append(key)
    return tuple(out)


def _commented(text: str, comments: Mapping[int, str]) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        if (comment := comments.get(number)) is not None:
            yield f"{line[: len(line) - len(line.lstrip())]}# {comment}"
        yield line


def _head(found: Extracted) -> Iterator[str]:
    yield f"# 由 {words.one_line(found.path)} 读回（{words.KIND[found.kind]}，SHA-256 {found.sha256[:16]}…）。"
    yield f"# {words.summary(found.facts, found.absent.missing)}每项上一行是它的出处；核对后用 contractkit interview 续填。"


def _open(found: Extracted) -> Iterator[str]:
    if found.facts.doubts:
        yield "# 待核对："
    for doubt in found.facts.doubts:
        yield from (f"#   {line}" for line in words.doubt_lines(doubt))
    if found.absent.missing:
        yield "# 没有读到："
    yield from (f"#   {line}" for line in words.grouped(found.absent.missing))
    if found.absent.elsewhere:
        yield "# 这种文件通常不载明，或者可以没有："
    yield from (f"#   {line}" for line in words.grouped(found.absent.elsewhere))
