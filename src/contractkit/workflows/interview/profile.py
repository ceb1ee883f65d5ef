"""The own office's answers, kept for the next matter: names, codes, addresses, the platform."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from contractkit.core.interview.answers import put
from contractkit.core.interview.script import Script
from contractkit.core.interview.spreading import spread
from contractkit.core.interview.values import Plain, complaint
from contractkit.core.interview.view import View
from contractkit.core.matter.fields import Keys
from contractkit.core.matter.standpoint import Side
from contractkit.library.matter import dump_plain
from contractkit.library.yaml_source import load
from contractkit.workflows.files import write_atomically

FILE: Final = "profile.yaml"
_SIDES: Final = {Side.IMPLEMENTING_BODY: "implementing_body", Side.OPERATOR: "operator"}
_OF_BODY: Final = (
    ("parties", "data_authority"),
    ("approvals", "filing"),
    ("locality",),
    ("platform",),
    ("agreement", "signing_place"),
)
_OF_OPERATOR: Final = (("security", "officer"),)


def load_profile(config: Path, script: Script) -> dict[Keys, Plain]:
    """The answers in the profile; none where there is no profile.

    Raises:
        InvalidData: the profile cannot be read, with its line.
    """
    path = config / FILE
    if not path.exists():
        return {}
    data: Any = load(path).data
    return spread(data, script) if isinstance(data, dict) else {}


def save_profile(view: View, side: Side, config: Path) -> Path:
    """Keep the answers of one side's office for the next matters; where they are kept.

    Raises:
        UsageError: the folder of settings cannot be written.
    """
    about = [("parties", _SIDES[side]), *(_OF_BODY if side is Side.IMPLEMENTING_BODY else _OF_OPERATOR)]
    data: dict[str, Any] = {"side": side.value}
    for question in view.materials.script.questions():
        value, _ = view.value(question.keys)
        if value is None or value == () or complaint(question, value) is not None:
            continue
        if any(question.keys[: len(part)] == part for part in about):
            put(data, question.keys, value)
    write_atomically(config / FILE, dump_plain(data).encode())
    return config / FILE
