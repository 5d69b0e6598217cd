"""Explain: which terms and which earlier decisions account for a score."""
