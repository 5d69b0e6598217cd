"""Topics and research types, as rows that summaries point to."""
