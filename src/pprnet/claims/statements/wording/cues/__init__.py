"""Cues: words that give a result its direction, and chains of them."""
