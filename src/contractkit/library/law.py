"""The law on disk (`data/law/`) → Registry; every mistake comes with file and line, all at once."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel

from contractkit.core.law.registry import Registry
from contractkit.errors import InvalidData, Problem
from contractkit.library import assets
from contractkit.library.law_editions import read_edition, read_norm
from contractkit.library.law_local import read_overlay
from contractkit.library.law_shapes import EditionFile, KnownIds, Names, NormFile, OverlayFile, Sourced
from contractkit.library.remembered import load
from contractkit.library.validation import validate

_Content = TypeVar("_Content", bound=BaseModel)


def load_registry(folder: Path | None = None) -> Registry:
    """Read all editions, norms and local rules.

    Args:
        folder: a folder like `data/law/`; by default the one that comes with contractkit, read once per process.

    Raises:
        InvalidData: with every mistake found.
    """
    return _default_registry() if folder is None else _read(folder)


@functools.cache
def _default_registry() -> Registry:
    return _read(assets.law_folder())


@dataclass(frozen=True, slots=True)
class _Folder(Generic[_Content]):
    """The well-formed files of one kind; `complete` where no file is missing or malformed."""

    sources: list[Sourced[_Content]]
    complete: bool


def _read(folder: Path) -> Registry:
    problems: list[Problem] = []
    names = _load(folder, "elements.yaml", Names, problems)
    editions = _load(folder, "editions/*.yaml", EditionFile, problems)
    norms = _load(folder, "norms/*.yaml", NormFile, problems)
    overlays = _load(folder, "local/*.yaml", OverlayFile, problems)
    registry = _registry(names, editions, norms, overlays, problems)
    if problems:
        raise InvalidData(f"法规数据有 {len(problems)} 处错误。", problems=problems)
    return registry


def _load(folder: Path, pattern: str, model: type[_Content], problems: list[Problem]) -> _Folder[_Content]:
    paths = sorted(folder.glob(pattern))
    before = len(problems)
    sources: list[Sourced[_Content]] = []
    if not paths and pattern != "local/*.yaml":
        problems.append(Problem(f"缺少 {pattern}。", "请恢复该文件。", str(folder)))
    for path in paths:
        try:
            file = load(path, name=path.relative_to(folder).as_posix())
        except InvalidData as error:
            problems.extend(error.problems)
            continue
        content = validate(model, file, problems)
        if content is not None:
            sources.append(Sourced(content, file))
    _check_ids(sources, problems)
    return _Folder(sources, complete=len(problems) == before)


def _registry(
    names: _Folder[Names],
    edition_files: _Folder[EditionFile],
    norm_files: _Folder[NormFile],
    overlay_files: _Folder[OverlayFile],
    problems: list[Problem],
) -> Registry:
    """What the files say; a reference into files that are not complete is not checked, the mistake is there."""
    norms = {norm.id: norm for norm in (read_norm(source, problems) for source in norm_files.sources)}
    shared = names.sources[0].content if names.complete else None
    known_norms = norms if norm_files.complete else None
    editions = [read_edition(source, shared, known_norms, problems) for source in edition_files.sources]
    if names.complete and edition_files.complete:
        _check_used(names.sources[0], edition_files.sources, problems)
    known = KnownIds.of(source.content for source in edition_files.sources) if edition_files.complete else None
    overlays = [read_overlay(source, known, problems) for source in overlay_files.sources]
    newest_first = sorted(editions, key=lambda edition: edition.issued, reverse=True)
    return Registry(tuple(newest_first), tuple(overlays), tuple(norms.values()))


def _check_ids(sources: Iterable[Sourced[_Content]], problems: list[Problem]) -> None:
    """Two files of one kind may not have the same id; `elements.yaml` has none."""
    files: dict[str, str] = {}
    for source in sources:
        identifier: str = getattr(source.content, "id", "")
        if identifier in files:
            message = f"编号 {identifier} 与 {files[identifier]} 重复。"
            problems.append(source.file.problem(message, ("id",), "请改用别的编号。"))
        files.setdefault(identifier, source.file.name)


def _check_used(names: Sourced[Names], editions: Sequence[Sourced[EditionFile]], problems: list[Problem]) -> None:
    """An element or duty that no edition demands is a slip of the pen in one of the two places."""
    known = KnownIds.of(source.content for source in editions)
    duties = {duty for source in editions for duty in source.content.duties}
    for item_id, item in names.content.items.items():
        for name in item.elements:
            if f"{item_id}.{name}" not in known.elements:
                keys = ("items", item_id, "elements", name)
                message = f"没有版本要求 {item_id}.{name}。"
                problems.append(names.file.problem(message, keys, "请核对各版本的 elements。"))
    for duty in names.content.duties:
        if duty not in duties:
            message = f"没有版本写有义务 {duty}。"
            problems.append(names.file.problem(message, ("duties", duty), "请核对各版本的 duties。"))
