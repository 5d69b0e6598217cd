"""Statements that groups or treatments differ, or that one is better than another."""

from __future__ import annotations

from pprnet.extraction.findings.change_rules import CHANGE_NOUNS, CHANGE_VERBS
from pprnet.extraction.findings.finding_values import FindingDirection as Direction
from pprnet.extraction.findings.result_sentences import ResultSentence
from pprnet.extraction.findings.statement_context import (
    COPULAS,
    MODALS,
    TEST_VERBS,
    Reading,
    WordClass,
    clause_start,
    copula_before,
    first_of,
    is_relative,
)
from pprnet.extraction.text_processing.word_tokenizer import word_set

_COMPARED_HIGHER = word_set("higher greater larger more better stronger longer")
_COMPARED_LOWER = word_set("lower fewer less worse smaller poorer weaker shorter")
_COMPARED_VERBS = COPULAS | word_set(
    "had showed reported scored experienced demonstrated achieved received made exhibited "
    "displayed obtained produced yielded led resulted performed fared did attended completed rated"
)
_NOT_COMPARED = word_set(
    "expected half one two three average before ever previously implied assumed thought would "
    "anticipated predicted twice chance hoped"
)
_WORDS_OF_CHANGE = frozenset(CHANGE_NOUNS) | frozenset(CHANGE_VERBS) | word_set("gains change")
_DIFFERENCE_WORDS = word_set("no not significant neither failed")
_DIFFER_WORDS = word_set("did not significantly neither")
_BEFORE_SUPERIOR = word_set("non clearly proved proven")
_BEFORE_EQUIVALENT = word_set("as statistically equally")
_BEFORE_SIMILAR = word_set("very largely broadly")


def read_difference(sentence: ResultSentence, place: int) -> Reading | None:
    """Return the reading of "no significant differences between" and "a significant difference in".

    Args:
        sentence: the sentence.
        place: position of the word in it.
    """
    words = sentence.words
    before, after = words[max(0, place - 9) : place], words[place + 1 : place + 6]
    if before[-1:] and before[-1] in {
        "mean",
        "individual",
        "sex",
        "gender",
        "risk",
        "standardized",
    }:
        return None
    if after[:1] == ["of"] or "of" in before[-1:] or after[:2] == ["at", "baseline"]:
        return None
    stated: Direction | None = Direction.DIFFERENT
    if not {"significant", "significantly"} & set(before[-4:]):
        stated = None
    if not TEST_VERBS & (set(before) | set(after)) and "no" not in before:
        stated = None
    denied = Direction.NO_DIFFERENCE
    first = first_of(sentence, place, _DIFFERENCE_WORDS)
    return Reading(stated, denied, first, place, place, "difference", WordClass.NOUN)


def read_differ(sentence: ResultSentence, place: int) -> Reading | None:
    """Return the reading of "did not differ" and "differed significantly".

    Args:
        sentence: the sentence.
        place: position of the word in it.
    """
    words = sentence.words
    if is_relative(words, place):
        return None
    is_past = words[place] != "differ"
    stated = Direction.DIFFERENT if is_past else None
    word_class = WordClass.PAST_VERB if is_past else WordClass.OTHER
    first = first_of(sentence, place, _DIFFER_WORDS)
    return Reading(stated, Direction.NO_DIFFERENCE, first, place, place, "difference", word_class)


def read_than(sentence: ResultSentence, place: int) -> Reading | None:
    """Return the reading of "was more effective than", "had lower scores than", "no better than".

    Args:
        sentence: the sentence.
        place: position of the word in it.
    """
    words = sentence.words
    if words[place + 1 : place + 2] == [] or words[place + 1][0].isdigit():
        return None
    start = clause_start(sentence, place)
    for index in range(place - 1, max(start, place - 11) - 1, -1):
        word = words[index]
        if word in {"rather", "other", "older", "younger", "sooner"}:
            return None
        if word in {"more", "less"} and index == place - 1:
            continue  # "improved more than": the verb states it
        if word in _COMPARED_HIGHER or word in _COMPARED_LOWER:
            return _comparative(sentence, index, place, start)
    return None


