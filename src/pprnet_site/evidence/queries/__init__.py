"""Queries of the evidence."""
