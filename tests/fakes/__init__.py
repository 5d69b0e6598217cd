"""Fake services on this machine that behave as the real ones do."""
