"""Places of a sentence that name an arm, with its dose, or a point in time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pprnet.claims.binding.arm_keys import ANY_ARM
from pprnet.claims.concepts import related
from pprnet.claims.concepts.concept_values import ConceptGroup, Mention
from pprnet.claims.concepts.named_arms import ARM_KEY
from pprnet.claims.quantities.quantity_values import TimePoint
from pprnet.claims.quantities.times.time_lengths import is_same_length
from pprnet.claims.reading.doses import DOSE_KEY

_LEVELS = ("lower-dose", "moderate-dose", "higher-dose")
_JOINED = frozenset({" and ", " versus ", " vs ", " vs. ", " or ", " et ", " ou ", "/"})
_COUNTED = re.compile(r"\b(?:or\smore|or\sfewer|ou\splus(?:\sde)?)\s$", re.IGNORECASE)
_PERSON = re.compile(
    r"(?:therapists?|thérapeutes?|psychologists?|psychologues?|counsell?ors?)$", re.IGNORECASE
)
_BEFORE = 20
_GAPS = frozenset({" ", " (", ", ", " at ", " à ", "-", ") "})


@dataclass(frozen=True, slots=True)
class LabelPlace:
    """A place that names an arm or a point in time, in characters, by one or more keys."""

    keys: frozenset[str]
    start: int
    end: int


def arm_places(
    text: str, mentions: Sequence[Mention], start: int, end: int, study_arms: Sequence[str]
) -> list[LabelPlace]:
    """Return the arms that a part of a text names; a repetition or a dose joins the arm before it.

    Args:
        text: the text.
        mentions: concepts in their order.
        start: of the part.
        end: of the part.
        study_arms: keys of the arms of the study.
    """
    places: list[LabelPlace] = []
    for found in mentions:
        if not start <= found.start < end:
            continue
        mention = _as_in_study(found, study_arms)
        if not _names_arm(text, mention, study_arms) and not _is_joined(text, mention, mentions):
            continue
        if places and _continues(text, places[-1], mention):
            last = places.pop()
            places.append(LabelPlace(last.keys | {mention.key}, last.start, mention.end))
        else:
            keys = frozenset({mention.key, *_dose_of_level(mention.key, study_arms)})
            places.append(LabelPlace(keys, mention.start, mention.end))
    return places


def _as_in_study(mention: Mention, study_arms: Sequence[str]) -> Mention:
    """Return a mention with the key of the arm of the study whose name has all of its words."""
    if not mention.key.startswith(ARM_KEY) or mention.key in study_arms:
        return mention
    named = [key for key in study_arms if key.startswith(ARM_KEY) and related(key, mention.key)]
    return replace(mention, key=named[0]) if len(named) == 1 else mention


def _dose_of_level(key: str, study_arms: Sequence[str]) -> list[str]:
    """Return the dose that "the lower dose" or the like means in a study of two or three doses."""
    if key not in _LEVELS:
        return []
    doses = sorted((each for each in study_arms if each.startswith(DOSE_KEY)), key=_amount)
    if not 2 <= len(doses) <= len(_LEVELS):  # noqa: PLR2004
        return []
    if key == _LEVELS[1] and len(doses) == len(_LEVELS):
        return [doses[1]]
    return [doses[0] if key == _LEVELS[0] else doses[-1]]


def _amount(key: str) -> float:
    return float(key.removeprefix(DOSE_KEY).split("-")[0])


def _names_arm(text: str, mention: Mention, study_arms: Sequence[str]) -> bool:
    if mention.group is not ConceptGroup.ARM or mention.key in ANY_ARM:
        return False
    if _COUNTED.search(text, max(0, mention.start - _BEFORE), mention.start):
        return False
    if _PERSON.search(text, mention.start, mention.end):
        return False
    if not mention.key.startswith(ARM_KEY):
        return True
    is_dose = mention.key.removeprefix(ARM_KEY)[:1].isdecimal()
    is_verb = text[: mention.start].endswith(" to ")
    return mention.key in study_arms and not is_dose and not is_verb


def _is_joined(text: str, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Return whether a name of any arm stands beside another: "intervention and control"."""
    return mention.key in ANY_ARM and any(
        other.group is ConceptGroup.ARM
        and other.key not in ANY_ARM
        and (
            text[mention.end : other.start] in _JOINED or text[other.end : mention.start] in _JOINED
        )
        for other in mentions
    )


def _continues(text: str, place: LabelPlace, mention: Mention) -> bool:
    gap = text[place.end : mention.start]
    if gap not in _GAPS:
        return False
    return mention.key in place.keys or (
        mention.key.startswith(DOSE_KEY) and not any(key.startswith(DOSE_KEY) for key in place.keys)
    )


_START = {"baseline"}
DAYS = "days:"
"""Begins the key of a point in time that is known by its distance."""


def time_places(times: Sequence[TimePoint], start: int, end: int) -> list[LabelPlace]:
    """Return the points in time that a part of a text names.

    Args:
        times: in their order.
        start: of the part.
        end: of the part.
    """
    return [
        LabelPlace(time_keys(time), time.start, time.end)
        for time in times
        if start <= time.start < end and time_keys(time)
    ]


def time_keys(time: TimePoint) -> frozenset[str]:
    """Return the distance and the stage of a point in time as keys.

    Args:
        time: as read.
    """
    keys = set()
    if time.days is not None:
        keys.add(f"{DAYS}{round(time.days)}")
    if time.stage:
        keys.add(time.stage)
    return frozenset(keys)


def times_conflict(claimed: frozenset[str], stated: frozenset[str]) -> bool:
    """Return whether two points in time cannot be the same.

    Args:
        claimed: keys from `time_keys`; empty where nothing is sure.
        stated: likewise.
    """
    days = [{key for key in keys if key.startswith(DAYS)} for keys in (claimed, stated)]
    if all(days):
        lengths = [[float(key.removeprefix(DAYS)) for key in keys] for keys in days]
        return not any(is_same_length(a, b) for a in lengths[0] for b in lengths[1])
    stages = [keys - found for keys, found in zip((claimed, stated), days, strict=True)]
    if (days[0] and stages[1] == _START) or (days[1] and stages[0] == _START):
        return True
    return all(stages) and stages[0].isdisjoint(stages[1])
