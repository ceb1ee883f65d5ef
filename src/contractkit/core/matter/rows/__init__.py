"""A matter as rows of a table: which column holds which answer, what a cell says, where a mistake stands."""
