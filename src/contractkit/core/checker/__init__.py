"""The check of a document: recognition of elements, findings, the report."""
