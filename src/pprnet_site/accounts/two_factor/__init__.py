"""Logging in with two steps: a password, then a code of an app or a recovery code."""
