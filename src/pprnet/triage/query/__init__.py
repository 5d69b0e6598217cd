"""Query: the order in which scored works are shown."""
