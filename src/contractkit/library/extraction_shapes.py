"""The shapes of the files in data/extraction."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from contractkit.core.matter.standpoint import Side


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WordsFile(RootModel[dict[str, str]]):
    """words.yaml: patterns by name, for use in the others as {名称}."""


class PartiesFile(_Entry):
    """parties.yaml."""

    roles: dict[Side, str]
    first: dict[Side, str]
    names: dict[Side, str]
    other: str
    labels: dict[str, str]


class TermFile(_Entry):
    """term.yaml."""

    subject: str
    heading: str
    other: str
    other_heading: str


class SharesFile(_Entry):
    """shares.yaml."""

    about: str
    other: str
    not_about: str
    column: str
    party_column: str
    use_column: str
    total: str
    strip: str
    refuse: str
    before: tuple[str, ...]
    behind: tuple[str, ...]
    among: tuple[str, ...]
    rest: tuple[str, ...]


class TableEntry(_Entry):
    """One list in tables.yaml."""

    list: str
    title: str
    needs: tuple[str, ...]
    columns: dict[str, str]
    values: dict[str, dict[str, str]] = Field(default_factory=dict)
    implied: dict[str, dict[str, str]] = Field(default_factory=dict)
    names: tuple[str, ...] = ()
    lead: str = "(?!)"


class TablesFile(_Entry):
    """tables.yaml."""

    tables: tuple[TableEntry, ...]


class CueEntry(_Entry):
    """One way to state a field, in fields-*.yaml."""

    field: str
    patterns: tuple[str, ...] = Field(min_length=1)
    about: str = ""
    unless: str = ""
    write: str = "{value}"
    marks: str = ""
    zones: tuple[Literal["cover", "recital", "definitions", "provision", "annex", "signature"], ...] = ()
    confidence: Literal["certain", "probable", "doubtful"] = "probable"
    basis: str = "条文写明"


class FieldsFile(_Entry):
    """One file of fields."""

    fields: tuple[CueEntry, ...]


class CoverFile(_Entry):
    """cover.yaml."""

    plan: str
    agreement: str
