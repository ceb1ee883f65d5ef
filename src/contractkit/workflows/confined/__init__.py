"""Work on files that may do anything to a program: in a child process, within limits of time and memory."""

from contractkit.workflows.confined.confinement import Confinement
from contractkit.workflows.confined.limits import DEFAULT_LIMITS, Limits, Stopped, StopReason

__all__ = ["DEFAULT_LIMITS", "Confinement", "Limits", "StopReason", "Stopped"]
