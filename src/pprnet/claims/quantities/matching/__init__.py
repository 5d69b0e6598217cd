"""Comparison of a claimed quantity with those that a source states."""
