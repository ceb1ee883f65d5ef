"""Parts of a screen: items, questions, clause text, keys."""
