"""Which arm a direction is of, and which it is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pprnet.claims.concepts.concept_values import ConceptGroup
from pprnet.claims.statements.wording.cues.cue_lexicon import (
    CueForm,
    phrase_at,
    phrase_table,
    word_table,
)
from pprnet.claims.statements.wording.cues.cue_values import Chain
from pprnet.claims.statements.wording.cues.sentence_words import (
    Clause,
    PlacedMention,
    SentenceWords,
)
from pprnet.extraction.text_processing.word_tokenizer import word_set

_NEAR_COMPARATORS = word_set("over against contre v in not")
_MAX_TO_NEAR = 3
_MAX_TO_COMPARATOR, _MAX_TO_COORDINATED = 9, 2


class ArmRoles(NamedTuple):
    """Keys of arms by what they do in a comparison."""

    subjects: tuple[str, ...]
    compared: tuple[str, ...]


class _Placed(NamedTuple):
    arm: PlacedMention
    is_compared: bool


def arm_roles(
    sentence: SentenceWords, clause: Clause, chain: Chain, region: tuple[int, int]
) -> ArmRoles:
    """Return the arms of a chain by their roles.

    Args:
        sentence: the sentence.
        clause: the clause of the chain.
        chain: the words with the direction.
        region: positions between the chains before and after it.
    """
    placed = _placed(sentence, clause)
    if not any(one.is_compared or one.arm.mention.group is ConceptGroup.ARM for one in placed):
        return ArmRoles((), ())
    near = [one for one in placed if region[0] <= one.arm.first < region[1]]
    chosen = near or placed
    if not any(not one.is_compared for one in chosen):
        chosen = [*[one for one in placed if not one.is_compared], *chosen]
    if chain.has(CueForm.FAVOUR):
        after = [one for one in chosen if one.arm.first > chain.last and not one.is_compared][:1]
        if after:
            return ArmRoles(_keys(after), _keys(one for one in chosen if one not in after))
    if chain.has(CueForm.BEAT):
        return ArmRoles(
            _keys(one for one in chosen if one.arm.last < chain.first and not one.is_compared),
            _keys(one for one in chosen if one.arm.last >= chain.first or one.is_compared),
        )
    if chain.cues[0].entry.form in {CueForm.EQUAL, CueForm.DIFFERENCE}:
        return ArmRoles(_keys(chosen), ())
    subjects = _keys(one for one in chosen if not one.is_compared)
    compared = _keys(one for one in chosen if one.is_compared)
    return ArmRoles(subjects, tuple(key for key in compared if key not in subjects))


def _keys(placed: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.arm.mention.key for one in placed))  # type: ignore[attr-defined]


def _placed(sentence: SentenceWords, clause: Clause) -> list[_Placed]:
    """Return the arms of a clause, and whether "than" or the like precedes each."""
    found: list[_Placed] = []
    last_end = clause.first
    for arm in sentence.arms:
        if not clause.first <= arm.first < clause.end:
            continue
        is_compared = _has_comparator(sentence, max(last_end, arm.first - _MAX_TO_COMPARATOR), arm)
        if found and found[-1].is_compared and _is_coordinated(sentence, found[-1].arm, arm):
            is_compared = True
        found.append(_Placed(arm, is_compared))
        last_end = arm.last + 1
    return found


def _has_comparator(sentence: SentenceWords, first: int, arm: PlacedMention) -> bool:
    """Return whether a word that compares stands between a position and an arm."""
    table = phrase_table(sentence.language, "comparators")
    for place in range(first, arm.first):
        length = phrase_at(table, sentence.words, place)
        if sentence.words[place] in _NEAR_COMPARATORS and arm.first - place > _MAX_TO_NEAR:
            continue
        if length and "," not in "".join(sentence.marks[place + length : arm.first + 1]):
            return True
    return False


def _is_coordinated(sentence: SentenceWords, one: PlacedMention, other: PlacedMention) -> bool:
    """Return whether "or" or the like joins two arms."""
    between = sentence.words[one.last + 1 : other.first]
    coordinators = word_table(sentence.language, "coordinators")
    return len(between) <= _MAX_TO_COORDINATED and not coordinators.isdisjoint(between)


def has_comparator(sentence: SentenceWords, clause: Clause) -> bool:
    """Return whether a clause compares by a phrase, with or without an arm that is known.

    Args:
        sentence: the sentence.
        clause: the part of it that is read.
    """
    table = phrase_table(sentence.language, "comparators")
    return any(
        phrase_at(table, sentence.words, place)
        for place in range(clause.first, clause.end)
        if sentence.words[place] not in {"que", "qu", "over", "against", "contre"}
    )


def unique_keys(placed: Sequence[PlacedMention]) -> tuple[str, ...]:
    """Return the keys of mentions, each once.

    Args:
        placed: the mentions.
    """
    return tuple(dict.fromkeys(one.mention.key for one in placed))
