"""Queries of the desk; they store nothing between calls."""
