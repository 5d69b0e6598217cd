"""What the desk reads: the order of the inbox, the works, the drafts, the imports."""
