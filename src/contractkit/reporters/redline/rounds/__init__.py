"""The second round for people and for programs."""
