"""Which concepts include others: CBT is a psychotherapy, a waiting list is a control."""

from __future__ import annotations

from functools import lru_cache

from pprnet.claims.concepts.arm_words import ARM_HEADS, FRENCH_LINKS
from pprnet.claims.concepts.concept_values import ConceptGroup
from pprnet.claims.concepts.lexicon import load_lexicon
from pprnet.claims.concepts.lexicon_search import lexicon_places, longest_places
from pprnet.claims.concepts.named_arms import ARM_KEY
from pprnet.extraction.text_processing.word_tokenizer import tokenize_words

TREATMENT = "treatment"
"""Key of the concept that includes all treatments."""


def is_narrower(first_key: str, second_key: str) -> bool:
    """Return whether one concept is a kind of another.

    Args:
        first_key: the concept that may be the narrower one.
        second_key: the concept that may include it.
    """
    return second_key in broader_concepts(first_key)


def related(first_key: str, second_key: str) -> bool:
    """Return whether two concepts are the same, or one is a kind of the other.

    Of two arms that texts name themselves, one may have only a part of the name of the other
    ("the validation group" and "comprehensive validation therapy").

    Args:
        first_key: a concept.
        second_key: a concept.
    """
    return (
        first_key == second_key
        or is_narrower(first_key, second_key)
        or is_narrower(second_key, first_key)
        or _is_part_of_name(first_key, second_key)
    )


def _is_part_of_name(first_key: str, second_key: str) -> bool:
    first, second = _name_words(first_key), _name_words(second_key)
    return bool(first and second) and (first <= second or second <= first)


def _name_words(key: str) -> frozenset[str]:
    """Return the words that tell an arm from others; none for a key of the lexicon."""
    if not key.startswith(ARM_KEY):
        return frozenset()
    return frozenset(key.removeprefix(ARM_KEY).split()) - ARM_HEADS - FRENCH_LINKS


@lru_cache(maxsize=4096)
def broader_concepts(key: str) -> frozenset[str]:
    """Return the keys of all concepts that include a concept.

    An arm that a text names itself is of the kinds that its name has in the lexicon.

    Args:
        key: a key of the lexicon, or one of a mention.
    """
    found: set[str] = set()
    waiting = _next_broader(key)
    while waiting:
        broader = waiting.pop()
        if broader not in found:
            found.add(broader)
            waiting += _next_broader(broader)
    return frozenset(found - {key})


def _next_broader(key: str) -> list[str]:
    concept = load_lexicon().get(key)
    if concept:
        return list(concept.broader)
    if not key.startswith(ARM_KEY):
        return []
    tokens = tokenize_words(key.removeprefix(ARM_KEY))
    places = longest_places(lexicon_places(tokens, "en"))
    return [place.key for place in places if place.group is ConceptGroup.ARM] or [TREATMENT]
