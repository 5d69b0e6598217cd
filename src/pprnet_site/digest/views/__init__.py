"""Thin introductions: a view asks a query and hands the answer to a template."""
