"""Statements of a text that can be compared: tests, intervals, shares, as printed."""
