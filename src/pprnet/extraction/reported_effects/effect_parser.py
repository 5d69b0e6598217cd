"""The effects of a sentence, from its names and numbers.

A name is followed forward to its value or values, each value to its interval and p. A number whose
measure is not printed is an effect only if it has an interval and the words around indicate a
difference, or if it is in a list with an effect whose measure is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pprnet.extraction.reported_effects.measure_inference import infer_measure
from pprnet.extraction.reported_effects.measure_resolution import MeasureResolver, is_possible_value
from pprnet.extraction.reported_effects.notation.effect_tokenizer import (
    NUMBER,
    WORD,
    EffectToken,
)
from pprnet.extraction.reported_effects.notation.interval_and_p import (
    IntervalAndP,
    parse_interval_and_p,
)
from pprnet.extraction.reported_effects.notation.measure_names import (
    UNSPECIFIED_MEASURES,
    MeasureName,
    find_measure_names,
)
from pprnet.extraction.reported_effects.notation.printed_values import (
    CURRENCY_CODES,
    PrintedValue,
    is_hyphen,
    parse_value,
)
from pprnet.extraction.reported_effects.notation.statistic_labels import level_before_value
from pprnet.extraction.reported_effects.value_lists import (
    next_in_brackets,
    next_in_list,
    range_ends,
    shares_measure,
)
from pprnet.extraction.reported_effects.value_search import find_value
from pprnet.extraction.reported_effects.worded_effects import (
    WORDED_UNITS,
    is_of_predictor_unit,
    worded_measure,
)
from pprnet.extraction.text_processing.word_tokenizer import word_set

_INTERVAL_CUES = word_set("CI CIs CrI Cl C interval intervals limits odds -")
_UNNAMED_CUES = _INTERVAL_CUES | WORDED_UNITS
_VALUE_STARTS = frozenset({NUMBER, "$", "+", "-"})


@dataclass(frozen=True, slots=True)
class ParsedEffect:
    """An effect in a sentence, before its context is read."""

    measure: str
    value: PrintedValue
    precision: IntervalAndP
    start: int
    """Place in the text of the first character that states it."""
    source: str
    """How the measure is known: "symbol", "phrase", "row", "change", "implied", "worded"."""
    first: int
    """The lexeme with which it begins."""


def parse_effects(
    tokens: Sequence[EffectToken], resolver: MeasureResolver
) -> Iterator[ParsedEffect]:
    """Yield the effects of a sentence in the order of the text.

    Args:
        tokens: the tokens of one sentence.
        resolver: what the text defines for all its sentences.
    """
    names_by_index = find_measure_names(tokens)
    if not names_by_index and _UNNAMED_CUES.isdisjoint([token.text for token in tokens]):
        return
    index, last = 0, None
    while index < len(tokens):
        parsed: list[ParsedEffect] = []
        if index in names_by_index:
            parsed = list(_named_effects(tokens, names_by_index, names_by_index[index], resolver))
        elif _may_start_value(tokens, index):
            parsed = list(_unnamed_effects(tokens, names_by_index, index, last, resolver))
        if parsed and parsed[0].measure == "MD" and is_of_predictor_unit(tokens, index):
            parsed = [replace(one, measure="b") for one in parsed]
        if parsed:
            yield from parsed
            last = parsed[-1]
        index = parsed[-1].precision.next_index if parsed else index + 1


def _may_start_value(tokens: Sequence[EffectToken], index: int) -> bool:
    """Return whether a value without a name may begin here; not after "p <" or "t ="."""
    kind = tokens[index].kind
    if kind in _VALUE_STARTS and index and tokens[index - 1].kind in {"<", "="}:
        return False
    if kind == "-":
        return index == 0 or not is_hyphen(tokens, index)
    if kind == WORD:
        return tokens[index].text in CURRENCY_CODES
    return kind in _VALUE_STARTS


def _named_effects(
    tokens: Sequence[EffectToken],
    names_by_index: dict[int, MeasureName],
    name: MeasureName,
    resolver: MeasureResolver,
) -> Iterator[ParsedEffect]:
    if resolver.rejects_name(tokens, name):
        return
    value = find_value(tokens, names_by_index, name)
    if value is None:
        return
    ends = range_ends(tokens, value) or (value,)
    precision = parse_interval_and_p(tokens, ends[-1], names_by_index)
    level = level_before_value(tokens, name.next_index, value)
    precision = _with_level(precision, level)
    measure = resolver.resolve(tokens, name, value, precision)
    if measure is None or not is_possible_value(measure, ends[-1]):
        return
    start, source = tokens[name.first].start, "symbol" if name.symbol else "phrase"
    source = "change" if name.measure in UNSPECIFIED_MEASURES else source
    last = None
    for one in ends:
        last = ParsedEffect(measure, one, precision, start, source, name.first)
        yield last
    if last:
        yield from _list_effects(tokens, names_by_index, last, level)


def _with_level(precision: IntervalAndP, level: float | None) -> IntervalAndP:
    """Return an interval without a label with the level that was announced for it."""
    announced = level is not None and precision.interval is not None and not precision.labelled
    return replace(precision, level=level, labelled=True) if announced else precision


def _list_effects(
    tokens: Sequence[EffectToken],
    names_by_index: dict[int, MeasureName],
    last: ParsedEffect,
    level: float | None = None,
) -> Iterator[ParsedEffect]:
    """Yield the further values of "1.2, 1.4 and 2.0"."""
    while following := next_in_list(
        tokens, names_by_index, last.value, last.precision
    ) or next_in_brackets(tokens, names_by_index, last.value, last.precision):
        value, first = following
        if not is_possible_value(last.measure, value):
            return
        precision = _with_level(parse_interval_and_p(tokens, value, names_by_index), level)
        last = ParsedEffect(last.measure, value, precision, value.start, "row", first)
        yield last


def _unnamed_effects(
    tokens: Sequence[EffectToken],
    names_by_index: dict[int, MeasureName],
    index: int,
    last: ParsedEffect | None,
    resolver: MeasureResolver,
) -> Iterator[ParsedEffect]:
    value = parse_value(tokens, index)
    if value is None or resolver.is_time_span(tokens, value):
        return
    precision = parse_interval_and_p(tokens, value, names_by_index)
    if (
        last
        and is_possible_value(last.measure, value)
        and shares_measure(tokens, index, value, precision, last.measure)
    ):
        yield ParsedEffect(last.measure, value, precision, value.start, "row", index)
        return
    measure = infer_measure(tokens, index, value, precision, last.measure if last else "")
    if measure:
        implied = ParsedEffect(measure, value, precision, value.start, "implied", index)
        yield implied
        yield from _list_effects(tokens, names_by_index, implied)
    elif (
        _may_be_worded(tokens, value)
        and (worded := worded_measure(tokens, index, value))
        and is_possible_value(worded, value)
    ):
        yield ParsedEffect(worded, value, precision, value.start, "worded", index)


def _may_be_worded(tokens: Sequence[EffectToken], value: PrintedValue) -> bool:
    """Return whether a number is a percentage, has a unit, or is in a list of such numbers."""
    following = tokens[value.next_index].text if value.next_index < len(tokens) else ""
    return value.percent or following in WORDED_UNITS or following in {"-", ",", "to", "and"}
