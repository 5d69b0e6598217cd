"""Blocking: the keys under which records meet, so that few pairs are compared."""
