"""Syndication: feeds, sitemaps and structured data for other programs."""
