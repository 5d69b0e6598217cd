"""Template tags and filters of the digest."""