def _comparative(sentence: ResultSentence, index: int, than: int, start: int) -> Reading | None:
    """Return the reading of a comparative before "than" that belongs to a verb of the past."""
    words = sentence.words
    verbs = [
        place for place in range(max(start, index - 9), index) if words[place] in _COMPARED_VERBS
    ]
    if not verbs or not _WORDS_OF_CHANGE.isdisjoint(words[index:than]):
        return None
    if (
        words[than + 1] in _NOT_COMPARED
        or words[index + 1].endswith("ly")
        or words[index + 1] == "well"
    ):
        return None
    if not MODALS.isdisjoint(words[max(start, verbs[-1] - 3) : verbs[-1]]):
        return None
    effective = "effective" in words[index:than] or "efficacious" in words[index:than]
    if effective or words[index] in {"better", "worse"}:
        higher = words[index] in {"more", "better"}
        stated = Direction.SUPERIOR if higher else Direction.INFERIOR
        denied = Direction.NOT_SUPERIOR if higher else Direction.NON_INFERIOR
        return Reading(stated, denied, index, than, index, "comparison")
    stated = Direction.HIGHER if words[index] in _COMPARED_HIGHER else Direction.LOWER
    return Reading(stated, Direction.NO_DIFFERENCE, index, than, index, "comparison")


def read_superior(sentence: ResultSentence, place: int) -> Reading | None:
    """Return the reading of "was superior to" and "was not inferior to".

    Args:
        sentence: the sentence.
        place: position of the word in it.
    """
    words = sentence.words
    if words[place + 1 : place + 2] != ["to"]:
        return None
    copula = copula_before(words, place, allowed=_BEFORE_SUPERIOR)
    if copula is None:
        return None
    if words[place] == "superior":
        return Reading(
            Direction.SUPERIOR, Direction.NOT_SUPERIOR, copula, place + 1, place, "comparison"
        )
    if words[place] == "noninferior" or words[place - 1] == "non":
        return Reading(Direction.NON_INFERIOR, None, copula, place + 1, place - 1, "comparison")
    return Reading(
        Direction.INFERIOR, Direction.NON_INFERIOR, copula, place + 1, place, "comparison"
    )


def read_equivalent(sentence: ResultSentence, place: int) -> Reading | None:
    """Return the reading of "was as effective as" and "was equivalent to".

    Args:
        sentence: the sentence.
        place: position of the word in it.
    """
    words = sentence.words
    around = words[max(0, place - 1) : place + 2]
    if words[place] == "equivalent":
        fits = words[place + 1 : place + 2] in (["to"], ["in"], ["between"], ["across"])
    else:
        fits = around[:1] == ["equally"] or (around[:1] == ["as"] and around[2:] == ["as"])
    copula = copula_before(words, place, allowed=_BEFORE_EQUIVALENT)
    if not fits or copula is None:
        return None
    last = place + (words[place + 1 : place + 2] in (["to"], ["as"]))
    return Reading(Direction.EQUIVALENT, None, copula, last, place, "comparison")


def read_similar(sentence: ResultSentence, place: int) -> Reading | None:
    """Return the reading of "were similar" and "was comparable to".

    Args:
        sentence: the sentence.
        place: position of the word in it.
    """
    words = sentence.words
    following = words[place + 1 : place + 2]
    if following and following[0] not in {"in", "to", "for", "between", "across", "at", "with"}:
        return None
    copula = copula_before(words, place, allowed=_BEFORE_SIMILAR)
    if (
        copula is None
        or words[copula] == "is"
        or words[place - 1] in {"more", "less", "most"}
        or "baseline" in words[place + 1 : place + 4]
    ):
        return None
    return Reading(Direction.NO_DIFFERENCE, None, copula, place, place, "difference")
