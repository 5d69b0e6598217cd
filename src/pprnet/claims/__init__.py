"""Claims of a text, each bound to a passage of its sources."""
