"""The second round: what became of the changes that we proposed, and what else the other side touched."""
