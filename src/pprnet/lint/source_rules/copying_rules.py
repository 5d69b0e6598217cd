"""Long quotations, and runs of words that are taken from a source without quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pprnet.lint.draft_reading import DraftReading, TextPart
from pprnet.lint.lint_findings import LintSeverity
from pprnet.lint.rule_entries import LintRule, RuleMatch
from pprnet.text import folded_words, memoise

LONGEST_QUOTATION = 25
"""Words from which a quotation needs permission in many agreements."""
RUN = 8
"""Words in a row that are not the same by chance."""
QUOTATION = re.compile(
    r"“[^“”\n]{1,3000}”|«[^«»\n]{1,3000}»|"
    r"(?<![^\s(\[])\"(?=\S)[^\"\n]{1,3000}(?<=\S)\"(?!\w)"
)
MOST_NAMES = 0.5
"""Share of the words of a run that may have a capital; more are a name."""

Place = tuple[int, int]
Runs = frozenset[tuple[str, ...]]


def _long_quotations(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield quotations of 25 words or more."""
    for part in reading.body:
        for found in QUOTATION.finditer(part.text):
            count = len(found[0].split())
            if count >= LONGEST_QUOTATION:
                given = {"count": str(count), "limit": str(LONGEST_QUOTATION)}
                yield RuleMatch(part.field, *found.span(), arguments=given)


def _copied_runs(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield the longest runs of eight words or more that a source has in the same order."""
    sources = reading.draft.sources
    taken = [_known_runs(text) for source in sources for text in source.texts]
    if not taken:
        return
    titles = [_known_runs(source.record.title) for source in sources if source.record]
    for part in reading.body:
        quoted = [found.span() for found in QUOTATION.finditer(part.text)]
        for start, end, words in _copied(reading, part, taken, titles):
            is_quoted = any(low < end and start < high for low, high in quoted)
            if not is_quoted and not _is_name(part.text[start:end]):
                yield RuleMatch(part.field, start, end, arguments={"count": str(words)})


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    """Yield each run of eight words of a text."""
    words = folded_words(text)
    for at in range(len(words) - RUN + 1):
        yield tuple(words[at : at + RUN])


@lru_cache(maxsize=16)
def _known_runs(text: str) -> Runs:
    """Return the runs of a source, which stay the same while a draft is written."""
    return frozenset(_runs(text))


def _is_in(run: tuple[str, ...], sources: Sequence[Runs]) -> bool:
    """Return whether one of some texts has a run."""
    return any(run in known for known in sources)


@memoise(8_192)
def _folded(word: str) -> list[str]:
    """Return the folded words that one printed word is."""
    return folded_words(word)


def _copied(
    reading: DraftReading, part: TextPart, taken: Sequence[Runs], titles: Sequence[Runs]
) -> Iterator[tuple[int, int, int]]:
    """Yield the places of the longest copied runs, with their numbers of words."""
    words: list[str] = []
    places: list[Place] = []
    for start, end, word in reading.printed_words(part.field):
        for folded in _folded(word):
            words.append(folded)
            places.append((start, end))
    runs = (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    copied = [_is_in(run, taken) and not _is_in(run, titles) for run in runs]
    for first, last in _stretches(copied):
        yield places[first][0], places[last + RUN - 1][1], last - first + RUN


def _stretches(values: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the first and last place of each stretch of true values."""
    start = -1
    for at, value in enumerate((*values, False)):
        if value and start < 0:
            start = at
        elif not value and start >= 0:
            yield start, at - 1
            start = -1


def _is_name(text: str) -> bool:
    """Return whether most words of a run have a capital, as the name of a treatment or scale."""
    words = text.split()
    return sum(word[:1].isupper() for word in words) > MOST_NAMES * len(words)


COPYING_RULES = (
    LintRule("long-quotation", LintSeverity.ERROR, _long_quotations),
    LintRule("copied-run", LintSeverity.ADVICE, _copied_runs),
)
