"""The sentences of long sources by their words, concepts and values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from heapq import nlargest

from pprnet.claims.reading.context_words import keys_of
from pprnet.claims.reading.read_text import ReadSentence, ReadText

SourceSentence = tuple[int, ReadSentence]
"""A sentence with the place of its text in the list of sources."""
_FEW = 150
"""Up to so many sentences, as an abstract has, each is compared with each claim."""
_NEAREST = 60


class SentenceIndex:
    """Which sentences of sources share most with a sentence of a text."""

    __slots__ = ("_cached", "_postings", "_weights", "sentences")

    def __init__(self, texts: Sequence[ReadText], weights: Mapping[str, float]) -> None:
        self.sentences: tuple[SourceSentence, ...] = tuple(
            (number, sentence) for number, text in enumerate(texts) for sentence in text.sentences
        )
        self._weights = weights
        self._postings: dict[str, list[int]] = defaultdict(list)
        if len(self.sentences) > _FEW:
            for place, (_, sentence) in enumerate(self.sentences):
                for key in keys_of(sentence):
                    self._postings[key].append(place)
        self._cached = lru_cache(maxsize=256)(self._nearest)

    def near(self, claimed: ReadSentence) -> tuple[SourceSentence, ...]:
        """Return the sentences of the sources that may be of what a sentence tells, in order.

        Of a long source these are the ones that share most with it; of a short one, all.

        Args:
            claimed: a sentence of a text.
        """
        return self.sentences if len(self.sentences) <= _FEW else self._cached(claimed)

    def _nearest(self, claimed: ReadSentence) -> tuple[SourceSentence, ...]:
        scores: dict[int, float] = defaultdict(float)
        for key in keys_of(claimed):
            for place in self._postings.get(key, ()):
                scores[place] += self._weights.get(key, 1.0)
        best = nlargest(_NEAREST, scores, key=lambda place: scores[place])
        return tuple(self.sentences[place] for place in sorted(best))
