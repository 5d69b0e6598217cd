"""Texts compared with their sources by the engine; results are kept by a hash of the texts."""
