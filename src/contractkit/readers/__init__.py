"""From a file to a Source: the words that count, in reading order, and what was not read."""
