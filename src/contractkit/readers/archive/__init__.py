"""Zip archives of drafts: their members one at a time, within limits, nothing written to disk."""

from contractkit.readers.archive.limits import MAX_MEMBERS, MAX_TOTAL_BYTES
from contractkit.readers.archive.members import Member, is_archive, members

__all__ = ["MAX_MEMBERS", "MAX_TOTAL_BYTES", "Member", "is_archive", "members"]
