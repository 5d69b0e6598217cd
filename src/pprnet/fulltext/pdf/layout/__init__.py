"""Columns and tables of a page."""
