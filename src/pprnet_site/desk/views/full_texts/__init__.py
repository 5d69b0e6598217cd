"""Pages of the full texts of works."""
