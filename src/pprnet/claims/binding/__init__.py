"""Claims bound to passages: the value, and the arm and point in time that it belongs to."""
