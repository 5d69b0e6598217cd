"""Values in a list with a named one: lists, ranges and brackets of equal form."""

from __future__ import annotations

from collections.abc import Sequence

from pprnet.extraction.reported_effects.notation.effect_tokenizer import (
    NUMBER,
    WORD,
    EffectToken,
)
from pprnet.extraction.reported_effects.notation.interval_and_p import IntervalAndP
from pprnet.extraction.reported_effects.notation.measure_names import (
    MeasureName,
)
from pprnet.extraction.reported_effects.notation.printed_values import PrintedValue, parse_value
from pprnet.extraction.reported_effects.notation.statistic_labels import short_name_in_brackets
from pprnet.extraction.text_processing.word_tokenizer import word_set

RATIO_MEASURES = frozenset({"OR", "RR", "HR", "IRR"})
_SEPARATOR_WORDS = frozenset({"and", "or", "vs", "versus", "to"})
_LABEL_WORDS = word_set("for at in on after with among during by from between of")
_SIZE_SIGNS = frozenset({"n", "N", "k"})
_GROUP_WORDS = word_set("mean means score scores sd m fell rose dropped reported")
"""Words before a number in brackets that make it a score."""
_MAX_TOKENS, _MAX_BRACKET = 24, 12
_VERBS = word_set("was were is are had were showed than reported scored rated")


def range_ends(
    tokens: Sequence[EffectToken], value: PrintedValue
) -> tuple[PrintedValue, PrintedValue] | None:
    """Return both ends of "0.58–0.86" and "from .25 to .57", `None` if there is no range.

    Args:
        tokens: the tokens of one sentence.
        value: the first value.
    """
    place = value.next_index
    if place + 1 >= len(tokens):
        return None
    link = tokens[place]
    joined = link.kind == "-" or link.text == "to"
    if link.text == "and":
        joined = any(token.text == "between" for token in tokens[max(0, place - 6) : place])
    other = parse_value(tokens, place + 1) if joined else None
    if other is None or (other.number < value.number and not (value.signed or other.signed)):
        return None
    return value, other


def next_in_list(
    tokens: Sequence[EffectToken],
    names_by_index: dict[int, MeasureName],
    value: PrintedValue,
    precision: IntervalAndP,
) -> tuple[PrintedValue, int] | None:
    """Return the next value of a list of one measure and the position of its first token.

    Args:
        tokens: the tokens of one sentence.
        names_by_index: the measure names of the sentence, by position of their first token.
        value: the value before it in the list.
        precision: the interval and p of the value before it.
    """
    place, words, linked, new_item = precision.next_index, 0, False, False
    if (
        place < len(tokens)
        and tokens[place].kind == ")"
        and precision.next_index > value.next_index
    ):
        place += 1
    end = min(len(tokens), place + _MAX_TOKENS)
    labelled = place < len(tokens) and tokens[place].text in _LABEL_WORDS
    while place < end:
        token, name = tokens[place], names_by_index.get(place)
        if token.text in _VERBS or (name and name.is_specific):
            return None
        if (linked or new_item) and (other := parse_value(tokens, place)):
            sized = _is_sized(tokens, value) and _is_sized(tokens, other)
            if not linked and not sized:
                return None
            labelled = labelled or sized or tokens[place - 1].kind == ":"
            compatible = _has_same_format(value, other) and (not words or labelled)
            return (
                (other, place) if compatible and _may_end_list_item(tokens, other, words) else None
            )
        next_place = _skip_list_item(tokens, place)
        if not next_place:
            return None
        linked = _is_separator(token) or token.kind == ":"
        new_item = new_item or token.kind == ";"
        words += token.kind == WORD and not _is_separator(token)
        place = next_place
    return None


