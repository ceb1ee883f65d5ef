"""An agreement held against the approved plan that it has to follow."""
