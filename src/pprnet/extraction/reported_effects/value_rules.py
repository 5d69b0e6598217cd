"""The rules by which a number after a measure's name is its value."""

from __future__ import annotations

from collections.abc import Sequence

from pprnet.extraction.reported_effects.measure_inference import COMPARATIVE_WORDS
from pprnet.extraction.reported_effects.notation.effect_tokenizer import EffectToken
from pprnet.extraction.reported_effects.notation.measure_names import (
    UNSPECIFIED_MEASURES,
    MeasureName,
)
from pprnet.extraction.reported_effects.notation.printed_values import PrintedValue, parse_value
from pprnet.extraction.text_processing.word_tokenizer import word_set

_BOUND_WORDS = word_set(
    "least most than above below over under exceeding exceeded exceeds beyond within minimum "
    "maximum"
)
_WHOLE_NUMBER_MEASURES = UNSPECIFIED_MEASURES | {"OR", "RR", "HR", "IRR", "NNT", "MD", "RD"}
"""Measures whose value may be a whole number right after the name."""
_VALUE_WORDS = word_set("of was were ranged ranging value values")
_MAX_UNJOINED_TOKENS = 24  # lexemes; a value so far off must be joined by "was" or the like
_MAX_WORDS_BEFORE_COMPARATIVE, _MAX_WORDS_TO_CHANGE = 4, 8


def is_value_of_name(
    tokens: Sequence[EffectToken], place: int, value: PrintedValue, name: MeasureName, words: int
) -> bool:
    """Return whether what joins a name and a number makes the number its value.

    Args:
        tokens: the tokens of one sentence.
        place: position of the number in `tokens`.
        value: the printed value.
        name: the measure name.
        words: number of words between that may state what is measured.
    """
    between = tokens[name.next_index : place]
    if _is_bound(tokens, value, between) or _is_drug(tokens, name, between):
        return False
    if name.ambiguous:
        return _follows_immediately(between, value)
    if name.measure in UNSPECIFIED_MEASURES | {"MD"} and _compares_two_values(tokens, value):
        return False  # the values of two groups, not their difference
    if name.measure in UNSPECIFIED_MEASURES and not _is_close_enough(
        tokens, value, name, words, joined=_is_joined(between)
    ):
        return False
    if _is_too_far(between, name, words):
        return False
    whole = name.measure in _WHOLE_NUMBER_MEASURES and words == 0
    return whole or value.decimal or value.signed or value.money or _is_joined(between)


def _is_too_far(between: Sequence[EffectToken], name: MeasureName, words: int) -> bool:
    if name.measure == "beta":
        return words > 0
    if name.measure == "r" and words > _MAX_WORDS_TO_CHANGE and between[-1].kind == "(":
        return True
    return len(between) > _MAX_UNJOINED_TOKENS and not _is_joined(between)


def _is_bound(
    tokens: Sequence[EffectToken], value: PrintedValue, between: Sequence[EffectToken]
) -> bool:
    """Return whether only a bound is stated, as in "d of at least 0.5"."""
    if value.next_index < len(tokens) and tokens[value.next_index].kind == "<":
        return True
    words = [token.text for token in between[-2:]]
    return words == ["up", "to"] or (bool(words) and words[-1] in _BOUND_WORDS)


def _is_drug(
    tokens: Sequence[EffectToken], name: MeasureName, between: Sequence[EffectToken]
) -> bool:
    """Return whether "β" is part of a drug's name, as in "for agalsidase β were 0.91"."""
    return tokens[name.first].text == "β" and any(
        token.text in {"was", "were"} for token in between
    )


def _is_close_enough(
    tokens: Sequence[EffectToken],
    value: PrintedValue,
    name: MeasureName,
    words: int,
    *,
    joined: bool,
) -> bool:
    """Return whether a number is near enough to "difference" or "increase" to be its value."""
    compared = value.next_index < len(tokens) and tokens[value.next_index].text in COMPARATIVE_WORDS
    if compared and words > _MAX_WORDS_BEFORE_COMPARATIVE:
        return False  # the change that follows the number is its measure
    if words <= _MAX_WORDS_TO_CHANGE:
        return True
    return joined and name.measure != "change"


def _compares_two_values(tokens: Sequence[EffectToken], value: PrintedValue) -> bool:
    place = value.next_index
    if place + 1 >= len(tokens) or tokens[place].text not in {"vs", "versus", "v"}:
        return False
    return parse_value(tokens, place + 1 + (tokens[place + 1].kind == ".")) is not None


def _follows_immediately(between: Sequence[EffectToken], value: PrintedValue) -> bool:
    if any(token.kind in {"=", ":"} for token in between):
        return True
    has_value_word = any(token.text in _VALUE_WORDS for token in between)
    return value.decimal and (has_value_word or not between or between[0].kind in {"(", ","})


def _is_joined(between: Sequence[EffectToken]) -> bool:
    return bool(between) and (
        between[-1].kind in {"=", ":", "("} or between[-1].text in {"was", "were", "of", "is", "by"}
    )
