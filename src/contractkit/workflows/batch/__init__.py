"""batch: a table of matters → documents, a few rows at a time, journalled, so that nothing is half done or done twice."""
