"""Chinese text as values: a clean text for matching, numerals, amounts, dates, periods, labels."""
