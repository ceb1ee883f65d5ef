"""Tables that people have: workbooks, delimited text, JSON lines, folders of matter files → rows, and back."""
