"""Numbers in a text: digits, words, fractions, odds and ranges, each as one value."""
