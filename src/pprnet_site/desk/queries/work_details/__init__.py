"""Queries about one work: its abstract, signals, linked works and effects in words."""
