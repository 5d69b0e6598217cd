"""Author names and years of publications in a text, against those of its sources."""
