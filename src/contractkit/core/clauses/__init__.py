"""Clause texts (条款), their positions, and the assembly of a draft from a matter."""
