"""A file that was read: blocks as they stand, and the passages of its outline."""
