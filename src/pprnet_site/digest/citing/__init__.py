"""How readers cite a summary and its sources: items, forms in every style, files."""
