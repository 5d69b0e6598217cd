"""How often something takes place in a text, against its sources: "weekly", "twice a week"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pprnet.claims.binding.times.stated_times import StatedTime
from pprnet.claims.binding.times.time_findings import other_time, supported_time
from pprnet.claims.binding.times.time_roles import TimeRole
from pprnet.claims.claim_values import ClaimFinding, Passage
from pprnet.claims.quantities.times.time_lengths import is_same_length
from pprnet.claims.reading.own_words import is_own_words
from pprnet.claims.reading.read_text import ReadSentence, ReadText

_UNITS = {
    1.0: "daily|day|quotidien(?:ne)?s?|jour|d",
    7.0: "weekly|week|hebdomadaires?|semaine|wk",
    14.0: "fortnightly|fortnight|quinzaine",
    30.4375: "monthly|month|mensuel(?:le)?s?|mois",
    91.3125: "quarterly|quarter|trimester|trimestriel(?:le)?s?|trimestre",
    365.25: "yearly|annual|annually|year|annuel(?:le)?s?",
}
_ADJECTIVES = (
    r"daily|weekly|fortnightly|monthly|quarterly|annually|hebdomadaires?|mensuel(?:le)?s?"
    r"|quotidien(?:ne)?s?|trimestriel(?:le)?s?"
)
_NOUNS = r"day|week|fortnight|month|quarter|trimester|year|jour|semaine|mois|trimestre|quinzaine"
_TIMES = {"once": 1, "twice": 2, "thrice": 3, "one": 1, "two": 2, "three": 3, "four": 4,
          "une": 1, "deux": 2, "trois": 3, "quatre": 4}  # fmt: skip
_COUNT = r"once|twice|thrice|(?:one|two|three|four|une|deux|trois|quatre|\d)[-\s](?:times|fois)"
_FREQUENCY = re.compile(
    rf"\b(?:(?P<count>{_COUNT})[-\s])?(?:(?P<adjective>{_ADJECTIVES})"
    rf"|(?:per|each|every|par|chaque)\s(?P<per>{_NOUNS})\b)"
    rf"|\b(?P<times>{_COUNT})\s(?:a|in\sa|per|each|every|par)\s(?P<unit>{_NOUNS})\b"
    rf"|\b(?:sessions?|mg|hours?|visits?|séances?)\s(?:a|per|par)\s(?P<noun>{_NOUNS})\b"
    r"|/(?P<short>d|day|wk|week|month)\b",
    re.IGNORECASE,
)
_BEFORE = 8
_HYPHEN_NUMBER = re.compile(r"(?:\d|one|two|three|four|six)-$", re.IGNORECASE)


class Frequency(NamedTuple):
    """How often something takes place; places are in characters, end exclusive."""

    days: float
    """Between two times, or in which `times` fall."""
    times: int
    """0 where not said."""
    start: int
    end: int


def frequencies(text: str, start: int, end: int) -> Iterator[Frequency]:
    """Yield how often things take place by a part of a text, "every three months" excepted.

    Args:
        text: any text.
        start: of the part.
        end: of the part, exclusive.
    """
    for match in _FREQUENCY.finditer(text, start, end):
        groups = ("adjective", "per", "unit", "noun", "short")
        printed = next(match[name] for name in groups if match[name])
        if match["adjective"] and _HYPHEN_NUMBER.search(
            text[max(0, match.start() - _BEFORE) : match.start()]
        ):
            continue
        count = (match["count"] or match["times"] or "").lower()
        number = re.split(r"[-\s]", count)[0] if count else ""
        times = int(number) if number.isdecimal() else _TIMES.get(number, 0)
        if days := _days_of(printed.lower()):
            yield Frequency(days, times, match.start(), match.end())


def _days_of(printed: str) -> float:
    return next((days for days, words in _UNITS.items() if re.fullmatch(words, printed)), 0.0)


def check_frequencies(
    claimed: ReadText, sources: Sequence[ReadText], stated: Sequence[StatedTime]
) -> Iterator[ClaimFinding]:
    """Yield a finding for each frequency of a text, where the sources state frequencies.

    Args:
        claimed: the text that is checked.
        sources: as read.
        stated: points in time of the sources.
    """
    known = [
        (frequency, number)
        for number, source in enumerate(sources)
        for frequency in frequencies(source.text, 0, len(source.text))
    ]
    known += [
        (Frequency(time.days, 0, time.start, time.end), time.source)
        for time in stated
        if time.days and time.role is TimeRole.INTERVAL
    ]
    for sentence in claimed.sentences:
        if known and not is_own_words(
            claimed.text[sentence.start : sentence.end], claimed.language
        ):
            yield from _of_sentence(claimed, sentence, known, sources)


def _of_sentence(
    claimed: ReadText,
    sentence: ReadSentence,
    known: Sequence[tuple[Frequency, int]],
    sources: Sequence[ReadText],
) -> Iterator[ClaimFinding]:
    for frequency in frequencies(claimed.text, sentence.start, sentence.end):
        same = [each for each in known if _is_same(frequency, each[0])]
        found, number = (same or known)[0]
        passage = Passage(number, found.start, found.end)
        if same:
            yield supported_time(frequency.start, frequency.end, passage)
        else:
            printed = sources[number].text[found.start : found.end]
            yield other_time(frequency.start, frequency.end, passage, printed)


def _is_same(claimed: Frequency, stated: Frequency) -> bool:
    is_count = claimed.times == stated.times or 0 in {claimed.times, stated.times}
    return is_same_length(claimed.days, stated.days) and is_count
