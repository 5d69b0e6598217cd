"""A draft with its claims, and the sources that it is compared with."""
