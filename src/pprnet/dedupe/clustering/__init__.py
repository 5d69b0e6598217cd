"""Clustering: matching records joined into groups of one work each."""
