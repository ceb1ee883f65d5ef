"""A comparison for people, for programs, and as a Word file with tracked changes."""
