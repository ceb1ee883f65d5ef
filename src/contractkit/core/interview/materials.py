"""What every interview is held with: the script, the law, the clauses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from contractkit.core.clauses.clause import Catalog
from contractkit.core.interview.script import Script
from contractkit.core.interview.troubles import Trouble, in_titles
from contractkit.core.law.edition import Edition, Requirements
from contractkit.core.law.registry import Registry
from contractkit.core.matter.consistency import DAY, LINE, Answers
from contractkit.core.matter.fields import Keys, titles
from contractkit.errors import UsageError

_REQUIREMENTS_HELD = 32


@dataclass(frozen=True, slots=True, eq=False)
class Materials:
    """Loaded once, never changed."""

    script: Script
    registry: Registry
    catalog: Catalog

    def requirements(self, data: Mapping[str, object]) -> Requirements:
        """What applies to a matter as it is answered so far, like reading its file would find it."""
        return self.applicable(data)[0]

    def applicable(self, data: Mapping[str, object]) -> tuple[Requirements, tuple[Trouble, ...]]:
        """What applies, and what is wrong with the edition, the signing date or the locality."""
        answers = Answers(data)
        wanted, locality = answers.read(LINE, "edition"), answers.read(LINE, "locality")
        signed = answers.read(DAY, "agreement", "signing_date")
        return _applicable(self, wanted or "", signed, locality or "")


@lru_cache(maxsize=_REQUIREMENTS_HELD)
def _applicable(
    materials: Materials, wanted: str, signed: date | None, locality: str
) -> tuple[Requirements, tuple[Trouble, ...]]:
    registry, troubles = materials.registry, []
    edition: Edition | None = None
    try:
        edition = registry.edition(wanted) if wanted else registry.in_force(signed) if signed else None
    except UsageError as error:
        troubles.append(_trouble(error, ("edition",) if wanted else ("agreement", "signing_date")))
    edition = edition or registry.default(date.max)
    try:
        return registry.requirements(edition.id, locality), tuple(troubles)
    except UsageError as error:
        return registry.requirements(edition.id), (*troubles, _trouble(error, ("locality",)))


def _trouble(error: UsageError, keys: Keys) -> Trouble:
    return Trouble(keys, titles(keys), error.message, in_titles(error.remedy, keys))
