"""Effect sizes that a text states: measure, value, interval, p, outcome and comparison.

The numbers and names of each sentence are read in one pass, forward and with bounded lookahead to
either side, so that twice the text takes twice the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pprnet.extraction.reported_effects.effect_context import (
    EffectContext,
    EffectPosition,
    extract_context,
)
from pprnet.extraction.reported_effects.effect_parser import ParsedEffect, parse_effects
from pprnet.extraction.reported_effects.effect_scores import effect_score
from pprnet.extraction.reported_effects.listed_outcomes import listed_outcomes
from pprnet.extraction.reported_effects.measure_resolution import (
    MeasureResolver,
    is_power_statement,
)
from pprnet.extraction.reported_effects.notation.effect_tokenizer import (
    EffectToken,
    normalise_typography,
    tokenize_effects,
)
from pprnet.extraction.reported_effects.worded_effects import with_numbers_needed
from pprnet.extraction.text_processing.printed_numbers import is_point_of_broken_decimal
from pprnet.records import EffectSize, Span

__all__ = ["ReportedEffect", "extract_effects"]

# "vs." and the like end no sentence; neither does a point before a small letter.
_SENTENCE_END = re.compile(r"[.?!](?<!\bvs.)(?<!\bcf.)(?<!\be\.g.)(?<!\bi\.e.)(?=\s[^a-z])")
_DIGIT = re.compile(r"\d")
_DECIMAL = re.compile(r"[.·∙•⋅‧・]\s?\d|0,\d|\d[eE][-−–]?\d")
_WHOLE_NUMBER_CUES = ("CI", "nterval", "ifference", "NNT", "to treat", "OR ", "HR ", "RR ", "atio")
"""What a sentence says that states an effect without a decimal point."""
_UNITS = ("%", "percent", "per cent", " point", " unit")
_CHANGE_CUES = (
    "arianc", "educ", "creas", "lower", "igher", "ewer", "less", "more", "fell", "rose", "declin",
    "drop", "mprov", "reater", "differ", "diminish", "grew", "better", "worse", "cut ",
)  # fmt: skip


class ReportedEffect(NamedTuple):
    """An effect with the probability that it is read correctly and the place that states it."""

    score: float
    span: Span
    effect: EffectSize


def extract_effects(text: str, field: str = "abstract") -> tuple[ReportedEffect, ...]:
    """Return the effects of a text in their order; spans count characters of the same text.

    Args:
        text: any text, such as an abstract.
        field: name of the field in the spans.
    """
    if not _DIGIT.search(text) and not _states_number_needed(text):
        return ()
    resolver = MeasureResolver.from_text(text)
    return tuple(
        effect
        for tokens in _effect_sentences(text)
        for effect in _sentence_effects(text, field, tokens, resolver)
    )


def _sentence_effects(
    text: str, field: str, tokens: list[EffectToken], resolver: MeasureResolver
) -> Iterator[ReportedEffect]:
    context_start = next_index = 0
    found = list(parse_effects(tokens, resolver))
    listed = listed_outcomes(text, tokens, found) if len(found) > 1 else {}
    for number, parsed in enumerate(found):
        if parsed.precision.next_index != next_index:  # the ends of a range stand at one place
            context_start, next_index = next_index, parsed.precision.next_index
        position = EffectPosition(
            context_start, parsed.first, parsed.value.next_index - 1, next_index
        )
        context = extract_context(text, tokens, position)
        if number in listed:
            context = context._replace(outcome=listed[number])
        yield _reported_effect(field, parsed, context)


def _effect_sentences(text: str) -> Iterator[list[EffectToken]]:
    start = 0
    ends = [
        match.end()
        for match in _SENTENCE_END.finditer(text)
        if not is_point_of_broken_decimal(text, match.start())
    ]
    for end in [*ends, len(text)]:
        sentence = text[start:end]
        if _may_state_effect(sentence) and not is_power_statement(sentence):
            tokens = tokenize_effects(normalise_typography(sentence), start)
            yield with_numbers_needed(tokens) if _states_number_needed(sentence) else tokens
        start = end


def _may_state_effect(sentence: str) -> bool:
    """Return whether a sentence can contain an effect, by its characters alone."""
    if _DECIMAL.search(sentence) or _states_number_needed(sentence):
        return True
    return (
        any(word in sentence for word in _WHOLE_NUMBER_CUES) or _states_percentage(sentence)
    ) and _DIGIT.search(sentence) is not None


def _states_number_needed(text: str) -> bool:
    """Return whether a text names a number needed to treat, whose value may be a word."""
    return "NNT" in text or "needed to treat" in text


def _states_percentage(sentence: str) -> bool:
    """Return whether a sentence has a percentage or points, and a word of change or variance."""
    return any(unit in sentence for unit in _UNITS) and any(
        word in sentence for word in _CHANGE_CUES
    )


def _reported_effect(field: str, parsed: ParsedEffect, context: EffectContext) -> ReportedEffect:
    precision = parsed.precision
    interval = precision.interval
    effect = EffectSize(
        measure=parsed.measure,
        value=parsed.value.number,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        level=precision.level,
        p=precision.p,
        outcome=context.outcome,
        comparison=context.comparison,
        direction=context.direction,
    )
    return ReportedEffect(
        effect_score(parsed.source), Span(field, parsed.start, precision.end), effect
    )
