"""Rules that need the text alone: punctuation, grammar, spelling, repetition, readability."""
