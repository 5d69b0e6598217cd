"""Read statements: cues, chains of them, negation, arms and outcomes."""
