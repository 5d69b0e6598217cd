"""Pasted identifiers and references: works at hand first, then the services."""
