"""Quantities of a text: values in digits and words, their units, points in time."""
