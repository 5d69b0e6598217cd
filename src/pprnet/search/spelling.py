"""A word that is nowhere, and the nearest one that is somewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

from pprnet.search.query_terms import QueryTerms
from pprnet.text import fold

MIN_WORD_LETTERS = 4
"""Shorter words are too near to each other."""
MIN_WORD_SIMILARITY = 0.75
SPELLED_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Spelling:
    """The words of an index, each in its folded form with the form most often printed."""

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
        """Give the words with each unknown one replaced; empty if nothing near is known."""
        words = dict.fromkeys((*wanted.words, *(word for p in wanted.phrases for word in p)))
        corrected = {word: self.nearest(word) for word in words}
        if all(word == nearest for word, nearest in corrected.items()):
            return ""
        return " ".join(self._printed.get(nearest, nearest) for nearest in corrected.values())

    def nearest(self, word: str) -> str:
        """Give the known word that is most like this one, the word itself if none is near."""
        if word in self._printed or len(word) < MIN_WORD_LETTERS:
            return word
        matcher = SequenceMatcher(b=word, autojunk=False)
        rated = (
            (word_similarity(matcher, word, known), self._count[known], known)
            for known in self._printed
        )
        score, _, best = max(rated, default=(0.0, 0, word))
        return best if score >= MIN_WORD_SIMILARITY else word


def word_similarity(matcher: SequenceMatcher[str], word: str, known: str) -> float:
    """Rate how like two words are, 0 where they are clearly not; a shared first letter helps."""
    matcher.set_seq1(known)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < MIN_WORD_SIMILARITY:
        return 0.0
    return matcher.ratio() + (0.01 if known[0] == word[0] else 0.0)
