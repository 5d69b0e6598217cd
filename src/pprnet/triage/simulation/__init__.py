"""Simulation of a finished screening: its data, its runs and their plots."""
