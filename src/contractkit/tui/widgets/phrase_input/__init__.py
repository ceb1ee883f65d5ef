"""Fields into which Chinese is typed: every committed character arrives, words are phrases, brackets are brackets."""

from contractkit.tui.widgets.phrase_input.area import PhraseArea
from contractkit.tui.widgets.phrase_input.phrases import phrase_end, phrase_starts
from contractkit.tui.widgets.phrase_input.single import PhraseInput

__all__ = ["PhraseArea", "PhraseInput", "phrase_end", "phrase_starts"]
