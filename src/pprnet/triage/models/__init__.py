"""Models: how a linear classifier is fitted to labels, and how labels are weighted."""
