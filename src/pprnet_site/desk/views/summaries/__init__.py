"""Views in which summaries and issues are written and published."""
