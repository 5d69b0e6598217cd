"""Arms and populations that a text names, against those of its sources."""
