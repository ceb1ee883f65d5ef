"""What things are. Pure: no files, clock, network or user interface."""
