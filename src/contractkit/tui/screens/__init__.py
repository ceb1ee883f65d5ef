"""What fills the terminal: opening, interview, review, and the questions asked in between."""
