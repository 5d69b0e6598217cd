"""Effect sizes that a text states: measure, value, interval, p, and what they are of.

One pass over the numbers and names of each sentence, forward and with bounded looks to either
side, so that twice the text takes twice the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pprnet.reading.effects.clause import Clause, Place, clause
from pprnet.reading.effects.lexemes import Lexeme, lexemes, one_way
from pprnet.reading.effects.reader import Reading, readings
from pprnet.reading.effects.scores import score
from pprnet.reading.effects.sense import Sense, is_plan
from pprnet.records import EffectSize, Span

__all__ = ["FoundEffect", "read_effects"]

# "vs." and the like end no sentence; neither does a point before a small letter.
_END = re.compile(r"[.?!](?<!\bvs.)(?<!\bcf.)(?=\s[^a-z])")
_DIGIT = re.compile(r"\d")
_DECIMAL = re.compile(r"[.·∙•⋅‧・]\d|0,\d")
_WHOLE = ("CI", "nterval", "ifference", "NNT", "to treat", "OR ", "HR ", "RR ", "atio")
"""What a sentence says that states an effect without a decimal point."""


class FoundEffect(NamedTuple):
    """An effect with the probability that it is read rightly and the place that states it."""

    score: float
    span: Span
    effect: EffectSize


def read_effects(text: str, field: str = "abstract") -> tuple[FoundEffect, ...]:
    """Give the effects of a text in their order; spans count characters of this very text."""
    if not _DIGIT.search(text):
        return ()
    sense = Sense.of(text)
    return tuple(
        effect for found in _sentences(text) for effect in _effects(text, field, found, sense)
    )


def _effects(text: str, field: str, found: list[Lexeme], sense: Sense) -> Iterator[FoundEffect]:
    before = after = 0
    for reading in readings(found, sense):
        if reading.beside.after != after:  # the ends of a range stand at one place
            before, after = after, reading.beside.after
        place = Place(before, reading.first, reading.value.after - 1, after)
        yield _effect(field, reading, clause(text, found, place))


def _sentences(text: str) -> Iterator[list[Lexeme]]:
    start = 0
    ends = [found.end() for found in _END.finditer(text)]
    for end in [*ends, len(text)]:
        sentence = text[start:end]
        if _may_state(sentence) and not is_plan(sentence):
            yield lexemes(one_way(sentence), start)
        start = end


def _may_state(sentence: str) -> bool:
    """Say, from its characters alone, whether a sentence can hold an effect."""
    if _DECIMAL.search(sentence):
        return True
    return any(word in sentence for word in _WHOLE) and _DIGIT.search(sentence) is not None


def _effect(field: str, reading: Reading, around: Clause) -> FoundEffect:
    beside = reading.beside
    pair = beside.pair
    effect = EffectSize(
        measure=reading.measure,
        value=reading.value.number,
        low=pair.low if pair else None,
        high=pair.high if pair else None,
        level=beside.level,
        p=beside.p,
        outcome=around.outcome,
        comparison=around.comparison,
        direction=around.direction,
    )
    return FoundEffect(score(reading.source), Span(field, reading.start, beside.end), effect)
