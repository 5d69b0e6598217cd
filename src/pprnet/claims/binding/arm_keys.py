"""When two names of arms can be the same arm, and when they cannot."""

from __future__ import annotations

from collections.abc import Iterable

from pprnet.claims.concepts import related
from pprnet.claims.concepts.concept_relations import broader_concepts
from pprnet.claims.reading.doses import DOSE_KEY

OTHER = "!"
"""Before the key of an arm: any arm but this one."""
GENERAL = frozenset({"treatment", "psychotherapy", "medication", "control", "active-control"})
"""Concepts that hold for many arms and name none."""
_CONTROL, _MEDICATION = "control", "medication"
_DOSE_LEVELS = frozenset({"lower-dose", "moderate-dose", "higher-dose"})
_WAYS = frozenset(
    {"training", "group-therapy", "individual-therapy", "maintenance-treatment", "day-hospital"}
)
"""How a treatment is given; any treatment may be called by it, and no control."""
ANY_ARM = frozenset({"treatment"})
"""Concepts that any arm may be called by."""


def names_same_arm(claimed: str, stated: str) -> bool:
    """Return whether a source that names one arm has named the other.

    A general name is right for a special one, not the reverse: where a source says "control
    condition", a waiting list is not stated.

    Args:
        claimed: key of an arm of a text.
        stated: key of an arm of a source.
    """
    if claimed == stated or claimed in ANY_ARM:
        return True
    if claimed in broader_concepts(stated):
        return True
    if claimed in _DOSE_LEVELS:
        return _is_dose(stated)
    is_medicine = _MEDICATION in broader_concepts(claimed)
    return stated in broader_concepts(claimed) and stated not in GENERAL and not is_medicine


def arms_conflict(claimed: Iterable[str], stated: Iterable[str]) -> bool:
    """Return whether two attributions cannot both be right.

    Args:
        claimed: keys of one arm, some with "!"; empty where nothing is sure.
        stated: likewise.
    """
    firsts, seconds = frozenset(claimed), frozenset(stated)
    doses = [{key for key in keys if key.startswith(DOSE_KEY)} for keys in (firsts, seconds)]
    if all(doses):
        return doses[0].isdisjoint(doses[1])
    if not firsts or not seconds:
        return False
    return all(_keys_conflict(first, second) for first in firsts for second in seconds)


def _keys_conflict(first: str, second: str) -> bool:
    if first.startswith(OTHER) or second.startswith(OTHER):
        return _denied_key_conflicts(first, second)
    if first == second or related(first, second) or ANY_ARM & {first, second}:
        return False
    return _named_conflict(first, second)


def _named_conflict(first: str, second: str) -> bool:
    """Return whether two names, of which none includes the other, cannot be of one arm."""
    if _is_dose(first) and _is_dose(second):
        return "lower-dose" in {first, second} and {first, second} <= _DOSE_LEVELS
    for key, other in ((first, second), (second, first)):
        if key in _WAYS or _is_dose(key):
            return is_control(other)
    return True


def _denied_key_conflicts(first: str, second: str) -> bool:
    """Return whether "any arm but this one" and a name are of one arm."""
    denied = [key.startswith(OTHER) for key in (first, second)]
    return not all(denied) and first.removeprefix(OTHER) == second.removeprefix(OTHER)


def _is_dose(key: str) -> bool:
    return key.startswith(DOSE_KEY) or key in _DOSE_LEVELS


def is_control(key: str) -> bool:
    """Return whether an arm is one that others are compared with.

    Args:
        key: of an arm.
    """
    return key == _CONTROL or _CONTROL in broader_concepts(key)
