"""Effects in plain language: rates, numerals and sentences in English and French."""
