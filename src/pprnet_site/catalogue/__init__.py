"""Works and their records: the literature, as the desk knows it."""
