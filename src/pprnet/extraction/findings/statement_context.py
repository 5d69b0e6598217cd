"""What a rule reads of the words around a word that may state a result."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from pprnet.extraction.findings.finding_values import FindingDirection as Direction
from pprnet.extraction.findings.result_sentences import MAX_WORDS_BEFORE, ResultSentence
from pprnet.extraction.text_processing.word_tokenizer import word_set

COPULAS = word_set("was were is are be been being remained")
_FINITE_COPULAS = COPULAS - {"be", "been", "being"}
MODALS = word_set("may might could can would should must will to")
TEST_VERBS = word_set(
    "found find showed show shown revealed reveal detected detect observed observe demonstrated "
    "demonstrate indicated indicate reported report there emerged yielded produced produce "
    "experienced experience achieved achieve had have made exhibited displayed evidenced obtained "
    "seen noted reached resulted led"
)
_ADVERBS = word_set(
    "significantly statistically clinically not also no been strongly more less most further "
    "consistently positively negatively inversely highly moderately weakly only found to be as "
    "independently both directly uniquely differentially substantially equally markedly reliably "
    "t still then generally closely shown significant neither nor longer marginally slightly"
)
ATTRIBUTIVE_WORDS = word_set(
    "a an the of with to in for by from into their its his her our on any and or self more less "
    "most than as such at s between this these those that no towards toward about via through"
)


class WordClass(Enum):
    """What kind of word states a result; it decides how it may be negated."""

    PAST_VERB = "past verb"
    """An active verb in the past: "did not" cannot stand before it."""
    NOUN = "noun"
    OTHER = "other"
    """A base form, a participle, an adjective or an adverb."""


class Reading(NamedTuple):
    """What a word states: its direction if stated and if denied, and the words that decide."""

    stated: Direction | None
    denied: Direction | None
    first: int
    """Position of the first word that decides."""
    last: int
    anchor: int
    """Position of the word that a negation must stand before."""
    kind: str
    """The rule, by which findings are scored."""
    word_class: WordClass = WordClass.OTHER
    """Of the anchor."""


def copula_before(
    words: Sequence[str], place: int, *, allowed: frozenset[str] = frozenset()
) -> int | None:
    """Return the position of "was" or the like before a word, past adverbs; no modal before it.

    Args:
        words: the folded words of a sentence.
        place: position of the word.
        allowed: words that may stand between as well.
    """
    for index in range(place - 1, max(-1, place - 7), -1):
        if words[index] in _FINITE_COPULAS:
            return None if index and words[index - 1] in MODALS else index
        word = words[index]
        if word not in _ADVERBS and word not in allowed and not word.endswith("ly"):
            return None
    return None


def clause_start(sentence: ResultSentence, place: int) -> int:
    """Return the position of the first word of the clause of a word.

    Args:
        sentence: the sentence.
        place: position of the word in it.
    """
    for index in range(place, max(0, place - MAX_WORDS_BEFORE), -1):
        if set(sentence.marks[index]) & set(",;:") or sentence.words[index] in {"whereas", "but"}:
            return index
    return max(0, place - MAX_WORDS_BEFORE)


def is_relative(words: Sequence[str], place: int) -> bool:
    """Return whether a verb belongs to "who", "that" or a modal verb, and not to the sentence.

    Args:
        words: the folded words of a sentence.
        place: position of the verb.
    """
    nearby = words[max(0, place - 3) : place]
    return not MODALS.isdisjoint(nearby[-2:]) or not {"who", "which", "whose"}.isdisjoint(nearby)


def first_of(sentence: ResultSentence, place: int, wanted: frozenset[str]) -> int:
    """Return the first of the words that decide, at most eight before an anchor in its clause.

    Args:
        sentence: the sentence.
        place: position of the anchor.
        wanted: the words that decide.
    """
    first = place
    for index in range(place - 1, max(-1, place - 9), -1):
        if set(sentence.marks[index + 1]) & set(",;:()"):
            break
        if sentence.words[index] in wanted:
            first = index
    return first
