"""Reading a document back: its facts, each with the words it was read from and how far it can be trusted."""
