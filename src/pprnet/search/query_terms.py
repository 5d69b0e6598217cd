"""Text into the words that are compared: folded, stemmed, and what a reader typed taken apart."""

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

# Words so common that a question would find everything by them.
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
    """Make the analyser of the stemmed fields; it takes folded text."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
        .filter(tantivy.Filter.remove_long(MAX_WORD_BYTES))
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


def fold_words(text: str) -> str:
    """Fold a text for the index, parting French words that an apostrophe joins ("l'alliance")."""
    return fold(ELISION.sub(" ", text))


def stems_of(text: str) -> list[str]:
    """Give the stems of a text's words, in order."""
    return stemmer().analyze(fold_words(text))


@lru_cache(maxsize=20_000)
def stems_of_word(word: str) -> tuple[str, ...]:
    """Give the stems of one word; the words of a language come again and again."""
    return tuple(stems_of(word))


@dataclass(frozen=True, slots=True)
class QueryTerms:
    """What a reader typed: single words, of which any will do, and phrases, which must be there."""

    words: tuple[str, ...] = ()
    """Folded, not stemmed, each once."""
    phrases: tuple[tuple[str, ...], ...] = ()
    """Folded words in order."""

    def __bool__(self) -> bool:
        """Tell whether anything is looked for."""
        return bool(self.words or self.phrases)

    @property
    def all_stems(self) -> frozenset[str]:
        """Give the stems to mark in what was found."""
        phrased = (word for phrase in self.phrases for word in phrase)
        return frozenset(stems_of(" ".join((*self.words, *phrased))))


def parse_query(text: str) -> QueryTerms:
    """Read what was typed. Quotation marks make a phrase; no other sign means anything."""
    text = text[:MAX_CHARACTERS]
    phrases = [tuple(indexable_words(fold_words(found[1]))) for found in PHRASE.finditer(text)]
    typed = indexable_words(fold_words(PHRASE.sub(" ", text)))
    single = [phrase[0] for phrase in phrases if len(phrase) == 1]
    telling = [word for word in typed if word not in STOP_WORDS]
    words = telling or ([] if any(phrases) else typed)
    return QueryTerms(
        words=tuple(dict.fromkeys([*words, *single]))[:MAX_WORDS],
        phrases=tuple(phrase[:MAX_WORDS] for phrase in phrases if len(phrase) > 1),
    )


def indexable_words(folded: str) -> list[str]:
    """Give the words that are short enough to be in the index."""
    return [word for word in folded.split() if len(word.encode()) < MAX_WORD_BYTES]
