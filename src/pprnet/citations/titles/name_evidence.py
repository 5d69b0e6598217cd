"""Names found in texts: words that have a capital inside a sentence, and never lack it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pprnet.citations.titles.title_words import TitleWord, is_title_case, title_words

MAX_CHARACTERS = 100_000
"""Of all texts together; what follows says little more."""


def proper_nouns_in(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that texts print with a capital inside a sentence, and only so.

    Texts in Title Case or in capitals say nothing and are left out.

    Args:
        texts: an abstract, or titles of other works.
    """
    capital: set[str] = set()
    lower: set[str] = set()
    for text in _within_limit(texts):
        words = title_words(text)
        if text.isupper() or is_title_case(words, set()):
            continue
        capital |= {_name(word) for word in words if _is_inside(word) and word.is_capitalised}
        lower |= {word.stem for word in words if word.text.islower()}
    return frozenset(name for name in capital if name.lower() not in lower)


def _within_limit(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts up to the limit of their characters."""
    left = MAX_CHARACTERS
    for text in texts:
        if left <= 0:
            return
        yield text[:left]
        left -= len(text)


def _is_inside(word: TitleWord) -> bool:
    """Return whether a word is neither the first of a sentence nor a single letter."""
    return not word.is_opening and len(word.text) > 1


def _name(word: TitleWord) -> str:
    """Return a word without a possessive ending."""
    return word.text[: len(word.stem)]
