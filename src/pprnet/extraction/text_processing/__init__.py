"""Text processing: words, numbers, phrases, sentences and section labels with positions."""
