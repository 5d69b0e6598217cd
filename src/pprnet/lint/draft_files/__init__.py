"""Drafts read from files: archive pages, TOML files of summaries, plain text and Markdown."""
