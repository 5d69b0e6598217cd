"""Verbs that check the texts of a digest."""
