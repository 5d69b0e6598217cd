"""Imports and harvests: files and source pages become records, works and possible duplicates."""
