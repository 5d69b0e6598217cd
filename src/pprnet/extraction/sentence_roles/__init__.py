"""Sentence roles: background, objective, method, result or conclusion."""
