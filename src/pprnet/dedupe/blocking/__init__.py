"""Blocking: the keys by which few pairs of records are compared."""
