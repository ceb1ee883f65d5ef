"""The parts of check: which files, what crosses between the two processes, what the confined one does."""
