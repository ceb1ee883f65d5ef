"""A draft → the answers of a new matter, with where each was read written beside it."""

from __future__ import annotations

from pathlib import Path

from contractkit.core.extraction.values import is_field
from contractkit.core.interview.script import Script
from contractkit.core.interview.spreading import spread
from contractkit.core.interview.values import Plain
from contractkit.core.matter.fields import Keys
from contractkit.reporters.extracted.json_form import to_json
from contractkit.reporters.extracted.words import summary
from contractkit.workflows.extract import ExtractOptions, extract_file
from contractkit.workflows.extract.matter_file import data_of
from contractkit.workflows.files import write_atomically
from contractkit.workflows.interview.sources import sources_beside


def read_draft(draft: Path, matter: Path, script: Script) -> tuple[dict[Keys, Plain], str]:
    """What a draft says, as answers, and what to tell about it; its sources are written beside the matter.

    Raises:
        UsageError: there is no such file, or the place of the matter cannot be written.
        UnreadableDocument: it cannot be read, or says nothing that belongs into a matter.
    """
    found = extract_file(draft, ExtractOptions())
    told = summary(found.facts, found.absent.missing)
    unread = f"文件中未读的内容：{'；'.join(found.unread)}" if found.unread else ""
    write_atomically(sources_beside(matter), to_json(found).encode())
    data = data_of(fact for fact in found.facts.settled if is_field(fact.keys))
    return spread(data, script), f"已读入草案 {draft.name}：{told}来源标为“导入”，请对照原文逐项核对。{unread}"
