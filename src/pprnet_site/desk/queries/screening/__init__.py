"""Queries about screening: the inbox, its criteria, votes, progress and exports."""
