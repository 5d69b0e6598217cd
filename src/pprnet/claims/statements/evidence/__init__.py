"""How surely a statement of a source is of the same thing as a claim, by a fitted table."""
