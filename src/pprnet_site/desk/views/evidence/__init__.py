"""Views of a draft beside its sources."""
