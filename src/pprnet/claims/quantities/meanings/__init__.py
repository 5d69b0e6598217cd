"""What a number of a text means: its unit, its label, or that it is part of a name."""
