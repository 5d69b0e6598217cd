"""Queries of reviews; they store nothing between calls."""
