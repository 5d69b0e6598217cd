"""Conversions between measures of effect, and of their variances."""
