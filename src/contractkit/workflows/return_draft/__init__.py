"""return: the counterparty's drafts with our comments and insertions, or a letter where they are no Word files."""

from contractkit.workflows.return_draft.run import Returned, ReturnOptions, return_drafts

__all__ = ["ReturnOptions", "Returned", "return_drafts"]
