"""Remedies: the clause text that closes a gap, in the words and the numbering of the draft."""
