"""Pages on which identifiers and references are pasted, and advice on citations is followed."""
