"""answer: the second round, what the other side did with the draft that we returned."""

from contractkit.workflows.answer.run import AnswerOptions, read_answer

__all__ = ["AnswerOptions", "read_answer"]
