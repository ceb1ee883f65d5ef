"""LibreOffice, where it is installed: the one way in which contractkit runs it."""

from contractkit.office.conversion import SECONDS, Fault, Original, Target, convert
from contractkit.office.program import find_office, how_to_install

__all__ = ["SECONDS", "Fault", "Original", "Target", "convert", "find_office", "how_to_install"]
