"""What a chain says at its place: its sign, what the sign is of, and its test."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from pprnet.claims.statements.statement_values import Aspect, StatementKind
from pprnet.claims.statements.wording.arm_roles import ArmRoles, has_comparator
from pprnet.claims.statements.wording.chain_place import ChainPlace
from pprnet.claims.statements.wording.cues.cue_lexicon import CueForm, word_table
from pprnet.extraction.text_processing.word_tokenizer import word_set

_COMPARING = (
    CueForm.COMPARATIVE, CueForm.BEAT, CueForm.FAVOUR, CueForm.EQUAL, CueForm.DIFFERENCE,
)  # fmt: skip
_BEFORE_NOUNS = word_set("some a an the significant and no une un la le des et")
_PEOPLE = word_set(
    "people patients participants those clients women men adolescents children youth adults "
    "individuals subjects personnes jeunes ceux celles adultes enfants femmes hommes"
)
_TENDING = word_set("tend tended tends begin began start started enter entered usually generally")
_MAX_TO_WHO = 6
_GAINS = word_set("effects gains improvements improvement effets acquis progres")
_EFFECT_WORDS = word_set("effect effects effet effets")
_MORE_OR_BETTER = frozenset({Aspect.AMOUNT, Aspect.BENEFIT})


class ChainMeaning(NamedTuple):
    """The sign of a chain, what it is of, and whether the test was significant."""

    sign: int
    aspect: Aspect
    is_significant: bool | None


def meaning_of(place: ChainPlace, roles: ArmRoles) -> ChainMeaning:
    """Return what a chain says, after negation and the words around it.

    Args:
        place: the chain at its place.
        roles: its arms.
    """
    sign, aspect = _side(place)
    significant = place.is_significant
    if aspect is Aspect.DIFFERENCE and significant is False and place.tests:
        sign = 0
    if not sign and significant:
        significant = False
    if aspect in _MORE_OR_BETTER:
        sign, aspect = _of_degree_or_trait(place, sign, aspect)
    if _is_of_effect(place):
        sign, aspect = place.chain.sign, Aspect.BENEFIT
    is_effect = place.sentence.words[place.chain.last] in _EFFECT_WORDS and roles.subjects
    if aspect is Aspect.DIFFERENCE and sign and significant and is_effect:
        aspect = Aspect.BENEFIT
    if place.chain.has(CueForm.BEAT) and _is_passive(place):
        sign = -sign
    if aspect in {Aspect.AMOUNT, Aspect.LENGTH} and _is_of_time_to(place):
        sign, aspect = -sign, Aspect.TIME
    return ChainMeaning(sign, aspect, significant)


def _side(place: ChainPlace) -> tuple[int, Aspect]:
    """Return the sign after negation and predictors, and what it is of."""
    chain, denied = place.chain, place.is_denied
    if denied and chain.has(CueForm.EQUAL, CueForm.UNCHANGED):
        return 1, Aspect.DIFFERENCE
    sign, aspect = (0 if denied else chain.sign), chain.aspect
    is_link = all(cue.entry.form is CueForm.LINK for cue in chain.cues)
    if is_link and sign:
        aspect = place.predictor.aspect if place.predictor else Aspect.DIFFERENCE
    if place.predictor:
        sign *= place.predictor.sign
    if _is_of_gains(place):
        sign, aspect = chain.sign, Aspect.LASTING
    is_degree = chain.has(CueForm.STATE) and not chain.has(CueForm.COMPARATIVE, CueForm.LINK)
    if denied and (aspect is Aspect.LASTING or is_degree):
        sign = -chain.sign
    return sign, aspect


def _of_degree_or_trait(place: ChainPlace, sign: int, aspect: Aspect) -> tuple[int, Aspect]:
    if _is_trait(place):
        return place.chain.sign, Aspect.TRAIT
    return sign, Aspect.LEVEL if _is_level(place) else aspect


def kind_of(place: ChainPlace, roles: ArmRoles) -> StatementKind:
    """Return what a chain relates.

    Args:
        place: the chain at its place.
        roles: its arms.
    """
    chain, sentence = place.chain, place.sentence
    if place.predictor or chain.has(CueForm.LINK):
        return StatementKind.ASSOCIATION
    changes = word_table(sentence.language, "change_nouns")
    is_of_change = chain.has(CueForm.UNCHANGED) or sentence.words[chain.first] in changes
    if chain.aspect is Aspect.LASTING or is_of_change:
        return StatementKind.CHANGE
    if chain.has(*_COMPARING) or roles.compared or has_comparator(sentence, place.clause):
        return StatementKind.COMPARISON
    return StatementKind.CHANGE


def is_bare_link(place: ChainPlace) -> bool:
    """Return whether only a link between two variables is stated, without its sign.

    Args:
        place: the chain at its place.
    """
    chain = place.chain
    after = place.sentence.words[chain.last + 1 : chain.last + 2]
    return len(chain.cues) == 1 and chain.has(CueForm.LINK) and after in (["between"], ["entre"])


def _is_passive(place: ChainPlace) -> bool:
    after = place.sentence.words[place.chain.last + 1 : place.chain.last + 2]
    return bool(after) and after[0] in word_table(place.sentence.language, "passive")


def _is_level(place: ChainPlace) -> bool:
    """Return whether a chain is a degree that says nothing of an effect: "was low"."""
    if any(cue.entry.form is not CueForm.STATE for cue in place.chain.cues):
        return False
    effective = word_table(place.sentence.language, "effective_words")
    return place.sentence.words[place.chain.first] not in effective


def _is_trait(place: ChainPlace) -> bool:
    """Return whether a chain says of whom a result is: "for those lower in functioning"."""
    words = place.before[-3:]
    if place.chain.has(CueForm.CHANGE, CueForm.LINK) or not words:
        return False
    relative = place.before[-_MAX_TO_WHO:]
    if "who" in relative and not _TENDING.isdisjoint(relative[relative.index("who") :]):
        return True
    if "who" in words or "qui" in words or words[-1] in {"those", "ceux", "celles"}:
        return True
    return words[-1] in {"with", "avec", "a"} and not _PEOPLE.isdisjoint(words)


def _is_of_effect(place: ChainPlace) -> bool:
    """Return whether a degree is of an effect: "effect sizes were large"."""
    chain = place.chain
    is_degree = all(cue.entry.form is CueForm.STATE for cue in chain.cues)
    if place.is_denied or not is_degree or chain.aspect is not Aspect.AMOUNT:
        return False
    return not _EFFECT_WORDS.isdisjoint(place.sentence.words[place.region[0] : chain.first])


def _is_of_gains(place: ChainPlace) -> bool:
    """Return whether effects themselves became less: "the gains did not diminish"."""
    chain = place.chain
    only = chain.cues[0].entry
    if len(chain.cues) != 1 or only.form is not CueForm.CHANGE or only.sign > 0:
        return False
    before = place.sentence.words[max(place.region[0] - 1, 0) : chain.first]
    if before[-1:] and before[-1] in _BEFORE_NOUNS:
        return False
    return only.aspect is Aspect.AMOUNT and not _GAINS.isdisjoint(before)


def _is_of_time_to(place: ChainPlace) -> bool:
    """Return whether a statement is of the time to an event, so that less is sooner."""
    words = place.sentence.words[place.region[0] : place.region[1]]
    return "delai" in words or any(pair == ("time", "to") for pair in pairwise(words))
