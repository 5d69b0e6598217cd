"""Chains that state no result: aims, advice, hypotheses, and words of which nothing is said."""

from __future__ import annotations

from itertools import pairwise

from pprnet.claims.statements.statement_values import Aspect
from pprnet.claims.statements.wording.chain_place import ChainPlace
from pprnet.claims.statements.wording.cues.cue_lexicon import CueForm, word_table
from pprnet.extraction.text_processing.word_tokenizer import word_set

_PREDICATIVE = word_set(
    "different similar same identical equal alike unequal differents differentes differente "
    "semblable semblables identique identiques"
)
_AIM_STARTS = frozenset({"to", "we", "sought"})
_AIM_VERBS = word_set(
    "examine investigate determine assess evaluate explore test compare establish identify "
    "review describe estimate analyze ascertain clarify understand address replicate examined "
    "investigated assessed evaluated explored tested compared measured analyzed studied"
)
_BEFORE_GERUNDS = word_set("for of by at from without while when toward towards")
_ALTERNATIVES = word_set("or and ou et")
_PURPOSES = word_set("to for in at pour de d")
_MAX_TO_AIM_VERB, _MAX_TO_FINITE, _MAX_TO_COPULA = 4, 4, 4


def states_result(place: ChainPlace) -> bool:
    """Return whether a chain states a result, as far as the words around it tell.

    Args:
        place: the chain at its place.
    """
    return not (
        _is_of_aim(place)
        or _is_plain_purpose(place)
        or _is_empty(place)
        or place.is_predictor
        or _is_use(place)
        or _is_alternative(place)
    )


def _is_of_aim(place: ChainPlace) -> bool:
    """Return whether the words before a chain make it advice, an aim or a hypothesis."""
    before = place.before
    if any(one in _AIM_STARTS and other in _AIM_VERBS for one, other in pairwise(before)):
        return True
    if "we" in before:
        start = before.index("we")
        if not _AIM_VERBS.isdisjoint(before[start : start + _MAX_TO_AIM_VERB]):
            return True
    return not word_table(place.sentence.language, "other_work").isdisjoint(before)


def _is_plain_purpose(place: ChainPlace) -> bool:
    """Return whether a change is only what something is for: "strategies to improve"."""
    word = place.sentence.words[place.chain.first]
    if word.endswith("ing") and place.before[-1:] and place.before[-1] in _BEFORE_GERUNDS:
        return True
    if place.before[-1:] not in (["to"], ["pour"]):
        return False
    finite = word_table(place.sentence.language, "finite_before_to")
    is_change = place.chain.cues[0].entry.form is CueForm.CHANGE
    return is_change and finite.isdisjoint(place.before[-_MAX_TO_FINITE:])


def _is_alternative(place: ChainPlace) -> bool:
    """Return whether a chain is one of two opposites: "increase or decrease"."""
    chain, words = place.chain, place.sentence.words
    for other in place.chains[max(0, place.index - 1) : place.index + 2]:
        first, second = (chain, other) if other.first > chain.first else (other, chain)
        between = words[first.last + 1 : second.first]
        if len(between) == 1 and between[0] in _ALTERNATIVES and first.sign != second.sign:
            return True
    return False


def _is_use(place: ChainPlace) -> bool:
    """Return whether a change is what something is good for: "superior for the reduction of"."""
    if not place.index:
        return False
    previous = place.chains[place.index - 1]
    start = max(previous.last, place.chain.first - 2)
    is_good = any(
        cue.entry.aspect is Aspect.BENEFIT and cue.entry.form is not CueForm.CHANGE
        for cue in previous.cues
    )
    return is_good and not _PURPOSES.isdisjoint(place.sentence.words[start : place.chain.first])


def _is_empty(place: ChainPlace) -> bool:
    """Return whether a chain is "effect" or the like, of which nothing is said."""
    if place.is_denied or place.is_significant is not None:
        return False
    words, language = place.sentence.words, place.sentence.language
    weak = word_table(language, "weak_differences")
    if any(cue.first != cue.last or words[cue.first] not in weak for cue in place.chain.cues):
        return False
    if not place.chain.has(CueForm.EQUAL, CueForm.DIFFERENCE):
        return True
    before = place.before[-_MAX_TO_COPULA:]
    has_copula = not word_table(language, "copulas").isdisjoint(before)
    return not has_copula or words[place.chain.first] not in _PREDICATIVE
