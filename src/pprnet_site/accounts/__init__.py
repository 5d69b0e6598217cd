"""Accounts: logging in, limits on wrong passwords, and the address of a client."""
