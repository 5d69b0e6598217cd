"""Forms for the reading of drafts."""
