"""The screen: draws the interview's session and the check, decides nothing itself."""

import os

# Some terminals lose what an input method commits when the kitty keyboard protocol is on; Textual reads this once, at import.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
