"""Plain text: its lines, what a printer put at page edges, its tables, its paragraphs."""
