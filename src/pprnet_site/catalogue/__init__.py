"""Works and their records: the literature that the desk screens."""
