"""The interview on a plain console: one line asked, one line answered, fit for a screen reader."""
