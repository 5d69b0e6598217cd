"""Stopping: rules that say when enough works have been screened."""
