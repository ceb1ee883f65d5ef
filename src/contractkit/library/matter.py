"""Matter files (YAML) → Matter and back; every mistake at once, in Chinese, with its line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.scalarstring import LiteralScalarString

from contractkit.core.law.edition import Edition, Requirements
from contractkit.core.law.overlay import Overlay
from contractkit.core.law.registry import Registry
from contractkit.core.matter.cautions import cautions
from contractkit.core.matter.consistency import DAY, LINE, Answers, Remark, inconsistencies
from contractkit.core.matter.fields import Keys
from contractkit.core.matter.findings import Findings
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.plain import plain
from contractkit.errors import InvalidData, Problem, UsageError
from contractkit.library.matter_problems import MatterSource, problem_of, problems_of
from contractkit.library.yaml_source import load


@dataclass(frozen=True, slots=True)
class LoadedMatter:
    """A valid matter and what was found while reading it.

    Attributes:
        warnings: what a careful lawyer points out; stops nothing.
        sha256: of the file's bytes, in hexadecimal; empty where there was no file.
        requirements: the edition in force on the signing date (or the one asked for), the locality worked in.
    """

    matter: Matter
    warnings: tuple[Problem, ...]
    sha256: str
    requirements: Requirements


def load_matter(path: Path, registry: Registry) -> LoadedMatter:
    """Read one matter file.

    Raises:
        UsageError: there is no such file.
        InvalidData: with every mistake found, each with file, line, field and remedy.
    """
    file = load(path)
    return read_matter(file, registry, sha256=hashlib.sha256(path.read_bytes()).hexdigest())


class KeptParts:
    """What many rows over one base share, made once: validated parts, what applies, and what was found.

    Attributes:
        inconsistencies: found in the answers of rows before.
        cautions: found in their matters.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Begin with nothing kept.

        Args:
            data: the plain answers that rows are laid over; a part counts as the same only where it is this very
                object. They are never changed.
        """
        self.inconsistencies: Findings[Remark] = Findings()
        self.cautions: Findings[Remark] = Findings()
        self._shared = data
        self._parts: dict[tuple[Keys, int], Any] = {}
        self._lacking = False
        self._requirements: dict[tuple[str, str], Requirements] = {}

    def offered(self, data: object, limit: int) -> object:
        """The answers with validated parts in place of the shared ones; `limit` is that of the term."""
        self._lacking = False
        return self._offered(data, self._shared, (), limit) if isinstance(data, Mapping) else data

    def keep(self, data: object, limit: int, matter: Matter) -> None:
        """Remember the shared parts of a valid matter, of which not all could be offered."""
        if self._lacking and isinstance(data, Mapping):
            self._keep(data, self._shared, (), limit, matter)

    def requirements(self, registry: Registry, edition: str, locality: str) -> Requirements:
        """What applies under an edition and in a locality.

        Raises:
            UsageError: an id is unknown.
        """
        key = (edition, locality)
        if key not in self._requirements:
            self._requirements[key] = registry.requirements(edition, locality)
        return self._requirements[key]

    def _offered(self, data: Mapping[str, Any], shared: Mapping[str, Any], above: Keys, limit: int) -> dict[str, Any]:
        offered: dict[str, Any] = {}
        for name, value in data.items():
            base = shared.get(name)
            if value is base and isinstance(value, dict | list):
                known = self._parts.get(((*above, name), limit))
                self._lacking = self._lacking or known is None
                offered[name] = value if known is None else known
            elif isinstance(value, dict) and isinstance(base, dict):
                offered[name] = self._offered(value, base, (*above, name), limit)
            else:
                offered[name] = value
        return offered

    def _keep(self, data: Mapping[str, Any], shared: Mapping[str, Any], above: Keys, limit: int, part: object) -> None:
        for name, value in data.items():
            base, key = shared.get(name), ((*above, name), limit)
            if value is base and isinstance(value, dict | list):
                self._parts.setdefault(key, getattr(part, name))
            elif isinstance(value, dict) and isinstance(base, dict):
                self._keep(value, base, key[0], limit, getattr(part, name))


def read_matter(
    file: MatterSource, registry: Registry, *, sha256: str = "", kept: KeptParts | None = None
) -> LoadedMatter:
    """The matter in a parsed file or in a row of a table.

    Args:
        file: the plain answers and their places.
        registry: of the law.
        sha256: of the content.
        kept: parts that were validated before, for many rows over one base.

    Raises:
        InvalidData: with every mistake found.
    """
    kept = kept or KeptParts({})
    problems: list[Problem] = []
    answers = Answers(file.data)
    requirements = _requirements(answers, registry, file, problems, kept)
    matter: Matter | None = None
    error: ValidationError | None = None
    try:
        limit = requirements.max_term_years
        matter = Matter.model_validate(kept.offered(file.data, limit), context={"max_term_years": limit})
        kept.keep(file.data, limit, matter)
    except ValidationError as found:
        error = found
    overlay = registry.overlay(requirements.locality) if requirements.locality else None
    problems += problems_of(error, inconsistencies(answers, requirements, overlay, kept.inconsistencies), file)
    if matter is None or problems:
        problems.sort(key=lambda problem: problem.line or 0)
        raise InvalidData(f"{file.name} 有 {len(problems)} 处错误。", remedy="请逐处改正后再运行。", problems=problems)
    remarks = (*cautions(matter, requirements, kept.cautions), *_unverified(overlay))
    warnings = sorted((problem_of(remark, file) for remark in remarks), key=lambda problem: problem.line or 0)
    return LoadedMatter(matter, tuple(warnings), sha256, requirements)


def dump_matter(matter: Matter) -> str:
    """The matter as YAML that reads back equal: keys in the order of the models, paragraphs in blocks."""
    return dump_plain(plain(matter))


def dump_plain(data: Mapping[str, Any]) -> str:
    """What a matter file holds, complete or not, as YAML that reads back equal."""
    yaml = YAML()
    yaml.width = 10_000  # a line break inside a value would be somebody else's
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.Representer = _Representer
    out = StringIO()
    yaml.dump(_in_blocks(data), out)
    return out.getvalue()


def _requirements(
    answers: Answers, registry: Registry, file: MatterSource, problems: list[Problem], kept: KeptParts
) -> Requirements:
    edition = _edition(answers, registry, file, problems)
    try:
        return kept.requirements(registry, edition.id, answers.read(LINE, "locality") or "")
    except UsageError as error:
        problems.append(file.problem(f"地方规定：{error.message}", ("locality",), error.remedy))
        return kept.requirements(registry, edition.id, "")


def _edition(answers: Answers, registry: Registry, file: MatterSource, problems: list[Problem]) -> Edition:
    """The edition asked for, else the one in force when the agreement is signed; the last one where neither is known."""
    wanted = answers.read(LINE, "edition")
    signed = answers.read(DAY, "agreement", "signing_date")
    try:
        if wanted:
            return registry.edition(wanted)
        if signed:
            return registry.in_force(signed)
    except UsageError as error:
        if wanted:
            problems.append(file.problem(f"规范版本：{error.message}", ("edition",), error.remedy))
        else:
            remedy = "请改签订日期；确需适用其他版本的，在 edition 写明版本编号。"
            keys = ("agreement", "signing_date")
            problems.append(file.problem(f"授权运营协议→签订日期：{error.message}", keys, remedy))
    return registry.default(date.max)


def _unverified(overlay: Overlay | None) -> Iterator[Remark]:
    """Local rules that were read in a draft or a damaged copy."""
    if overlay and overlay.verify:
        yield Remark("locality_unverified", ("locality",), {"locality": overlay.citation, "verify": overlay.verify})


class _Representer(RoundTripRepresenter):
    """Writes decimals as plain numbers with the digits they have, and every answer where it stands."""

    def ignore_aliases(self, _: Any) -> bool:
        """No answer is written as a reference to another one that happens to be the same object."""
        return True

    def represent_decimal(self, value: Decimal) -> ScalarNode:
        tag = "tag:yaml.org,2002:int" if value == value.to_integral() else "tag:yaml.org,2002:float"
        node: ScalarNode = self.represent_scalar(tag, f"{value.normalize():f}")
        return node


_Representer.add_representer(Decimal, _Representer.represent_decimal)


def _in_blocks(value: Any) -> Any:
    """Texts of several paragraphs as YAML blocks, as a person would write them."""
    if isinstance(value, dict):
        return {key: _in_blocks(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_in_blocks(inner) for inner in value]
    inside = isinstance(value, str) and "\n" in value.strip("\n") and not value.endswith("\n")
    return LiteralScalarString(value) if inside else value  # a block that ends with a break would end the document, too
