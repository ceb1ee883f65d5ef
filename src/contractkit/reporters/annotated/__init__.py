"""The counterparty's own Word file, with our comments and insertions and nothing else changed."""

from contractkit.reporters.annotated.annotate import Annotated, annotate
from contractkit.reporters.annotated.pen import Signature
from contractkit.reporters.annotated.remarks import NewText, Remark
from contractkit.reporters.annotated.saying import Sayings, sayings
from contractkit.reporters.annotated.settling import accepted, rejected

__all__ = ["Annotated", "NewText", "Remark", "Sayings", "Signature", "accepted", "annotate", "rejected", "sayings"]
