"""The pages on which summaries and issues are written and published."""
