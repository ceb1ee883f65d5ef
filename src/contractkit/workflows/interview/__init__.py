"""interview: questions → a matter file → documents; nothing typed is lost on the way."""

from contractkit.library.interview import load_materials
from contractkit.workflows.interview.comparing import Changed
from contractkit.workflows.interview.faults import Damaged, InUse
from contractkit.workflows.interview.interview import Interview
from contractkit.workflows.interview.opening import begin_with, new_from, new_from_draft, open_interview, samples
from contractkit.workflows.interview.order import Order
from contractkit.workflows.interview.recents import Recent, recent
from contractkit.workflows.settings import config_folder

__all__ = [
    "Changed",
    "Damaged",
    "InUse",
    "Interview",
    "Order",
    "Recent",
    "begin_with",
    "config_folder",
    "load_materials",
    "new_from",
    "new_from_draft",
    "open_interview",
    "recent",
    "samples",
]
