"""check: files → documents → verdicts; a file that cannot be read is a row of the report and stops nothing."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, NoReturn

from contractkit.core.checker.engine import Knowledge
from contractkit.core.checker.finding import Severity
from contractkit.core.checker.report import DocumentKind, DocumentReport, Reading, Report, Verdict
from contractkit.core.law.edition import Requirements
from contractkit.core.law.requirement import Kind
from contractkit.errors import UnreadableDocument, UsageError
from contractkit.library.law import load_registry
from contractkit.readers.detect import read
from contractkit.workflows.judging import judge, open_knowledge

_OWN_RECORDS: Final = ".manifest.json"
_SEVERITIES: Final = (Severity.INFO, Severity.WARNING, Severity.ERROR)


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What to check against.

    Attributes:
        kind: the kind of every document, or None to judge it by substance.
        edition: id of an edition, or None for the one in force on `on`.
        locality: id of local rules to add, or empty.
        output: where the report will be written, if in a file; it is never read as a draft.
        clauses: folder of an office's own clause library with its cues, or None for the one that comes along.
    """

    on: date
    kind: Kind | None = None
    edition: str | None = None
    locality: str = ""
    output: Path | None = None
    clauses: Path | None = None


def check_files(paths: Iterable[Path], options: CheckOptions) -> Report:
    """Check every file, and every file in a folder.

    Raises:
        UsageError: a path does not exist, the report would replace a draft, or an edition or locality is unknown.
    """
    registry = load_registry()
    edition = options.edition or registry.default(options.on).id
    requirements = registry.requirements(edition, options.locality)
    knowledge = open_knowledge(options.clauses)
    files = list(_files(paths, options.output))
    documents = tuple(check_file(path, knowledge, requirements, options.kind) for path in files)
    return Report(edition, options.locality, documents, requirements.notes)


def check_file(path: Path, knowledge: Knowledge, requirements: Requirements, kind: Kind | None) -> DocumentReport:
    """The report on one file; an unreadable one, and one that makes a reader fail, is told, not raised."""
    data = b""
    try:
        data = _bytes(path)
        return judge(read(path, data=data), str(path), data, knowledge, requirements, kind)
    except UnreadableDocument as error:
        return _unreadable(path, data, str(error))
    except Exception as error:  # noqa: BLE001  one crash costs one file; the report says which
        reason = f"读取或者审查这个文件时程序出错（{type(error).__name__}：{error}）"
        return _unreadable(path, data, f"{reason}。请另存为新的 .docx 后重试，并把这句话告诉维护者。")


def exit_code(report: Report, fail_on: Severity) -> int:
    """0, 1 or 3 over all documents: the highest counts."""
    return max((_code(document, fail_on) for document in report.documents), default=0)


def _code(document: DocumentReport, fail_on: Severity) -> int:
    if document.verdict is Verdict.NOT_ASSESSED:
        return 3
    failing = _SEVERITIES[_SEVERITIES.index(fail_on) :]
    found = any(finding.severity in failing for finding in document.findings)
    return int(found or document.verdict is Verdict.INCOMPLETE)


def _files(paths: Iterable[Path], output: Path | None) -> Iterator[Path]:
    for path in paths:
        if not path.exists():
            raise UsageError(f"没有这个文件：{path}", remedy="检查路径。")
        if not path.is_dir():
            if output is not None and output.exists() and output.samefile(path):
                raise UsageError(f"报告会覆盖要审查的文件：{path}", remedy="给 --output 换一个文件名。")
            yield path
            continue
        report = None if output is None else output.resolve()
        inside = [file for file in _walk(path) if not _passed_over(file, path) and file.resolve() != report]
        if not inside:
            raise UsageError(f"文件夹里没有可以审查的文件：{path}", remedy="检查路径。")
        yield from inside


def _walk(folder: Path) -> list[Path]:
    """Every file below a folder, sorted; a folder that cannot be opened stops the check instead of being left out."""
    files = [Path(parent, name) for parent, _, names in os.walk(folder, onerror=_closed) for name in names]
    return sorted(files)


def _closed(error: OSError) -> NoReturn:
    raise UsageError(f"打不开文件夹：{error.filename}（{error.strerror}）", remedy="检查权限。") from error


def _passed_over(file: Path, folder: Path) -> bool:
    """Hidden files, Word's lock files and our own records are no drafts."""
    parts = file.relative_to(folder).parts
    return any(part.startswith((".", "~$")) for part in parts) or file.name.endswith(_OWN_RECORDS)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(
            f"不能打开文件：{error.strerror or error}", remedy="检查权限，或者关闭正在使用它的程序。"
        ) from error


def _unreadable(path: Path, data: bytes, error: str) -> DocumentReport:
    return DocumentReport(
        path=str(path),
        sha256=hashlib.sha256(data).hexdigest() if data else "",
        kind=DocumentKind.OTHER,
        language="",
        verdict=Verdict.NOT_ASSESSED,
        items=(),
        findings=(),
        reading=Reading(path.suffix.lower().lstrip("."), 0),
        error=error,
    )
