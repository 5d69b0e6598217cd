"""Places of concepts among the words of a text, and the choice between those that overlap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pprnet.claims.concepts.concept_values import ConceptGroup, Mention
from pprnet.claims.concepts.lexicon import concept_matcher, load_lexicon
from pprnet.extraction.text_processing.word_tokenizer import Token

OTHER_SENSES = frozenset({"other-arm-sense", "other-outcome-sense"})
"""Entries of the lexicon whose phrases hide shorter ones and are no concept themselves."""


class Place(NamedTuple):
    """A concept at the words `first` to `last` of a text, inclusive."""

    first: int
    last: int
    key: str
    group: ConceptGroup
    valence: int = 0


def lexicon_places(tokens: Sequence[Token], language: str) -> list[Place]:
    """Return every place of a phrase of the lexicon, overlapping ones too.

    Args:
        tokens: the words of a text.
        language: "en" or "fr".
    """
    lexicon = load_lexicon()
    places = []
    for cue, first, last in concept_matcher(language).find(tokens):
        concept = lexicon[cue.subject]
        places.append(Place(first, last, concept.key, concept.group, concept.valence))
    return places


def longest_places(places: Iterable[Place]) -> list[Place]:
    """Return the longest places of each group, without overlaps in a group, in order.

    What lies inside a longer name of an arm is part of it: there is no outcome in "anger management
    group".

    Args:
        places: places in any order; of two equally long ones that overlap, the first is kept.
    """
    taken: dict[ConceptGroup, set[int]] = {group: set() for group in ConceptGroup}
    arms = taken[ConceptGroup.ARM]
    names: set[tuple[int, int]] = set()
    chosen: list[Place] = []
    for place in sorted(places, key=_order_of_choice):
        words = range(place.first, place.last + 1)
        is_named = (place.first, place.last) in names
        if taken[place.group].isdisjoint(words) and (is_named or not arms.issuperset(words)):
            taken[place.group].update(words)
            chosen.append(place)
            if place.group is ConceptGroup.ARM:
                names.add((place.first, place.last))
    kept = [place for place in chosen if place.key not in OTHER_SENSES]
    return sorted(kept, key=lambda place: (place.first, place.last))


def mention_at(place: Place, tokens: Sequence[Token]) -> Mention:
    """Return the mention of a place, in characters.

    Args:
        place: a place among the words.
        tokens: the words.
    """
    start, end = tokens[place.first].start, tokens[place.last].end
    return Mention(place.key, place.group, start, end, place.valence)


def _order_of_choice(place: Place) -> tuple[int, bool, int]:
    """Return what sorts the longest places first, then arms, then in the order of the text."""
    return place.first - place.last, place.group is not ConceptGroup.ARM, place.first
