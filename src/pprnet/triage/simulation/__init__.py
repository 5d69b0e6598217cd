"""Simulation: a finished screening replayed, its data, its runs and their plots."""
