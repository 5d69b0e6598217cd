"""Which of several labels a number belongs to, by their order in a part of a sentence.

A label is an arm or a point in time. "38% of A", "A (38%)", "A had 38%" and "A and B had 38% and
22%" are read; what may belong to two labels is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, TypeVar

from pprnet.claims.binding.arm_keys import OTHER
from pprnet.claims.binding.label_places import LabelPlace
from pprnet.claims.quantities.quantity_values import Quantity
from pprnet.claims.reading.read_text import ReadSentence

_SEGMENT = re.compile(
    r";|,\s(?=(?:while|whereas|but|and|mais|tandis|alors|contre|against)\b)"
    r"|\s(?=(?:whereas|tandis que|alors que)\b)"
)
VERSUS = re.compile(
    r"[\s,%)]*(?:v\.?|vs\.?|versus|against|compared\s(?:with|to)|contre|rather\sthan|than|and|et|or"
    r"|comparée?s?\s(?:à|avec)|en\sregard\sde|as\sopposed\sto|/|respectivement|ou)[\s(]*"
    r"(?:[a-zà-ÿ]+\s){0,2}",
    re.IGNORECASE,
)
TURN = re.compile(r"\b(?:while|whereas|but|tandis que|alors que|mais)\b", re.IGNORECASE)
"""What begins a part of a sentence about something else."""
_JOINER = re.compile(rf"(?:{VERSUS.pattern}|[\s%]*[,;/]\s*(?:and\s|et\s)?)", re.IGNORECASE)
_LONGEST_JOINER = 40
_LONGEST_GAP = 90
_OF_ARM = (
    r"(?:(?:the|a|an|those|that|people|patients?|participants?|persons?|women|men|clients?|adults?|"
    r"subjects?|members|individuals|who|whom|got|had|have|were|was|given|received|receiving|taking|"
    r"took|in|on|with|assigned|allocated|randomi[sz]ed|to|treated|group|arm|condition|each|of|for|"
    r"original|le|la|les|du|des|un|une|ceux|celles|ayant|reçu|sous|avec|dans|groupe|bras|patients?|"
    r"personnes|chez)\s|l['’]\s?){0,5}"
)
_RIGHT_LINK = re.compile(
    r"[\s%)]*(?:[^\W\d][\w'’-]*\s){0,7}?"
    r"(?:of|in|for|with|on|under|among|by|from|to|who|receiving|given|after|at|chez|dans|sous|avec"
    r"|du|des|de|pour|en|au|aux|à)\s" + _OF_ARM,
    re.IGNORECASE,
)
_TIGHT_LEFT = re.compile(
    r"(?:\s(?:group|arm|condition|patients|participants|clients|therapy|groupe|bras))?"
    r"\s{0,3}[(:=\[–-]?\s{0,3}(?:[nNM]\s?=\s?|M\s?=\s?|mean\s?=?\s?)?",
)
_COMMA_LEFT = re.compile(r",\s(?:(?:a|about|only|some|the|with)\s)?")
_UNIT_OF_DOSE = re.compile(
    r"^\s?(?:mg|mcg|µg)\b(?:\s?/\s?d(?:ay)?\b|\s(?:a|per)\sday\b|\sdaily\b|\spar\sjour\b|/j\b)?"
)
_COMPARING = re.compile(
    r"\b(?:than|compared|versus|vs|relative|que|contre|rapport)\b", re.IGNORECASE
)
_OF_ITS_OWN = re.compile(
    r"\s(?:in\s)?(?:each|both|chacun|chaque)|\sapiece"
    r"|[\s%]{0,2}(?:\([^()]{0,40}\)\s)?(?:of|in|for|among|under|chez|dans|sous|pour)\s",
    re.IGNORECASE,
)
"""What follows a number that belongs to what comes after it."""
_BRACKETS = re.compile(r"\s?\([^()]*\)")
_LEFT_WORDS = 9
_BREAK = re.compile(r"[,;()]|\b(?:and|et|vs|versus|than|que|against|contre|but|mais)\b")


class _Placed(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=_Placed)


@dataclass(frozen=True, slots=True)
class _Link:
    """A label that a quantity may belong to, and how sure that is."""

    keys: frozenset[str]
    strength: int


def segments_of(text: str, sentence: ReadSentence) -> Iterator[tuple[int, int]]:
    """Yield the parts of a sentence that are read for themselves, as start and end.

    Args:
        text: the text of the sentence.
        sentence: that is divided at semicolons, "whereas" and the like.
    """
    start = sentence.start
    for match in _SEGMENT.finditer(text, sentence.start, sentence.end):
        if _has_number(sentence, start, match.start()):
            yield start, match.start()
            start = match.end()
    yield start, sentence.end


def _has_number(sentence: ReadSentence, start: int, end: int) -> bool:
    return any(start <= quantity.start < end for quantity in sentence.quantities)


def attributed_labels(
    text: str, arms: Sequence[LabelPlace], quantities: Sequence[Quantity]
) -> dict[int, frozenset[str]]:
    """Return the keys of the label of each quantity, by its start; unsure ones are left out.

    Args:
        text: the text.
        arms: labels of a part of it, in their order.
        quantities: of the same part, in their order.
    """
    found = _paired_in_order(text, arms, quantities)
    for quantity in quantities:
        if quantity.start not in found and (link := _best_link(text, arms, quantities, quantity)):
            found[quantity.start] = link.keys
    return found | _opposites(text, quantities, found)


def _paired_in_order(
    text: str, arms: Sequence[LabelPlace], quantities: Sequence[Quantity]
) -> dict[int, frozenset[str]]:
    """Return the labels of "A and B ... 23% and 74%": as many of each, one after the other."""
    found: dict[int, frozenset[str]] = {}
    for run in _runs(text, quantities):
        for labels in [*_runs(text, arms), _distinct_before(arms, run)]:
            if len(labels) == len(run) > 1 and _are_paired(text, run, labels, quantities):
                found |= {
                    quantity.start: label.keys for quantity, label in zip(run, labels, strict=True)
                }
    return found


def _distinct_before(arms: Sequence[LabelPlace], run: Sequence[Quantity]) -> list[LabelPlace]:
    """Return the labels before a run of numbers, each once: "A was better than B: 9 and 7"."""
    before = {arm.keys: arm for arm in reversed(arms) if arm.end <= run[0].start}
    return sorted(before.values(), key=lambda arm: arm.start)


def _runs(text: str, places: Sequence[P]) -> list[list[P]]:
    """Return places that follow each other with "versus", "and" or a comma only."""
    runs: list[list[P]] = []
    for place in places:
        gap = _UNIT_OF_DOSE.sub("", text[runs[-1][-1].end : place.start]) if runs else ""
        if runs and len(gap) <= _LONGEST_JOINER and _JOINER.fullmatch(gap):
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _are_paired(
    text: str,
    run: Sequence[Quantity],
    labels: Sequence[LabelPlace],
    quantities: Sequence[Quantity],
) -> bool:
    """Return whether a run of labels is next to a run of numbers."""
    if labels[-1].end <= run[0].start:
        start, end = labels[-1].end, run[0].start
    elif run[-1].end <= labels[0].start:
        start, end = run[-1].end, labels[0].start
    else:
        return False
    return end - start <= _LONGEST_GAP and not _between(text, quantities, start, end)


def _best_link(
    text: str, arms: Sequence[LabelPlace], quantities: Sequence[Quantity], quantity: Quantity
) -> _Link | None:
    right = next((arm for arm in arms if arm.start >= quantity.end), None)
    left = next((arm for arm in reversed(arms) if arm.end <= quantity.start), None)
    links = []
    if right and not _between(text, quantities, quantity.end, right.start):
        links.append(_right_link(text, quantity, right))
    if left and not _between(text, quantities, left.end, quantity.start):
        links.append(_left_link(text, left, quantity))
    best = max(links, key=lambda link: link.strength, default=None)
    if best is None or best.strength == 0:
        return None
    if len([link for link in links if link.strength == best.strength]) > 1:
        return None
    return best


def _between(text: str, quantities: Sequence[Quantity], start: int, end: int) -> bool:
    """Return whether a quantity lies between two places, outside of brackets that close there."""
    return any(
        start <= quantity.start < end and not _in_brackets(text, quantity, start, end)
        for quantity in quantities
    )


def _in_brackets(text: str, quantity: Quantity, start: int, end: int) -> bool:
    before, after = text[start : quantity.start], text[quantity.end : end]
    return before.rfind("(") > before.rfind(")") and ")" in after


def _right_link(text: str, quantity: Quantity, arm: LabelPlace) -> _Link:
    gap = _BRACKETS.sub("", text[quantity.end : arm.start])
    strength = 0
    if not gap.strip(" %)("):
        strength = 2
    elif _RIGHT_LINK.fullmatch(gap) and not _COMPARING.search(gap):
        strength = 3
    return _Link(arm.keys, strength)


def _left_link(text: str, arm: LabelPlace, quantity: Quantity) -> _Link:
    gap = _UNIT_OF_DOSE.sub("", text[arm.end : quantity.start])
    strength = 0
    if _TIGHT_LEFT.fullmatch(gap):
        strength = 4
    elif len(gap.split()) <= _LEFT_WORDS and not _BREAK.search(gap):
        strength = 2
    elif _COMMA_LEFT.fullmatch(gap) and not _OF_ITS_OWN.match(text, quantity.end):
        strength = 1
    return _Link(arm.keys, strength)


def _opposites(
    text: str, quantities: Sequence[Quantity], found: dict[int, frozenset[str]]
) -> dict[int, frozenset[str]]:
    """Return what follows for the other of two numbers: "10 in A, against 12"."""
    others = {}
    for first, second in pairwise(quantities):
        if not VERSUS.fullmatch(text[first.end : second.start]):
            continue
        known = found.get(first.start)
        if known and second.start not in found:
            others[second.start] = frozenset(OTHER + key for key in known)
    return others
