"""Views of the reading of drafts."""
