"""From a draft to .docx: the one strict wrapper around docxtpl, and the manifest."""
