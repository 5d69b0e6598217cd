"""XML formats: PubMed, JATS, EndNote and Europe PMC, read one element at a time."""
