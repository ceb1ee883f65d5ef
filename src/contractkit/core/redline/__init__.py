"""Two versions of a document: which passages belong together, what changed in them, and what kind of words that were."""
