"""Statements of results in words, in English and French."""
