"""What the site holds about a person with an account: a copy of it, and its erasure."""
