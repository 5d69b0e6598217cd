"""Pairwise comparison: prepared fields, conflicts, match rules and verdicts."""
