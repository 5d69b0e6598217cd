"""What verbs write: complete files."""
