"""Estimates with their interval as printed: "OR = 2.3 (95% CI 1.2 to 4.5), p = .01".

Only what is printed side by side is read: the name of a measure, its value, an interval with a
label, and p. Nothing else is certain to belong together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pprnet.coherence.incoherence import NumberRange
from pprnet.coherence.statements.rounding import RoundedNumber
from pprnet.coherence.statements.stated_tests import StatedP, stated_p
from pprnet.extraction.reported_effects.measure_resolution import MeasureResolver
from pprnet.extraction.reported_effects.notation.effect_tokenizer import (
    NUMBER,
    EffectToken,
    tokenize_effects,
)
from pprnet.extraction.reported_effects.notation.measure_names import (
    MeasureName,
    find_measure_names,
)
from pprnet.extraction.reported_effects.notation.printed_values import (
    PrintedInterval,
    PrintedValue,
    parse_interval,
    parse_value,
)
from pprnet.extraction.reported_effects.notation.statistic_labels import parse_interval_label
from pprnet.extraction.reported_effects.value_search import find_value
from pprnet.extraction.text_processing.sentence_splitter import split_sentences
from pprnet.extraction.text_processing.word_tokenizer import word_set

_JOINING_KINDS = frozenset({"=", ":", ","})
_JOINING_WORDS = frozenset({"of", "was", "were", "is"})
_OPENING = frozenset({"(", ",", ";"})
_LABELS = ("CI", "onfidence", "nterval", "C.I.", "IC", "CrI")
"""Parts of words of which a sentence with an interval has one."""
_UNITS = word_set("points point units unit kg days weeks months hours minutes SD")
_MAX_JOINING = 3


@dataclass(frozen=True, slots=True)
class StatedInterval:
    """An estimate with its interval and, where one follows, its p."""

    measure: str
    estimate: RoundedNumber
    first: RoundedNumber
    """The end that is printed first."""
    second: RoundedNumber
    level: float
    joined_by_dash: bool
    """Whether a dash joins the ends; the sign of the second may then be lost."""
    estimate_place: tuple[int, int]
    interval_place: tuple[int, int]
    p: StatedP | None
    in_percent: bool
    """Whether the estimate is a percentage; a ratio is then rather a change by it."""

    @property
    def ends(self) -> NumberRange:
        """The interval with its rounding."""
        low, high = sorted((self.first, self.second), key=lambda end: end.value)
        return NumberRange(low.rounded.low, high.rounded.high)

    @property
    def inner(self) -> NumberRange:
        """The part that is in the interval however its ends were rounded."""
        low, high = sorted((self.first, self.second), key=lambda end: end.value)
        return NumberRange(low.rounded.high, high.rounded.low)

    @property
    def has_uncertain_sign(self) -> bool:
        """Whether a dash between the ends may be a minus sign, as in "-0.5-0.1"."""
        return self.joined_by_dash and (
            self.first.value < 0 or self.first.value > self.second.value
        )


def stated_intervals(text: str) -> Iterator[StatedInterval]:
    """Yield each named estimate with a labelled interval.

    Args:
        text: of normalised typography.
    """
    resolver = MeasureResolver.from_text(text)
    for sentence in split_sentences(text):
        words = text[sentence.start : sentence.end]
        if any(label in words for label in _LABELS):
            yield from _of_sentence(text, tokenize_effects(words, sentence.start), resolver)


def _of_sentence(
    text: str, tokens: Sequence[EffectToken], resolver: MeasureResolver
) -> Iterator[StatedInterval]:
    names = find_measure_names(tokens)
    for name in names.values():
        if not name.is_specific or _is_reduction(tokens, name):
            continue
        if not resolver.rejects_name(tokens, name) and (
            found := _interval_of(text, tokens, names, name)
        ):
            yield found


def _is_reduction(tokens: Sequence[EffectToken], name: MeasureName) -> bool:
    """Return whether a ratio is named for a reduction: "RRR", "relative risk reduction"."""
    around = tokens[max(0, name.first - _MAX_JOINING) : name.next_index + 1]
    return any("reduc" in token.text.lower() or "RRR" in token.text for token in around)


def _interval_of(
    text: str, tokens: Sequence[EffectToken], names: dict[int, MeasureName], name: MeasureName
) -> StatedInterval | None:
    place, announced = _skip_to_value(tokens, name.next_index)
    value = parse_value(tokens, place) or find_value(tokens, names, name)
    if value is None or value.money:
        return None
    p = stated_p(text, value.end)
    start = _index_from(tokens, value.next_index, p.end) if p else _after_unit(tokens, value)
    if start + 1 >= len(tokens) or tokens[start].kind not in _OPENING:
        return None
    label = (announced, start + 1) if announced else _label(tokens, start + 1)
    interval = parse_interval(tokens, label[1]) if label else None
    if label is None or interval is None or _is_malformed(tokens, interval.next_index):
        return None
    p = p or stated_p(text, _after_brackets(tokens, interval.next_index))
    return _stated_interval(tokens, name, value, (label[1], interval, label[0]), p)


def _after_unit(tokens: Sequence[EffectToken], value: PrintedValue) -> int:
    """Return the position after a value and its unit, as in "3.2 points"."""
    place = value.next_index
    return place + (place < len(tokens) and tokens[place].text in _UNITS)


def _index_from(tokens: Sequence[EffectToken], index: int, place: int) -> int:
    """Return the position of the first token from a place in the text on."""
    while index < len(tokens) and tokens[index].start < place:
        index += 1
    return index


def _is_malformed(tokens: Sequence[EffectToken], place: int) -> bool:
    """Return whether digits follow a point that ends an interval, as in "0.06-0.0.55"."""
    following = tokens[place : place + 1]
    return bool(following) and following[0].kind == NUMBER


def _skip_to_value(tokens: Sequence[EffectToken], place: int) -> tuple[int, float | None]:
    """Return the place after "=", "(OR)" or "(95% CI)", and the level that was announced."""
    level = None
    for _ in range(_MAX_JOINING):
        if place >= len(tokens):
            break
        closing = _closing(tokens, place)
        if closing:
            label = _label(tokens, place + 1)
            level = label[0] if label and label[1] == closing else level
            if label is None and any(one.kind == NUMBER for one in tokens[place:closing]):
                break
            place = closing + 1
        elif tokens[place].kind in _JOINING_KINDS or tokens[place].text in _JOINING_WORDS:
            place += 1
        elif tokens[place].kind == "(":
            return place + 1, level
        else:
            break
    return place, level


def _closing(tokens: Sequence[EffectToken], place: int) -> int:
    """Return the position of the mark that closes a bracket of a name or label, or 0."""
    if tokens[place].kind != "(":
        return 0
    for index in range(place + 1, min(len(tokens), place + 7)):
        if tokens[index].kind == ")":
            return index
        if tokens[index].kind in {"=", ";"} or "." in tokens[index].text:
            return 0
    return 0


def _label(tokens: Sequence[EffectToken], place: int) -> tuple[float, int] | None:
    """Return the level of a label and the position after it; none without a level."""
    label = parse_interval_label(tokens, place) if place < len(tokens) else None
    return (label[0], label[1]) if label and label[0] is not None else None


def _stated_interval(
    tokens: Sequence[EffectToken],
    name: MeasureName,
    value: PrintedValue,
    found: tuple[int, PrintedInterval, float],
    p: StatedP | None,
) -> StatedInterval | None:
    start, interval, level = found
    inside = tokens[start : interval.next_index]
    one = parse_value(tokens, start)
    joint = one.next_index if one else start
    other = _last_value(tokens, joint, interval.next_index)
    if one is None or other is None or one.percent > other.percent or one.money or other.money:
        return None
    if other.percent != value.percent and not (value.percent and not other.percent):
        return None
    return StatedInterval(
        name.measure,
        _rounded(tokens, value),
        _rounded(tokens, one),
        _rounded(tokens, other),
        level,
        tokens[joint].kind == "-",
        (tokens[name.first].start, value.end),
        (inside[0].start, inside[-1].end),
        p,
        value.percent,
    )


def _last_value(tokens: Sequence[EffectToken], joint: int, next_index: int) -> PrintedValue | None:
    """Return the value that ends an interval; between it and the first is a mark or a word."""
    for place in range(joint + 1, next_index):
        value = parse_value(tokens, place)
        if value and value.next_index == next_index:
            return value
    return None


def _rounded(tokens: Sequence[EffectToken], value: PrintedValue) -> RoundedNumber:
    """Return a parsed value with the size of its last digit."""
    numbers = [
        token.text
        for token in tokens
        if token.kind == NUMBER and value.start <= token.start < value.end
    ]
    printed = RoundedNumber.from_text(numbers[-1])
    return RoundedNumber(value.number, printed.unit)


def _after_brackets(tokens: Sequence[EffectToken], place: int) -> int:
    """Return the place in the text after an interval and the brackets that close behind it."""
    while place < len(tokens) and tokens[place].kind == ")":
        place += 1
    return tokens[place - 1].end
