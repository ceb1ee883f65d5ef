"""From a report to console, JSON or Markdown."""
