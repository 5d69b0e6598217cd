"""What is computed from the records of a work: links, notices, signals, corrections."""
