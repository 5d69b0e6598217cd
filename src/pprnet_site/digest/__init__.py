"""Issues and summaries: the public pages, and the rules for publishing them."""
