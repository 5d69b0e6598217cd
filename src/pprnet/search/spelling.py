"""Corrections of words that are in no document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

from pprnet.search.query_terms import QueryTerms
from pprnet.text import fold

MIN_WORD_LETTERS = 4
"""Shorter words are too similar to each other."""
MIN_WORD_SIMILARITY = 0.75
SPELLED_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Spelling:
    """The words of an index, folded, each with its most frequent spelling."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Count the words of some texts."""
        forms: Counter[str] = Counter()
        for text in texts:
            forms.update(SPELLED_WORD.findall(text.lower()))
        self._printed: dict[str, str] = {}
        self._count: Counter[str] = Counter()
        for form, count in forms.most_common():
            folded = fold(form)
            if len(folded) >= MIN_WORD_LETTERS and " " not in folded:
                self._printed.setdefault(folded, form)
                self._count[folded] += count

    def correct(self, wanted: QueryTerms) -> str:
        """Return the words with each unknown one replaced, empty if none can be.

        Args:
            wanted: the words and phrases of a query.
        """
        words = dict.fromkeys((*wanted.words, *(word for p in wanted.phrases for word in p)))
        corrected = {word: self.nearest(word) for word in words}
        if all(word == nearest for word, nearest in corrected.items()):
            return ""
        return " ".join(self._printed.get(nearest, nearest) for nearest in corrected.values())

    def nearest(self, word: str) -> str:
        """Return the most similar known word, or the word itself if none is similar.

        Args:
            word: a folded word.
        """
        if word in self._printed or len(word) < MIN_WORD_LETTERS:
            return word
        matcher = SequenceMatcher(b=word, autojunk=False)
        rated = (
            (_word_similarity(matcher, word, known), self._count[known], known)
            for known in self._printed
        )
        score, _, best = max(rated, default=(0.0, 0, word))
        return best if score >= MIN_WORD_SIMILARITY else word


def _word_similarity(matcher: SequenceMatcher[str], word: str, known: str) -> float:
    """Return the similarity of two words, 0-1.01; an equal first letter adds .01."""
    matcher.set_seq1(known)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < MIN_WORD_SIMILARITY:
        return 0.0
    return matcher.ratio() + (0.01 if known[0] == word[0] else 0.0)
