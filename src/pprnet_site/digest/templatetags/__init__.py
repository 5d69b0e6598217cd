"""What the templates of the digest use."""
