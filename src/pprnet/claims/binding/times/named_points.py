"""Stages and numbered assessments that a text names, more exactly than the stages of a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

POINT = "point:"
"""Begins the key of an assessment that is known by its number."""
LAST = f"{POINT}last"
NAMED_ONLY = frozenset({"mid", "acute", "maintenance", "discharge", "randomisation"})
"""Stages that a source has to name: none of them follows from another."""

_THERAPY = r"(?:treatment|therapy|intervention|training|programme|program|study|trial)"
_TRAITEMENT = r"(?:traitement|thérapie|intervention|psychothérapie|programme|étude)"
_STAGES = {
    "mid": rf"mid[-\s]?(?:{_THERAPY}|point)|mid-?way|half-?way|middle\sof\s(?:the\s)?{_THERAPY}"
    rf"|mi-(?:{_TRAITEMENT}|parcours|temps)|milieu\s(?:du|de\sla|de\sl['’]){_TRAITEMENT}",
    "acute": r"acute(?:[-\s]\w+)?[-\s](?:phase|treatment|therapy|stage|period)"
    r"|phase\saiguë|traitement\saigu",
    "maintenance": r"(?:maintenance|continuation)[-\s](?:\w+[-\s])?(?:phase|treatment|period"
    r"|therapy|groups?|year)|(?:phase|traitement)\sde\s(?:maintien|consolidation|continuation)",
    "discharge": r"discharged?|sortie\sd(?:e\sl['’]|['’])h[oô]\w+|à\s(?:la|leur)\ssortie",
    "randomisation": r"randomi[sz]ation|tirage\sau\ssort",
    "during": rf"{_THERAPY}[-\s](?:phase|year|period)|(?:during|throughout)\s(?:the\s)?{_THERAPY}"
    rf"|(?:phase|année|période)\sd(?:e\s|['’]){_TRAITEMENT}"
    rf"|(?:pendant|durant|(?:au\s)?cours\s(?:du|de))\s?(?:le\s|la\s|l['’])?{_TRAITEMENT}",
}
_ORDINALS = {
    "1": "first|1st|initial|premi(?:er|ère)s?",
    "2": "second|2nd|deuxièmes?|seconde?s?",
    "3": "third|3rd|troisièmes?",
    "4": "fourth|4th|quatrièmes?",
    "5": "fifth|5th|cinquièmes?",
    "last": "last|final|derni(?:er|ère)s?",
}
_NOUN = (
    r"(?:assessment|review|time[-\s]?point|wave|visit|measurement|evaluation|follow[-\s]?up|"
    r"interview|survey|occasion|évaluation|mesure|visite|vague|temps|bilan|suivi|entretien)s?"
)
_NUMBERED = r"(?:time[-\s]?points?|times?|waves?|assessments?|visits?|vagues?|temps|T)[-\s]?"
_AND = r"(?:\s(?:and|or|et|ou|to)\s(?:the\s|la\s|le\s)?)"
_STAGE = re.compile(
    "|".join(rf"(?P<{stage}>\b(?:{words})\b)" for stage, words in _STAGES.items()),
    re.IGNORECASE,
)
_ANY_ORDINAL = "|".join(_ORDINALS.values())
_ORDINAL = re.compile(
    rf"\b(?P<one>{_ANY_ORDINAL})(?:{_AND}(?P<other>{_ANY_ORDINAL}))?"
    rf"\s(?:[a-zà-ÿ-]{{1,14}}\s)?{_NOUN}\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(rf"\b{_NUMBERED}(?P<one>[1-9])(?:{_AND}(?P<other>[1-9]))?\b", re.IGNORECASE)
_ELLIPSIS = re.compile(
    rf"\b(?:at|by|the|and\sthe|à|et|à\sla|au|la|le)\s(?P<one>{_ANY_ORDINAL})(?=\s?[,.;()]|\s(?:and|et)\b|$)",
    re.IGNORECASE,
)


class NamedPoint(NamedTuple):
    """A stage or numbered assessment by its key; places are in characters, end exclusive."""

    key: str
    start: int
    end: int


def named_points(text: str, start: int, end: int) -> Iterator[NamedPoint]:
    """Yield the stages and numbered assessments of a sentence.

    Args:
        text: the text.
        start: of the sentence.
        end: of the sentence, exclusive.
    """
    for match in _STAGE.finditer(text, start, end):
        if match.lastgroup:
            yield NamedPoint(match.lastgroup, match.start(), match.end())
    numbered = [
        point
        for pattern in (_ORDINAL, _DIGIT)
        for match in pattern.finditer(text, start, end)
        for point in _numbered(match)
    ]
    yield from numbered
    if numbered:
        for match in _ELLIPSIS.finditer(text, start, end):
            yield from _numbered(match)


def _numbered(match: re.Match[str]) -> Iterator[NamedPoint]:
    """Yield one point, or two for "first and second reviews"."""
    names = [name for name in ("one", "other") if name in match.re.groupindex and match[name]]
    for name in names:
        if key := _ordinal_key(match[name]):
            is_only = len(names) == 1
            start, end = match.span() if is_only else match.span(name)
            yield NamedPoint(POINT + key, start, end)


def _ordinal_key(printed: str) -> str:
    if printed.isdecimal():
        return printed
    for key, words in _ORDINALS.items():
        if re.fullmatch(words, printed, re.IGNORECASE):
            return key
    return ""
