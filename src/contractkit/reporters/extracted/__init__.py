"""What was read from a document, written: as JSON, as a table for the screen."""
