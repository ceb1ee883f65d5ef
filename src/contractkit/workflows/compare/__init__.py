"""compare: two versions of a document, what changed, and what the changes do."""

from contractkit.workflows.compare.run import CompareOptions, compare_files

__all__ = ["CompareOptions", "compare_files"]
