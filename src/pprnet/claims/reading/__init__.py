"""A text read for its claims: sentences, quantities, points in time, concepts, statements."""
