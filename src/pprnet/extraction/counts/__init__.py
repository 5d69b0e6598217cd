"""Counts: participants, arms and studies that a text states."""
