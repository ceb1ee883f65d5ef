"""The manifest beside a generated file: from which matter, clauses, template and edition it was made."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Final

from contractkit import __version__
from contractkit.core.clauses.clause import Catalog
from contractkit.core.clauses.draft import Draft
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.standpoint import Position
from contractkit.rendering.template import Template

SCHEMA: Final = "contractkit.manifest/1"


@dataclass(frozen=True, slots=True)
class Origin:
    """What a document was made from; all hashes are SHA-256 in hex."""

    matter_sha256: str
    clauses_sha256: str
    template_sha256: str

    @classmethod
    def of(cls, matter_sha256: str, catalog: Catalog, template: Template) -> Origin:
        """The origin of a document."""
        return cls(matter_sha256, catalog.sha256, template.sha256)


def custom_properties(draft: Draft, origin: Origin) -> dict[str, str]:
    """The properties that a generated file carries in itself."""
    return {
        "contractkit.version": __version__,
        "contractkit.kind": draft.kind.value,
        "contractkit.edition": draft.edition,
        "contractkit.locality": draft.locality,
        "contractkit.matter_sha256": origin.matter_sha256,
        "contractkit.clauses_sha256": origin.clauses_sha256,
        "contractkit.template_sha256": origin.template_sha256,
    }


def manifest(file_name: str, data: bytes, draft: Draft, matter: Matter, origin: Origin, verdict: str) -> str:
    """The manifest as JSON text; it holds no time, so that the same input gives the same bytes.

    Args:
        file_name: name of the generated file.
        data: its bytes.
        draft: the draft it was made from.
        matter: the matter.
        origin: hashes of what went in.
        verdict: what our own check says of the file.
    """
    content = {
        "schema": SCHEMA,
        "file": file_name,
        "sha256": hashlib.sha256(data).hexdigest(),
        "title": draft.title,
        **{name.removeprefix("contractkit."): value for name, value in custom_properties(draft, origin).items()},
        "matter": matter.name,
        "side": matter.side.value,
        "clauses": {clause: position.value for clause, position in draft.used},
        "other_positions": {c: p.value for c, p in draft.used if p is not Position.PREFERRED},
        "verdict": verdict,
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def copy_manifest(file_name: str, data: bytes, made_from: bytes) -> str:
    """The manifest of a copy in another format (PDF), as JSON text.

    Args:
        file_name: name of the copy.
        data: its bytes.
        made_from: bytes of the document it was made from, whose own manifest tells the rest.
    """
    content = {
        "schema": SCHEMA,
        "file": file_name,
        "sha256": hashlib.sha256(data).hexdigest(),
        "made_from_sha256": hashlib.sha256(made_from).hexdigest(),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
