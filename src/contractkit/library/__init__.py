"""From disk to core: everything lawyers edit, with file and line in every error."""
