"""Names of groups, and what is printed around names."""
