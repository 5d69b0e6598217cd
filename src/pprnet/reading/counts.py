"""A counted number of people or things, and the nouns by which it is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pprnet.reading.numbers import Number
from pprnet.reading.passage import Passage
from pprnet.records import Span


def word_set(line: str) -> frozenset[str]:
    """Give the words of a line."""
    return frozenset(line.split())


PEOPLE = word_set(
    "patients patient participants clients adults children adolescents women men students "
    "individuals subjects people persons gamblers youth youths veterans outpatients inpatients "
    "respondents therapists mothers fathers couples soldiers volunteers employees workers "
    "caregivers dyads offenders survivors users nurses parents females males girls boys infants "
    "teenagers undergraduates smokers drinkers residents families consumers probands members "
    "psychologists clinicians counselors trainees practitioners pairs sufferers controls "
    "elders carers relatives households physicians musicians pupils alcoholics cases"
)
STUDIES = word_set(
    "studies trials rcts samples articles papers comparisons reports publications investigations"
)
OTHER_THINGS = word_set(
    "years year weeks week months month days day hours hour minutes min sessions session mg ml kg "
    "percent items item points point times centers sites schools clinics countries hospitals "
    "practices groups group arms conditions modules visits questions scales of to per vs "
    "versus in at with from were was had for who did by the received if either"
)
"""A number followed by one of these counts something else."""
NUMBERED = word_set("group phase type step week day grade stage level table figure version dsm icd")
_YEAR_SIGNS = word_set("in since during from until between and by before after")
_REACH = 5
_YEARS = range(1900, 2101)
_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people or studies with its score and place."""

    value: int
    score: float
    spans: tuple[Span, ...]


def best(found: Sequence[Count]) -> Count | None:
    """Give the best supported count; of equals the first one."""
    return max(found, key=lambda count: count.score, default=None)


def noun_after(passage: Passage, number: Number, nouns: frozenset[str]) -> int | None:
    """Give the place of the noun that a number counts, a few words on at most."""
    for place in passage.after(number.last, _REACH):
        word = passage.words[place].word
        if word in nouns:
            return place
        if word in OTHER_THINGS or _counts_on(passage, place):
            return None
    return None


def _counts_on(passage: Passage, place: int) -> bool:
    """Say whether another number begins, other than that of a manual as in "DSM-4"."""
    tokens = passage.words
    return tokens[place].word[0].isdecimal() and tokens[place - 1].word not in NUMBERED


def is_label(passage: Passage, number: Number) -> bool:
    """Say whether a number names something, as in "group 2"."""
    if number.first == 0 or passage.words[number.first - 1].word not in NUMBERED:
        return False
    return not set(passage.gap(number.first - 1, number.first)) & set(",;:.()")


def is_year(passage: Passage, number: Number) -> bool:
    """Say whether a number is a year, as in "in 2009"."""
    printed = passage.words[number.first].printed
    if len(printed) != _YEAR_DIGITS or number.value not in _YEARS:
        return False
    return bool(_YEAR_SIGNS & set(passage.before(number.first, 1)))
