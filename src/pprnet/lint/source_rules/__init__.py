"""Rules that compare a text with its citations and works: names, references, strength, coverage."""
