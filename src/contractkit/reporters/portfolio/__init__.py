"""Many documents at one glance: a row for each, a column for each element, and what occurs how often."""
