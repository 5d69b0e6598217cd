"""The quantities of the sources with their place, arm and surroundings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pprnet.claims.binding.arm_attribution import arms_of_quantities
from pprnet.claims.binding.time_attribution import times_of_quantities
from pprnet.claims.claim_values import Passage
from pprnet.claims.concepts.concept_values import ConceptGroup
from pprnet.claims.concepts.named_arms import ARM_KEY
from pprnet.claims.quantities.matching.value_index import ValueIndex
from pprnet.claims.quantities.quantity_values import Quantity
from pprnet.claims.reading.context_words import context_of, rarity
from pprnet.claims.reading.read_text import ReadSentence, ReadText
from pprnet.claims.reading.sentence_index import SentenceIndex


@dataclass(frozen=True)
class StatedFact:
    """A quantity of a text, the arm that it belongs to where that is sure, and its sentence."""

    quantity: Quantity
    arms: frozenset[str]
    times: frozenset[str]
    """Keys of the point in time that it is of, likewise."""
    sentence: ReadSentence
    source: int

    @property
    def passage(self) -> Passage:
        """Return the place of the quantity."""
        return Passage(self.source, self.quantity.start, self.quantity.end)

    @cached_property
    def context(self) -> dict[str, float]:
        """Return the words and concepts around the quantity."""
        return context_of(self.sentence, self.quantity.start, self.quantity.end)


@dataclass(frozen=True)
class Sources:
    """All sources as read."""

    texts: tuple[ReadText, ...]
    facts: tuple[StatedFact, ...]
    weights: Mapping[str, float]
    """Of words and concepts, by how few sentences have them."""
    arms: tuple[str, ...]
    """Keys of the arms of the study, the most frequent first."""

    @cached_property
    def arm_passages(self) -> Mapping[str, Passage]:
        """Return where each arm is named first, by its key."""
        return _first_passages(self.texts, ConceptGroup.ARM)

    @cached_property
    def population_passages(self) -> Mapping[str, Passage]:
        """Return where each population is named first, by its key."""
        return _first_passages(self.texts, ConceptGroup.POPULATION)

    @cached_property
    def values(self) -> ValueIndex:
        """Return the facts by their values."""
        return ValueIndex([fact.quantity for fact in self.facts])

    @cached_property
    def index(self) -> SentenceIndex:
        """Return the sentences by their words."""
        return SentenceIndex(self.texts, self.weights)

    @cached_property
    def _by_sentence(self) -> Mapping[tuple[int, int], Sequence[StatedFact]]:
        found: dict[tuple[int, int], list[StatedFact]] = {}
        for fact in self.facts:
            found.setdefault((fact.source, fact.sentence.start), []).append(fact)
        return found

    def facts_near(self, claimed: ReadSentence) -> list[StatedFact]:
        """Return the facts of the sentences that may be of what a sentence of a text tells.

        Args:
            claimed: a sentence of a text.
        """
        return [
            fact
            for source, sentence in self.index.near(claimed)
            for fact in self._by_sentence.get((source, sentence.start), ())
        ]

    @classmethod
    def from_texts(cls, texts: Sequence[ReadText]) -> Sources:
        """Return sources with their facts.

        Args:
            texts: as read.
        """
        arms = study_arms(texts)
        facts = tuple(
            fact for number, text in enumerate(texts) for fact in facts_of(text, number, arms)
        )
        return cls(tuple(texts), facts, rarity(texts), arms)


def _first_passages(texts: Sequence[ReadText], group: ConceptGroup) -> dict[str, Passage]:
    found: dict[str, Passage] = {}
    for number, text in enumerate(texts):
        for sentence in text.sentences:
            for mention in sentence.mentions:
                if mention.group is group:
                    found.setdefault(mention.key, Passage(number, mention.start, mention.end))
    return found


def study_arms(texts: Sequence[ReadText]) -> tuple[str, ...]:
    """Return the keys of the arms that texts name, the most frequent first.

    Args:
        texts: the sources.
    """
    counts = Counter(
        mention.key
        for text in texts
        for sentence in text.sentences
        for mention in sentence.mentions
        if mention.group is ConceptGroup.ARM
    )
    return tuple(
        key for key, count in counts.most_common() if count > 1 or not key.startswith(ARM_KEY)
    )


def facts_of(text: ReadText, number: int, arms: Sequence[str]) -> Iterator[StatedFact]:
    """Yield the quantities of a text.

    Args:
        text: as read.
        number: of the source, from 0.
        arms: keys of the arms of the study, the most frequent first.
    """
    for sentence in text.sentences:
        attributed = arms_of_quantities(text.text, sentence, arms)
        times = times_of_quantities(text.text, sentence)
        for quantity in sentence.quantities:
            start = quantity.start
            yield StatedFact(
                quantity,
                attributed.get(start, frozenset()),
                times.get(start, frozenset()),
                sentence,
                number,
            )
