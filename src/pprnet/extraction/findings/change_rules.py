"""Statements that an outcome, or a group of people, changed."""

from __future__ import annotations

from collections.abc import Sequence

from pprnet.extraction.findings.association_rules import LESS_WORDS, MORE_WORDS
from pprnet.extraction.findings.finding_values import FindingDirection as Direction
from pprnet.extraction.findings.result_sentences import ResultSentence
from pprnet.extraction.findings.statement_context import (
    ATTRIBUTIVE_WORDS,
    COPULAS,
    MODALS,
    TEST_VERBS,
    Reading,
    WordClass,
    first_of,
    is_relative,
)
from pprnet.extraction.text_processing.word_tokenizer import word_set

CHANGE_VERBS = {
    "improved": Direction.IMPROVED,
    "worsened": Direction.WORSENED,
    "deteriorated": Direction.WORSENED,
    **dict.fromkeys(("decreased", "declined", "fell", "reduced", "dropped"), Direction.DECREASED),
    **dict.fromkeys(("increased", "rose"), Direction.INCREASED),
}
BASE_VERBS = word_set("improve decrease decline reduce increase change worsen deteriorate lower")
CHANGE_NOUNS = {
    **dict.fromkeys(("improvement", "improvements"), Direction.IMPROVED),
    **dict.fromkeys(("deterioration", "worsening"), Direction.WORSENED),
    **dict.fromkeys(
        ("reduction", "reductions", "decrease", "decreases", "decline", "declines"),
        Direction.DECREASED,
    ),
    **dict.fromkeys(("increase", "increases"), Direction.INCREASED),
}
_AFTER_FELL = frozenset(
    {"", "significantly", "by", "from", "to", "more", "over", "after", "during"}
)
_NO_PURPOSE = word_set("led leads leading contrary due according compared relative similar")
"""Words after which "to" begins no purpose."""
_SIZE_WORDS = word_set(
    "significant significantly greater larger substantial clinically statistically reliable marked "
    "steeper more faster considerable large"
)
_CHANGE_WORDS = word_set("no significant significantly greater larger not")
_NO_CHANGE_WORDS = word_set("no not significant")


def read_change_verb(sentence: ResultSentence, place: int) -> Reading | None:
    """Return the reading of "scores decreased" and "clients improved more than".

    Args:
        sentence: the sentence.
        place: position of the word in it.
    """
    words = sentence.words
    if place < 1 or sentence.marks[place].strip() or not sentence.marks[place]:
        return None
    previous, following = words[place - 1], "".join(words[place + 1 : place + 2])
    adverb = previous.endswith("ly") and place > 1
    if adverb:
        previous = words[place - 2]
    if _is_adjective(words, place, previous) or is_relative(words, place):
        return None
    if words[place] in {"fell", "dropped"} and following not in _AFTER_FELL:
        return None
    passive = previous in COPULAS or (
        previous in {"not", "t"} and words[place - 2 - adverb] in COPULAS
    )
    if passive and following == "to":
        return None
    first = place - 1 if passive or adverb else place
    direction = CHANGE_VERBS[words[place]]
    word_class = WordClass.OTHER if passive else WordClass.PAST_VERB
    return Reading(direction, Direction.UNCHANGED, first, place, place, "change", word_class)


def _is_adjective(words: Sequence[str], place: int, previous: str) -> bool:
    """Return whether "improved" or the like is no verb of the past that states a change."""
    if previous in ATTRIBUTIVE_WORDS | {"showed", "reported"} or previous.endswith("ing"):
        return True
    if {"had", "have", "has"} & set(words[max(0, place - 3) : place]):
        return True
    if previous in MORE_WORDS | LESS_WORDS or previous[0].isdigit():
        return True
    return not (MODALS - {"to"}).isdisjoint(words[max(0, place - 4) : place])


def read_base_verb(sentence: ResultSentence, place: int) -> Reading | None:
    """Return the reading of "did not improve" and "failed to reduce".

    Args:
        sentence: the sentence.
        place: position of the word in it.
    """
    words = sentence.words
    before = words[max(0, place - 3) : place]
    did = any(word in {"did", "didn"} for word in before) and {"not", "t"} & set(before)
    if not did and before[-2:] not in (["failed", "to"],):
        return None
    if is_relative(words, place - len(before) + 1):
        return None
    first = max(place - 2, 0)
    return Reading(None, Direction.UNCHANGED, first, place, place, "change")


def read_change_noun(sentence: ResultSentence, place: int) -> Reading | None:
    """Return the reading of "significant reductions in" and "no improvement".

    Args:
        sentence: the sentence.
        place: position of the word in it.
    """
    if denied_verb := read_base_verb(sentence, place):
        return denied_verb
    words = sentence.words
    before, after = words[max(0, place - 9) : place], words[place + 1 : place + 9]
    if after[:1] and after[0] in {"of", "rate", "rates", "score", "scores"}:
        return None
    stated: Direction | None = CHANGE_NOUNS[words[place]]
    if not _SIZE_WORDS.intersection(before[-4:]):
        stated = None
    if not MODALS.isdisjoint(after[:3]) or _has_purpose(before):
        return None
    if not TEST_VERBS & set(before + after) or "associated" in before or "with" in before[-3:]:
        stated = None
    first = first_of(sentence, place, _CHANGE_WORDS)
    return Reading(stated, Direction.UNCHANGED, first, place, place, "change", WordClass.NOUN)


def read_no_change(sentence: ResultSentence, place: int) -> Reading | None:
    """Return the reading of "no significant change in".

    Args:
        sentence: the sentence.
        place: position of the word in it.
    """
    words = sentence.words
    if words[place + 1 : place + 2] not in (["in"], ["on"], ["from"], ["was"], ["were"], ["over"]):
        return None
    first = first_of(sentence, place, _NO_CHANGE_WORDS)
    return Reading(None, Direction.UNCHANGED, first, place, place, "change", WordClass.NOUN)


def _has_purpose(before: Sequence[str]) -> bool:
    """Return whether "to show" or "focused on" precedes, and not "led to"."""
    return "focused" in before or any(
        word == "to" and before[index] not in _NO_PURPOSE
        for index, word in enumerate(before[1:])
        if index > len(before) - 7
    )
