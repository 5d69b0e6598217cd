"""Commands of the digest."""
