"""The measure of a number with an interval, where only the words around it indicate one."""

from __future__ import annotations

from collections.abc import Sequence

from pprnet.extraction.reported_effects.notation.effect_tokenizer import (
    WORD,
    EffectToken,
)
from pprnet.extraction.reported_effects.notation.interval_and_p import IntervalAndP, contains_value
from pprnet.extraction.reported_effects.notation.printed_values import PrintedValue
from pprnet.extraction.reported_effects.notation.statistic_labels import parse_interval_label
from pprnet.extraction.text_processing.word_tokenizer import word_set

COMPARATIVE_WORDS = word_set(
    "more fewer less greater higher lower additional extra longer shorter better worse larger "
    "smaller increase decrease reduction improvement decline increased decreased reduced "
    "improved gained lost saved difference change gain increases decreases reductions"
)
"""Words that make the number before them a difference, as in "57.1 more days"."""
_CHANGE_WORDS = word_set(
    "increased decreased reduced improved declined fell rose dropped differed changed lower "
    "higher greater lowered raised reduction improvement increase decrease difference"
)
_COMPARISON_WORDS = _CHANGE_WORDS | word_set(
    "differences effect effects superior inferior compared comparison versus change changes "
    "improvements reductions benefit favoring favouring favored favoured less more better"
)
_FOLLOWING_COMPARATIVES = word_set("higher lower more fewer less greater longer shorter")
_NUMBERED_WORDS = word_set("week weeks wk wks month months year day days visit session group t z f")
_MULTIPLE_WORDS = frozenset({"times", "fold"})
_MEASURE_CUES = _MULTIPLE_WORDS | {"difference"}
_NEXT_WORDS, _NEARBY_WORDS, _MAX_WORDS_BEFORE = 4, 8, 30


def infer_measure(
    tokens: Sequence[EffectToken],
    index: int,
    value: PrintedValue,
    precision: IntervalAndP,
    last_measure: str,
) -> str | None:
    """Return "MD" or "percent-difference", "OR" for "2.3 times the odds", or `None`.

    Args:
        tokens: the tokens of one sentence.
        index: position in `tokens`.
        value: the printed value.
        precision: the interval and p that follow the value.
        last_measure: measure of the previous effect of the sentence, empty if there is none.
    """
    if precision.interval is None and not _MEASURE_CUES & set(
        _words(tokens, value.next_index, value.next_index + 3)
    ):
        return None
    words_before = _words(tokens, max(0, index - _MAX_WORDS_BEFORE), index)
    if _belongs_to_label(tokens, index) or "sizes" in words_before:
        return None
    words_after = _words(
        tokens,
        value.next_index,
        min(value.next_index + _NEXT_WORDS, max(precision.next_index, value.next_index)),
    )
    if any(
        word in _MULTIPLE_WORDS
        for word in words_after[:2] or _words(tokens, value.next_index, value.next_index + 2)
    ):
        nearby = words_before[-_NEARBY_WORDS:] + _words(
            tokens, value.next_index, value.next_index + _NEARBY_WORDS
        )
        return "OR" if "odds" in nearby else None
    if "odds" in words_after[:2] and not value.percent:
        return "OR"  # "1.6 greater odds"
    difference = "percent-difference" if value.percent else "MD"
    words_after_interval = _words(tokens, precision.next_index, precision.next_index + _NEXT_WORDS)
    comparison_stated = last_measure == difference or any(
        word in _COMPARISON_WORDS for word in words_before + words_after_interval
    )
    differs = _states_difference(
        tokens, value, precision, words_before, words_after, comparison_stated=comparison_stated
    )
    return difference if differs else None


def _states_difference(
    tokens: Sequence[EffectToken],
    value: PrintedValue,
    precision: IntervalAndP,
    words_before: list[str],
    words_after: list[str],
    *,
    comparison_stated: bool,
) -> bool:
    if precision.interval is None:
        return value.decimal and _is_difference(tokens, value)
    if not contains_value(precision.interval, value.number):
        return False
    changed_by = words_before[-1:] == ["by"] and any(
        word in _CHANGE_WORDS for word in words_before[-_NEARBY_WORDS:]
    )
    if not precision.labelled:
        return changed_by or (comparison_stated and value.signed and precision.interval.low < 0)
    if any(word in COMPARATIVE_WORDS for word in words_after) or _comparative_follows(
        tokens, precision.next_index
    ):
        return True
    return changed_by or (comparison_stated and (value.signed or precision.interval.low < 0))


def _is_difference(tokens: Sequence[EffectToken], value: PrintedValue) -> bool:
    """Return whether the noun is "difference", as in "6.71 units difference"."""
    noun = _words(tokens, value.next_index, value.next_index + 3)
    marks = {token.kind for token in tokens[value.next_index : value.next_index + len(noun)]}
    return "difference" in noun and marks <= {WORD, "-"} and noun[0] not in {"for", "in", "of"}


def _belongs_to_label(tokens: Sequence[EffectToken], index: int) -> bool:
    """Return whether a number belongs to a sign or label, as in "t = -2.3", "week 12"."""
    if parse_interval_label(tokens, index):
        return True
    words_before = [token for token in tokens[max(0, index - 2) : index] if token.kind != "-"]
    if not words_before:
        return False
    return (
        words_before[-1].kind in {"<", "=", "±"} or words_before[-1].text.lower() in _NUMBERED_WORDS
    )


def _comparative_follows(tokens: Sequence[EffectToken], next_index: int) -> bool:
    """Return whether "higher" and the like follow the closing bracket of the interval."""
    place = next_index + (next_index < len(tokens) and tokens[next_index].kind == ")")
    return place < len(tokens) and tokens[place].text in _FOLLOWING_COMPARATIVES


def _words(tokens: Sequence[EffectToken], start: int, end: int) -> list[str]:
    return [token.text.lower() for token in tokens[start:end] if token.kind == WORD]
