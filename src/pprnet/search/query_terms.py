"""The words of texts and queries: folded, stemmed, and phrases recognised."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import tantivy

from pprnet.text import fold

MAX_CHARACTERS = 400
MAX_WORDS = 32
MAX_WORD_BYTES = 60
PHRASE = re.compile(r'["“”«»„]([^"“”«»„]*)["“”«»„]')
ELISION = re.compile(r"\b(?:[cdjlmnst]|qu)['’](?=\w)", re.IGNORECASE)
STEMMED = "pprnet_stemmed"

# Words so common that a query would find everything.
STOP_WORDS = frozenset(
    word
    for line in (
        "a an and are as at be been but by can could did do does for from had has have how i if",
        "in into is it its me more most my no not of on one or our should so than that the their",
        "them then there these they this to us was we were what when where which while who whom",
        "whose why will with would you your",
        "au aux de des du en est et la le les ou par pour que qui sur un une",
    )
    for word in line.split()
)


@cache
def stemmer() -> tantivy.TextAnalyzer:
    """Return the analyser of the stemmed fields; it takes folded text."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
        .filter(tantivy.Filter.remove_long(MAX_WORD_BYTES))
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


def fold_words(text: str) -> str:
    """Return a text folded for the index, elided French words separated ("l'alliance").

    Args:
        text: any text.
    """
    return fold(ELISION.sub(" ", text))


def stems_of(text: str) -> list[str]:
    """Return the stems of a text's words, in order.

    Args:
        text: any text.
    """
    return stemmer().analyze(fold_words(text))


@lru_cache(maxsize=20_000)
def stems_of_word(word: str) -> tuple[str, ...]:
    """Return the stems of one word; recent words are cached.

    Args:
        word: one word, not folded.
    """
    return tuple(stems_of(word))


@dataclass(frozen=True, slots=True)
class QueryTerms:
    """The parsed query: single words, of which one is enough, and phrases, which are required."""

    words: tuple[str, ...] = ()
    """Folded, not stemmed, each once."""
    phrases: tuple[tuple[str, ...], ...] = ()
    """Folded words in order."""

    def __bool__(self) -> bool:
        """Return whether there is anything to search for."""
        return bool(self.words or self.phrases)

    @property
    def all_stems(self) -> frozenset[str]:
        """Return the stems to mark in the results."""
        phrased = (word for phrase in self.phrases for word in phrase)
        return frozenset(stems_of(" ".join((*self.words, *phrased))))


def parse_query(text: str) -> QueryTerms:
    """Return the words and phrases of a query; quotation marks make a phrase.

    Args:
        text: what was typed; characters beyond `MAX_CHARACTERS` are ignored.
    """
    text = text[:MAX_CHARACTERS]
    phrases = [tuple(_indexable_words(fold_words(found[1]))) for found in PHRASE.finditer(text)]
    typed = _indexable_words(fold_words(PHRASE.sub(" ", text)))
    single = [phrase[0] for phrase in phrases if len(phrase) == 1]
    telling = [word for word in typed if word not in STOP_WORDS]
    words = telling or ([] if any(phrases) else typed)
    return QueryTerms(
        words=tuple(dict.fromkeys([*words, *single]))[:MAX_WORDS],
        phrases=tuple(phrase[:MAX_WORDS] for phrase in phrases if len(phrase) > 1),
    )


def _indexable_words(folded: str) -> list[str]:
    """Return the words that are short enough to be in the index."""
    return [word for word in folded.split() if len(word.encode()) < MAX_WORD_BYTES]
