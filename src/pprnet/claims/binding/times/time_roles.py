"""What a duration is of: how often, how long, since when, or when something was assessed."""

from __future__ import annotations

import re
from enum import StrEnum


class TimeRole(StrEnum):
    """What a duration is of."""

    INTERVAL = "interval"
    """Time between two events: "every three months"."""
    WINDOW = "window"
    """Time before the study that a condition is about: "within the past month"."""
    LENGTH = "length"
    """Of a treatment or a study: "12 weeks of DBT", "lasted 12 weeks"."""
    POINT = "point"
    """At which something is assessed: "at 12 weeks"."""
    AGE = "age"
    """Of a person."""
    OPEN = "open"
    """Not said by the words next to it."""


_NUMBER_OF = (
    r"(?:an?\s|the\s|about\s|up\sto\s|least\s|environ\s|l['’]|les\s|d['’]|des\s"
    r"|[<>≤≥]\s?|&[lg]t;\s?)?"
)
_BEFORE = {
    TimeRole.AGE: r"age[ds]?(?:\s\w+){0,2}(?:\s\d+\s(?:and|to|or))?|âgée?s?(?:\s\w+){0,2}",
    TimeRole.INTERVAL: r"every|each|per|tou(?:te)?s\sles|chaque|par",
    TimeRole.WINDOW: r"past|last|previous|preceding|prior|antérieure?s?",
    TimeRole.POINT: r"at|by|until|till|after|to|between|week|month|year|day|à|au\sbout\sde|après"
    r"|jusqu['’]à|semaine|mois|dès|and|et",
    TimeRole.LENGTH: r"last(?:ed|s|ing)?|for|took|duration\sof|went\son\sfor|dur(?:ait|é|ée\sde|er)"
    r"|pendant|over|during|sur|throughout|all|with|to|of|de|complete(?:d)?",
}
_AFTER = {
    TimeRole.AGE: r"[-\s](?:old|of\sage|who)\b|\sd['’]âge",
    TimeRole.INTERVAL: r"-?ly\b|\sintervals?\b|\sapart\b",
    TimeRole.WINDOW: r"\s(?:before|prior|preceding|previous|avant|précédent)",
    TimeRole.POINT: r"\s(?:later|après|plus\stard)"
    r"|[-\s](?:\w+[-\s])?(?:after|follow|assessment|outcome|visit)",
    TimeRole.LENGTH: r"(?:[-\s]long\b|\sof\s(?!follow)|\sde\s(?!suivi)|\sd['’]"
    r"|[-,\s]\s?(?:(?!and\b|post|after\b|follow|to\b|or\b)\w+[-\s]){0,4}"
    r"(?:trial|study|treatment|programme|program|course|therapy|intervention|phase|period|"
    r"randomi[sz]ed|traitement|thérapie|programme))",
}
_BEFORE_PATTERNS = [
    (role, re.compile(rf"\b(?:{words})\s{_NUMBER_OF}$", re.IGNORECASE))
    for role, words in _BEFORE.items()
]
_AFTER_PATTERNS = [(role, re.compile(words, re.IGNORECASE)) for role, words in _AFTER.items()]
_PAST = re.compile(r"(?:past|last|previous|preceding|prior)\b", re.IGNORECASE)
_REACH = 24


def role_of(text: str, start: int, end: int) -> TimeRole:
    """Return the role of a duration by the words next to it.

    Args:
        text: the text.
        start: of the duration.
        end: of the duration, exclusive.
    """
    before = text[max(0, start - _REACH) : start]
    if _PAST.match(text, start):
        return TimeRole.WINDOW
    for role, pattern in _BEFORE_PATTERNS[:3]:
        if pattern.search(before):
            return role
    for role, pattern in _AFTER_PATTERNS[:-1]:
        if pattern.match(text, end):
            return role
    if _AFTER_PATTERNS[-1][1].match(text, end):
        return TimeRole.LENGTH
    for role, pattern in _BEFORE_PATTERNS[3:]:
        if pattern.search(before):
            return role
    return TimeRole.OPEN
