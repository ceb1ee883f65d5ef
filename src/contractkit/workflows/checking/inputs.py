"""Which files a check looks at: in the order in which they were named, each path once, nothing left out in silence."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from contractkit.errors import UsageError
from contractkit.readers.leftovers import is_leftover
from contractkit.workflows.checking.beside import JOURNAL, is_beside


@dataclass(frozen=True, slots=True)
class Input:
    """A file to check, or a place that cannot be looked at.

    Attributes:
        size: bytes, for its time limit; 0 where unknown.
        problem: why it cannot be looked at, in Chinese with what to do; empty for a file.
    """

    path: Path
    size: int = 0
    problem: str = ""


def inputs(paths: Iterable[Path], output: Path | None) -> tuple[Input, ...]:
    """Every file named, and every file in a folder named.

    Args:
        paths: files and folders.
        output: where the report will be written; no draft even if it lies among them.

    Raises:
        UsageError: a path does not exist, a folder is empty, or the report would replace a draft.
    """
    found: dict[Path, Input] = {}
    for path in paths:
        for one in _at(path, output):
            found.setdefault(_real(one.path.parent) / one.path.name, one)
    return tuple(found.values())


def _at(path: Path, output: Path | None) -> Iterator[Input]:
    if not os.path.lexists(path):
        raise UsageError(f"没有这个文件：{path}", remedy="检查路径。")
    if not path.is_dir():
        if output is not None and output.exists() and path.exists() and output.samefile(path):
            raise UsageError(f"报告会覆盖要审查的文件：{path}", remedy="给 --output 换一个文件名。")
        yield _input(path)
        return
    report = None if output is None else _real(output)
    inside = [one for one in _walk(path) if not _is_no_draft(one.path, path) and _real(one.path) != report]
    if not inside:
        raise UsageError(f"文件夹里没有可以审查的文件：{path}", remedy="检查路径。")
    yield from inside


def _is_no_draft(path: Path, folder: Path) -> bool:
    return is_beside(path) or path.name.endswith(JOURNAL) or is_leftover(path.relative_to(folder).parts)


def _walk(folder: Path) -> list[Input]:
    """Everything below a folder, sorted."""
    found: list[Input] = []

    def closed(error: OSError) -> None:
        problem = f"打不开这个文件夹（{error.strerror}），里面的文件没有审查。请检查权限。"
        found.append(Input(Path(error.filename), problem=problem))

    root = _real(folder)
    for parent, folders, names in os.walk(folder, onerror=closed):
        found += [_input(Path(parent, name)) for name in names]
        found += [one for name in folders if (one := _linked(Path(parent, name), root))]
    return sorted(found, key=lambda one: one.path)


def _linked(folder: Path, root: Path) -> Input | None:
    """A link to a folder elsewhere is not followed, which is said; within the same folder its files are met anyway."""
    if not folder.is_symlink() or _real(folder).is_relative_to(root):
        return None
    problem = f"这是指向别处的文件夹链接（{_real(folder)}），里面的文件没有审查。需要审查的，请直接指定那个文件夹。"
    return Input(folder, problem=problem)


def _real(path: Path) -> Path:
    """Where a path leads; unlike `Path.resolve` also for links that lead to themselves."""
    return Path(os.path.realpath(path))


def _input(path: Path) -> Input:
    try:
        return Input(path, path.stat().st_size)
    except OSError:
        return Input(path)  # the one that reads it says what is wrong with it
