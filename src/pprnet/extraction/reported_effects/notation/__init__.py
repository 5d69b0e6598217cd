"""Notation of effect sizes: tokens, values, measure names, intervals and p values."""
