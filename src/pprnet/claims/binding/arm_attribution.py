"""Which arm a number belongs to, by the order of numbers and arms in a part of a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from pprnet.claims.binding.arm_keys import ANY_ARM, GENERAL, OTHER
from pprnet.claims.binding.attribution import TURN, VERSUS, attributed_labels, segments_of
from pprnet.claims.binding.label_places import LabelPlace, arm_places
from pprnet.claims.quantities.quantity_values import Quantity, QuantityUnit
from pprnet.claims.reading.doses import is_dose
from pprnet.claims.reading.read_text import ReadSentence

_PER_ARM = frozenset(
    {
        QuantityUnit.PERCENT,
        QuantityUnit.PEOPLE,
        QuantityUnit.PLAIN,
        QuantityUnit.POINTS,
        QuantityUnit.MONEY,
    }
)
_COMPARED_WITH = re.compile(
    r"\b(?:than|versus|vs\.?|against|compared (?:with|to)|relative to|que|contre|par rapport à)\s"
    r"(?:(?:in|with|on|under|for|the|those|dans|avec|sous|le|la|les)\s){0,3}$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:]")
_BEFORE = 40
_UNSPECIFIC = GENERAL - {"control"}
_PER_ARM_LABELS = frozenset({"", "M", "SD", "n", "N"})


def arms_of_quantities(
    text: str, sentence: ReadSentence, study_arms: Sequence[str]
) -> dict[int, frozenset[str]]:
    """Return the keys of the arms that quantities of a sentence belong to, by their start.

    A quantity whose arm is not sure is left out. "!cbt" means an arm that is not "cbt".

    Args:
        text: the text of the sentence.
        sentence: with its quantities and mentions.
        study_arms: keys of the arms of the study, the most frequent first.
    """
    found: dict[int, frozenset[str]] = {}
    for start, end in segments_of(text, sentence):
        arms = arm_places(text, sentence.mentions, start, end, study_arms)
        quantities = [
            quantity
            for quantity in sentence.quantities
            if start <= quantity.start < end and _is_per_arm(quantity)
        ]
        if arms and quantities:
            found |= attributed_labels(text, arms, quantities)
    everything = [each for each in sentence.quantities if _is_per_arm(each) or _is_time(each)]
    arms = arm_places(text, sentence.mentions, sentence.start, sentence.end, study_arms)
    return found | _contrasted(text, arms, everything, study_arms)


def _contrasted(
    text: str, arms: Sequence[LabelPlace], quantities: Sequence[Quantity], study_arms: Sequence[str]
) -> dict[int, frozenset[str]]:
    """Return the arms of "A was superior to B on suicidality (23% versus 74%)"."""
    found: dict[int, frozenset[str]] = {}
    for first, second in pairwise(quantities):
        opens = text[: first.start].rstrip().endswith("(")
        if not opens or not VERSUS.fullmatch(text[first.end : second.start]):
            continue
        places = [
            arm
            for arm in arms
            if arm.end <= first.start and not TURN.search(text, arm.end, first.start)
        ]
        before = _compared_arms(places, study_arms)
        if len(before) == 2:  # noqa: PLR2004
            found[first.start], found[second.start] = before
        elif len(before) == 1 and not any(arm.keys <= ANY_ARM for arm in places):
            other = frozenset(OTHER + key for key in before[0])
            is_compared = _is_compared(text, places[-1])
            if is_compared and _CLAUSE.search(text, places[-1].end, first.start):
                continue
            pair = (other, before[0]) if is_compared else (before[0], other)
            found[first.start], found[second.start] = pair
    return found


def _is_compared(text: str, arm: LabelPlace) -> bool:
    """Return whether an arm is the one that another is compared with: "more than in A"."""
    return bool(_COMPARED_WITH.search(text, max(0, arm.start - _BEFORE), arm.start))


def _compared_arms(arms: Sequence[LabelPlace], study_arms: Sequence[str]) -> list[frozenset[str]]:
    """Return the two arms that a sentence compares, in the order in which it names them."""
    names = [keys for keys in dict.fromkeys(arm.keys for arm in arms) if not keys <= _UNSPECIFIC]
    ranked = sorted(names, key=_rank(study_arms))[:2]
    return [keys for keys in names if keys in ranked]


def _rank(study_arms: Sequence[str]) -> Callable[[frozenset[str]], int]:
    places = {key: place for place, key in enumerate(study_arms)}
    return lambda keys: min(places.get(key, len(places)) for key in keys)


def _is_time(quantity: Quantity) -> bool:
    return quantity.unit is QuantityUnit.TIME


def _is_per_arm(quantity: Quantity) -> bool:
    return quantity.unit in _PER_ARM and quantity.label in _PER_ARM_LABELS and not is_dose(quantity)
