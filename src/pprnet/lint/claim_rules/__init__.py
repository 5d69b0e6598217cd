"""Rules that compare the claims of a draft with its sources."""