def next_in_brackets(
    tokens: Sequence[EffectToken],
    names_by_index: dict[int, MeasureName],
    value: PrintedValue,
    precision: IntervalAndP,
) -> tuple[PrintedValue, int] | None:
    """Return the next value of "worry (d = 1.56), sleep (1.36) and mood (1.30)".

    Args:
        tokens: the tokens of one sentence.
        names_by_index: the measure names of the sentence, by position of their first token.
        value: the value before it, which ends its brackets.
        precision: the interval and p of the value before it.
    """
    place, linked = precision.next_index + 1, False
    if place >= len(tokens) or tokens[place - 1].kind != ")" or not value.decimal:
        return None
    for at in range(place, min(len(tokens) - 1, place + _MAX_TOKENS)):
        token = tokens[at]
        if token.kind == "(":
            other = parse_value(tokens, at + 1) if linked else None
            return (other, at + 1) if other and _is_like(tokens, value, other) else None
        if token.text in _VERBS or token.text in _GROUP_WORDS or at in names_by_index:
            return None
        if token.kind not in {WORD, "-"} and not _is_separator(token):
            return None
        linked = linked or _is_separator(token)
    return None


def _is_like(tokens: Sequence[EffectToken], value: PrintedValue, other: PrintedValue) -> bool:
    """Return whether a value in brackets has the form of the one before it and nothing after."""
    ends = other.next_index < len(tokens) and tokens[other.next_index].kind in {")", ",", ";"}
    return ends and other.decimal and _has_same_format(value, other)


def _is_separator(token: EffectToken) -> bool:
    return token.kind in {",", ";", "&", "/"} or token.text in _SEPARATOR_WORDS


def _skip_list_item(tokens: Sequence[EffectToken], place: int) -> int:
    """Return the position after a word, a mark or "(n = 12)"; 0 where no list continues."""
    token = tokens[place]
    if token.kind == "(" and (bracket := short_name_in_brackets(tokens, place)):
        return bracket[1] + 1
    if token.kind == ":":
        return place + 1 if tokens[place - 1].kind == WORD else 0
    if token.kind == "(":
        reach = range(place, place + _MAX_BRACKET)
        ends = [index for index in reach if _is_closing_bracket(tokens, index)]
        inside = tokens[place + 1 : ends[0]] if ends else ()
        skipped = bool(inside) and (
            inside[0].text in _SIZE_SIGNS or all(token.kind != NUMBER for token in inside)
        )
        return ends[0] + 1 if skipped else 0
    if token.kind == NUMBER and "." in token.text:
        return 0
    return place + 1 if token.kind in {WORD, "-", NUMBER} or _is_separator(token) else 0


def _is_sized(tokens: Sequence[EffectToken], value: PrintedValue) -> bool:
    """Return whether "(n = 12)" follows a value."""
    following = [token.text for token in tokens[value.next_index : value.next_index + 2]]
    return following[:1] == ["("] and following[-1] in _SIZE_SIGNS


def _is_closing_bracket(tokens: Sequence[EffectToken], place: int) -> bool:
    return place < len(tokens) and tokens[place].kind == ")"


def _has_same_format(value: PrintedValue, other: PrintedValue) -> bool:
    return (other.decimal or (not value.decimal and not value.money)) and (
        value.percent == other.percent and value.money == other.money
    )


def _may_end_list_item(tokens: Sequence[EffectToken], other: PrintedValue, words: int) -> bool:
    """Return whether a further value is followed by what may follow a value of a list."""
    if other.next_index >= len(tokens):
        return True
    following = tokens[other.next_index]
    if following.kind == WORD:
        if not words and following.text in {"was", "were"}:
            return True
        return following.text in _LABEL_WORDS | {"and", "respectively", "vs", "versus"}
    return following.kind in {",", ";", ")", ".", "("} or (following.kind == ":" and not words)


def shares_measure(
    tokens: Sequence[EffectToken],
    index: int,
    value: PrintedValue,
    precision: IntervalAndP,
    measure: str,
) -> bool:
    """Return whether a number with an interval is of the measure printed before it.

    Args:
        tokens: the tokens of one sentence.
        index: position of the number in `tokens`.
        value: the printed value.
        precision: the interval and p that follow the value.
        measure: the measure of the previous effect of the sentence.
    """
    if precision.interval is None or not index:
        return False
    previous_token = tokens[index - 1]
    if previous_token.kind not in {"(", ",", ";", ":"} and previous_token.text not in {
        "and",
        "or",
        "by",
    }:
        return False
    if not precision.interval.low <= value.number <= precision.interval.high:
        return False
    if measure in RATIO_MEASURES:
        return precision.interval.low > 0 and not value.percent
    return measure in {"MD", "b", "percent-difference"} or value.decimal
