"""extract: a document read back into a matter, each field with the words it was read from."""

from contractkit.core.extraction.extracted import Extracted
from contractkit.workflows.extract.run import ExtractOptions, extract_file, write_matter

__all__ = ["ExtractOptions", "Extracted", "extract_file", "write_matter"]
