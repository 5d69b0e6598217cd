"""Places of a sentence that name an arm, with a dose that belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pprnet.claims.binding.arm_keys import ANY_ARM
from pprnet.claims.concepts.concept_values import ConceptGroup, Mention
from pprnet.claims.concepts.named_arms import ARM_KEY
from pprnet.claims.reading.doses import DOSE_KEY

_GAPS = frozenset({" ", " (", ", ", " at ", " à ", "-", ") "})


@dataclass(frozen=True, slots=True)
class ArmPlace:
    """A place that names an arm, in characters, by one or more keys."""

    keys: frozenset[str]
    start: int
    end: int


def arm_places(
    text: str, mentions: Sequence[Mention], start: int, end: int, study_arms: Sequence[str]
) -> list[ArmPlace]:
    """Return the arms that a part of a text names; a repetition or a dose joins the arm before it.

    Args:
        text: the text.
        mentions: concepts in their order.
        start: of the part.
        end: of the part.
        study_arms: keys of the arms of the study.
    """
    places: list[ArmPlace] = []
    for mention in mentions:
        if not start <= mention.start < end or not _names_arm(mention, study_arms):
            continue
        if places and _continues(text, places[-1], mention):
            last = places.pop()
            places.append(ArmPlace(last.keys | {mention.key}, last.start, mention.end))
        else:
            places.append(ArmPlace(frozenset({mention.key}), mention.start, mention.end))
    return places


def _names_arm(mention: Mention, study_arms: Sequence[str]) -> bool:
    if mention.group is not ConceptGroup.ARM or mention.key in ANY_ARM:
        return False
    return not mention.key.startswith(ARM_KEY) or mention.key in study_arms


def _continues(text: str, place: ArmPlace, mention: Mention) -> bool:
    gap = text[place.end : mention.start]
    if gap not in _GAPS:
        return False
    return mention.key in place.keys or (
        mention.key.startswith(DOSE_KEY) and not any(key.startswith(DOSE_KEY) for key in place.keys)
    )
