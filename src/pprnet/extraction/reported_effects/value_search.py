"""The search from a measure's name to its value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pprnet.extraction.reported_effects.notation.effect_tokenizer import (
    NUMBER,
    WORD,
    EffectToken,
)
from pprnet.extraction.reported_effects.notation.measure_names import (
    UNSPECIFIED_MEASURES,
    MeasureName,
)
from pprnet.extraction.reported_effects.notation.p_values import parse_p_value
from pprnet.extraction.reported_effects.notation.printed_values import (
    TIME_UNITS,
    PrintedValue,
    is_hyphen,
    parse_interval,
    parse_value,
)
from pprnet.extraction.reported_effects.notation.statistic_labels import (
    parse_interval_label,
    skip_statistic,
)
from pprnet.extraction.reported_effects.value_rules import is_value_of_name
from pprnet.extraction.text_processing.word_tokenizer import word_set

_CONNECTING_WORDS = word_set(
    "was were is are of ranged ranging ranges from between equals equal at value values size "
    "sizes reached averaged estimated being by only as to remained became varied varying "
    "respectively the a an overall adjusted pooled mean median about approximately roughly around"
)
"""Words between a name and its value that say nothing of what is measured."""
_TIME_AND_COUNT_UNITS = TIME_UNITS | word_set(
    "minute minutes min item items wk mo yr participants patients studies trials samples "
    "comparisons people women men adults children clients groups arms sites subjects th st nd "
    "rd mg ml kg g dose followup"
)
"""Words that make a whole number before them a span of time or a count."""
_OTHER_QUANTITIES = word_set("significance alpha SIR SMR SIRs SMRs sensitivity specificity")
"""What a number may be of instead."""
_MAX_GAP = 24
"""Lexemes between a phrase such as "mean difference" and its value."""
_MAX_RATIO_GAP = 45
_RATIO_NAMES = frozenset({"OR", "RR", "HR", "IRR"})
_MAX_BRACKET_TOKENS = 14
_BREAKING_MARKS = frozenset({";", ".", "<", "%", "±", "?", "!"})
_END_OF_SEARCH = -1


def find_value(
    tokens: Sequence[EffectToken], names_by_index: dict[int, MeasureName], name: MeasureName
) -> PrintedValue | None:
    """Return the value of a name, past brackets, words and spans of time; `None` if it has none.

    Args:
        tokens: the tokens of one sentence.
        names_by_index: the measure names of the sentence, by position of their first token.
        name: the measure name.
    """
    search = _ValueSearch(tokens, names_by_index, name)
    place, end = name.next_index, min(len(tokens), name.next_index + _max_distance(name))
    while 0 <= place < end:
        if value := search.value_starting_at(place):
            if is_value_of_name(tokens, place, value, name, search.words):
                return value
            place = (
                _END_OF_SEARCH if name.ambiguous or _looks_like_effect(value) else value.next_index
            )
        else:
            place = search.skip(place)
    return None


def _max_distance(name: MeasureName) -> int:
    """Return how far to search: an odds ratio may be followed by a long outcome."""
    return _MAX_RATIO_GAP if name.measure in _RATIO_NAMES and not name.symbol else _MAX_GAP


def _looks_like_effect(value: PrintedValue) -> bool:
    """Return whether a number looks like an effect, so that no later one belongs to the name."""
    return value.decimal or value.signed or value.percent


@dataclass(slots=True)
class _ValueSearch:
    """The state of a search: what has been read between a name and its value."""

    tokens: Sequence[EffectToken]
    names_by_index: dict[int, MeasureName]
    name: MeasureName
    words: int = 0
    """Words met that may say what is measured."""

    def value_starting_at(self, place: int) -> PrintedValue | None:
        """Return the value that begins here, unless it is a level, a time or part of a word."""
        value = parse_value(self.tokens, place)
        if (
            value is None
            or parse_interval_label(self.tokens, place)
            or _is_time_or_count(self.tokens, value)
        ):
            return None
        previous_token = self.tokens[place - 1]
        inside_word = previous_token.kind == "-" and is_hyphen(self.tokens, place - 1)
        return None if inside_word else value

    def skip(self, place: int) -> int:
        """Return the position after something that is no value, or -1 where the search ends."""
        token = self.tokens[place]
        other_name = self.names_by_index.get(place)
        if token.kind in _BREAKING_MARKS or (
            other_name and _names_other_measure(other_name, self.name, self.tokens)
        ):
            return _END_OF_SEARCH
        if label := parse_interval_label(self.tokens, place):
            return (
                label[1] if _value_with_interval_follows(self.tokens, label[1]) else _END_OF_SEARCH
            )
        if skipped := _skip_number_or_bracket(self.tokens, self.names_by_index, place, self.name):
            return skipped
        if token.kind == WORD and not self._may_skip_word(place):
            return _END_OF_SEARCH
        return place + 1

    def _may_skip_word(self, place: int) -> bool:
        if self.tokens[place].text in _OTHER_QUANTITIES:
            return False
        if parse_p_value(self.tokens, place) or skip_statistic(self.tokens, place):
            return False
        self.words += self.tokens[place].text not in _CONNECTING_WORDS
        return not (self.name.ambiguous and self.words)


def _value_with_interval_follows(tokens: Sequence[EffectToken], place: int) -> bool:
    """Return whether a value with its interval follows, as in "90% CI: 7.3%, 1.2–13.4"."""
    value = parse_value(tokens, place) if place < len(tokens) else None
    if (
        value is None
        or value.next_index + 1 >= len(tokens)
        or tokens[value.next_index].kind not in {",", "("}
    ):
        return False
    return parse_interval(tokens, value.next_index + 1, announced=False) is not None


def _names_other_measure(
    other_name: MeasureName, name: MeasureName, tokens: Sequence[EffectToken]
) -> bool:
    """Return whether another measure is named, to which the value then belongs."""
    if (
        not name.is_specific
        and other_name.measure in UNSPECIFIED_MEASURES | {"MD"}
        and tokens[other_name.first - 1].kind == "("
    ):
        return True  # "no difference in worry (mean difference 0.2)"
    if _repeats_name(other_name, name, tokens):
        return False
    return other_name.is_specific or not name.is_specific


def _repeats_name(other: MeasureName, name: MeasureName, tokens: Sequence[EffectToken]) -> bool:
    """Return whether a second name only repeats the first: "odds ratio [OR]", "difference [Δ]"."""
    equivalents = {"difference": "MD", "change": "MD"}
    if (name.measure, other.measure) == ("difference", "change"):
        return True
    same = equivalents.get(other.measure, other.measure) == equivalents.get(
        name.measure, name.measure
    )
    return same and tokens[other.first - 1].kind == "("


def _is_time_or_count(tokens: Sequence[EffectToken], value: PrintedValue) -> bool:
    if value.decimal or value.signed or value.next_index >= len(tokens):
        return False
    place = value.next_index
    if tokens[place].kind == "-" and place + 1 < len(tokens):
        place += 1
    return tokens[place].text.lower() in _TIME_AND_COUNT_UNITS


def _skip_number_or_bracket(
    tokens: Sequence[EffectToken],
    names_by_index: dict[int, MeasureName],
    place: int,
    name: MeasureName,
) -> int:
    """Return the position after "(95% CI)", "(OR)", "(98)" or "(adjusted for age)", or 0."""
    if tokens[place].kind == NUMBER:
        value = parse_value(tokens, place)
        return value.next_index if value and _is_time_or_count(tokens, value) else place + 1
    if tokens[place].kind != "(":
        return 0
    closing = _closing_bracket(tokens, place)
    if not closing or closing + 1 >= len(tokens):
        return 0
    inside = tokens[place + 1 : closing]
    if any(token.kind == NUMBER and "." in token.text for token in inside):
        return 0
    if any(
        _holds_other_measure(tokens, names_by_index, inner, name) for inner in range(place, closing)
    ):
        return 0
    return closing + 1


def _holds_other_measure(
    tokens: Sequence[EffectToken],
    names_by_index: dict[int, MeasureName],
    inner: int,
    name: MeasureName,
) -> bool:
    """Return whether a bracket contains another measure or an interval, and so perhaps a value."""
    other_name = names_by_index.get(inner)
    if other_name is None:
        return False
    if other_name.is_specific:
        return other_name.measure != name.measure
    return bool(_interval_labels_in(tokens, inner))


def _interval_labels_in(tokens: Sequence[EffectToken], inner: int) -> list[int]:
    end = min(len(tokens), inner + _MAX_BRACKET_TOKENS)
    return [place for place in range(inner, end) if parse_interval_label(tokens, place)]


def _closing_bracket(tokens: Sequence[EffectToken], place: int) -> int:
    """Return the position of the mark that closes a short bracket, or 0."""
    depth = 0
    for index in range(place, min(len(tokens), place + _MAX_BRACKET_TOKENS)):
        depth += (tokens[index].kind == "(") - (tokens[index].kind == ")")
        if not depth:
            return index
    return 0
