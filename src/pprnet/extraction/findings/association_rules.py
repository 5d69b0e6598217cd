"""Statements that something is related to an outcome, or predicts it."""

from __future__ import annotations

from collections.abc import Sequence

from pprnet.extraction.findings.finding_values import FindingDirection as Direction
from pprnet.extraction.findings.result_sentences import ResultSentence
from pprnet.extraction.findings.statement_context import (
    ATTRIBUTIVE_WORDS,
    COPULAS,
    TEST_VERBS,
    Reading,
    WordClass,
    copula_before,
    first_of,
    is_relative,
)
from pprnet.extraction.text_processing.word_tokenizer import word_set

MORE_WORDS = word_set(
    "higher greater more better larger improved increased stronger increase increases increasing "
    "improvement improvements gains longer positively positive"
)
LESS_WORDS = word_set(
    "lower fewer less worse poorer smaller reduced decreased weaker decrease decreases reduction "
    "reductions shorter negatively inversely negative decline declines worsening"
)
_NOUN_WORDS = word_set("no not significant positive negative failed")
_DENIALS = word_set("did not failed")
_BEFORE_PREDICTOR = word_set("a an the strongest best only important")


def read_association(sentence: ResultSentence, place: int) -> Reading | None:
    """Return the reading of "was not related to" and "were positively associated with fewer".

    Args:
        sentence: the sentence.
        place: position of the word in it.
    """
    words = sentence.words
    links = {"with", "to"} if words[place] != "unrelated" else {"to"}
    if words[place + 1 : place + 2] == [] or words[place + 1] not in links:
        return None
    if words[place] == "linked" and words[place + 1] == "with":
        return None
    copula = copula_before(words, place)
    if copula is None:
        return None
    if words[place] in {"unrelated", "uncorrelated"}:
        return Reading(Direction.NOT_ASSOCIATED, None, copula, place, place, "association")
    stated = _signed(words, copula, place, place + 2)
    return Reading(stated, Direction.NOT_ASSOCIATED, copula, place, place, "association")


def read_association_noun(sentence: ResultSentence, place: int) -> Reading | None:
    """Return the reading of "no association between" and "a significant negative correlation".

    Args:
        sentence: the sentence.
        place: position of the word in it.
    """
    words = sentence.words
    after = words[place + 1 : place + 2]
    if after and after[0] not in {"between", "with", "was", "were", "to"}:
        return None
    before = words[max(0, place - 8) : place]
    if before[-1:] and before[-1] in {"therapeutic", "working", "helping", "real", "counseling"}:
        return None
    stated: Direction | None = None
    if {"significant", "significantly"} & set(before[-4:]) and TEST_VERBS & set(
        before + words[place + 1 : place + 12]
    ):
        stated = Direction.ASSOCIATED
        if "negative" in before[-3:] or "inverse" in before[-3:]:
            stated = Direction.ASSOCIATED_NEGATIVELY
        elif "positive" in before[-3:]:
            stated = Direction.ASSOCIATED_POSITIVELY
    first = first_of(sentence, place, _NOUN_WORDS)
    return Reading(
        stated, Direction.NOT_ASSOCIATED, first, place, place, "association", WordClass.NOUN
    )


def read_predicted(sentence: ResultSentence, place: int) -> Reading | None:
    """Return the reading of "predicted lower dropout" and "did not predict".

    Args:
        sentence: the sentence.
        place: position of the word in it.
    """
    words = sentence.words
    following = words[place + 1 : place + 2]
    if not following or following[0] in {
        "that",
        "by",
        "to",
        "and",
        "change",
        "in",
        "from",
        "value",
    }:
        return None
    if words[place] == "predict":
        if not {"not", "t", "failed"} & set(words[max(0, place - 4) : place]):
            return None
        first = first_of(sentence, place, _DENIALS)
        return Reading(None, Direction.NOT_ASSOCIATED, first, place, place, "prediction")
    previous = words[place - 1] if place else "as"
    if previous in ATTRIBUTIVE_WORDS | COPULAS | {"we", "hypothesis", "had", "were"}:
        return None
    if is_relative(words, place):
        return None
    stated = _signed(words, place, place, place + 1)
    if stated is Direction.ASSOCIATED_POSITIVELY and _signed_words(words, 0, place):
        stated = Direction.ASSOCIATED
    return Reading(
        stated, Direction.NOT_ASSOCIATED, place, place, place, "prediction", WordClass.PAST_VERB
    )


def read_predictor(sentence: ResultSentence, place: int) -> Reading | None:
    """Return the reading of "was a significant predictor of" and "was not predictive of".

    Args:
        sentence: the sentence.
        place: position of the word in it.
    """
    words = sentence.words
    if words[place + 1 : place + 2] != ["of"]:
        return None
    copula = copula_before(words, place, allowed=_BEFORE_PREDICTOR)
    if copula is None:
        return None
    return Reading(
        Direction.ASSOCIATED, Direction.NOT_ASSOCIATED, copula, place, place, "prediction"
    )


def _signed(words: Sequence[str], copula: int, place: int, following: int) -> Direction:
    """Return the sign of an association, from its adverb or from both things associated."""
    adverbs = words[copula:place]
    if "positively" in adverbs:
        return Direction.ASSOCIATED_POSITIVELY
    if "negatively" in adverbs or "inversely" in adverbs:
        return Direction.ASSOCIATED_NEGATIVELY
    sign = _signed_words(words, following, following + 3)
    if not sign:
        return Direction.ASSOCIATED
    subject = words[max(0, copula - 8) : copula]
    if not MORE_WORDS.isdisjoint(subject) and not LESS_WORDS.isdisjoint(subject):
        return Direction.ASSOCIATED
    sign *= _signed_words(subject, 0, len(subject)) or 1
    return Direction.ASSOCIATED_POSITIVELY if sign > 0 else Direction.ASSOCIATED_NEGATIVELY


def _signed_words(words: Sequence[str], start: int, end: int) -> int:
    """Return 1 or -1 for the first word of more or less, 0 if there is none."""
    for word in words[start:end]:
        if word in MORE_WORDS or word in LESS_WORDS:
            return 1 if word in MORE_WORDS else -1
    return 0
