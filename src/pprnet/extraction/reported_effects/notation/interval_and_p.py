"""The interval of a value with its level, and its p."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pprnet.extraction.reported_effects.notation.effect_tokenizer import (
    NUMBER,
    WORD,
    EffectToken,
)
from pprnet.extraction.reported_effects.notation.measure_names import (
    MeasureName,
)
from pprnet.extraction.reported_effects.notation.p_values import PValueProblem, parse_p_value
from pprnet.extraction.reported_effects.notation.printed_values import (
    TIME_UNITS,
    PrintedInterval,
    PrintedValue,
    parse_interval,
)
from pprnet.extraction.reported_effects.notation.statistic_labels import (
    parse_interval_label,
    skip_statistic,
)
from pprnet.extraction.text_processing.word_tokenizer import word_set

_ROUNDING_TOLERANCE = 0.1
"""Share of an interval's width by which a rounded value may lie outside."""
_MAX_TOKENS, _MAX_WORDS, _MAX_WORDS_TO_P = 48, 9, 4
_STOP_WORDS = word_set("and whereas while but or vs versus than respectively")
_SKIPPED_MARKS = frozenset({",", ";", ":", "-", "/", "%", "=", "*"})


@dataclass(frozen=True, slots=True)
class IntervalAndP:
    """The interval and p of a value, and the token and the place in the text after them."""

    next_index: int
    end: int
    interval: PrintedInterval | None = None
    labelled: bool = False
    level: float | None = None
    p: str = ""


def parse_interval_and_p(
    tokens: Sequence[EffectToken], value: PrintedValue, names_by_index: dict[int, MeasureName]
) -> IntervalAndP:
    """Return the interval and p that follow a value, up to what belongs to another one.

    Args:
        tokens: the tokens of one sentence.
        value: the printed value.
        names_by_index: the measure names of the sentence, by position of their first token.
    """
    scanner = _Scanner(
        tokens,
        value,
        names_by_index,
        place=value.next_index,
        next_index=value.next_index,
        end=value.end,
    )
    stop = min(len(tokens), value.next_index + _MAX_TOKENS)
    while scanner.place < stop and scanner.step():
        pass
    return IntervalAndP(
        scanner.next_index,
        scanner.end,
        scanner.interval,
        scanner.labelled,
        scanner.level,
        scanner.p,
    )


@dataclass(slots=True)
class _Scanner:
    """A scan along a sentence. A step that finds nothing of its kind returns `None`."""

    tokens: Sequence[EffectToken]
    value: PrintedValue
    names_by_index: dict[int, MeasureName]
    place: int
    next_index: int
    end: int
    depth: int = 0
    """Brackets opened since the value."""
    words: int = 0
    interval: PrintedInterval | None = None
    labelled: bool = False
    level: float | None = None
    p: str = ""
    p_problem: PValueProblem = PValueProblem.NONE

    def step(self) -> bool:
        """Move past the next item and return whether the scan may continue."""
        if self.tokens[self.place].kind in {"(", ")"}:
            return self._scan_bracket()
        for step in (
            self._scan_interval,
            self._scan_p,
            self._scan_statistic,
            self._scan_after_comma,
        ):
            continues = step()
            if continues is not None:
                return continues
        return self._scan_word()

    def _scan_bracket(self) -> bool:
        if self.tokens[self.place].kind == "(":
            self.depth += 1
            unlabelled = (
                None
                if self.interval
                else _unlabelled_interval(self.tokens, self.place + 1, self.value)
            )
            self._accept_interval(unlabelled) if unlabelled else self._move_to(self.place + 1)
            return True
        self.depth -= 1
        self.place += 1
        if self.depth >= 0:
            return True
        self.depth = 0
        return _label_follows_bracket(self.tokens, self.place)

    def _scan_interval(self) -> bool | None:
        label = parse_interval_label(self.tokens, self.place)
        if label is None:
            return None
        level, start = label
        interval = None if self.interval else parse_interval(self.tokens, start)
        if interval is None or not contains_value(interval, self.value.number):
            return False
        next_index = _skip_closing_bracket(self.tokens, self.place, interval.next_index)
        self._accept_interval(PrintedInterval(interval.low, interval.high, next_index))
        self.labelled, self.level = True, level
        return True

    def _scan_p(self) -> bool | None:
        p = parse_p_value(self.tokens, self.place)
        if p is None:
            return None
        if self.p or self.p_problem or (self.words > _MAX_WORDS_TO_P and not self.depth):
            return False
        self.p, self.p_problem = p.text, p.defect
        return self._extend_to(p.next_index)

    def _scan_statistic(self) -> bool | None:
        """Move past "SE = 0.2", "per 10 points" and "± 0.2"."""
        next_index = skip_statistic(self.tokens, self.place)
        if not next_index and self.tokens[self.place].text in {"±", "per"}:
            counted = self.tokens[self.place + 1 : self.place + 2]
            next_index = self.place + 2 if counted and counted[0].kind == NUMBER else 0
        return self._move_to(next_index) if next_index else None

    def _scan_after_comma(self) -> bool | None:
        if self.interval or self.tokens[self.place].kind != ",":
            return None
        unlabelled = _unlabelled_interval(self.tokens, self.place + 1, self.value, after_comma=True)
        return self._accept_interval(unlabelled) if unlabelled else None

    def _scan_word(self) -> bool:
        token = self.tokens[self.place]
        name = self.names_by_index.get(self.place)
        named = name and name.is_specific and self.place > self.value.next_index
        if token.kind == WORD and not named:
            self.words += 1
            stops = token.text in _STOP_WORDS and (self.depth or not self._label_follows())
            return not stops and self.words <= _MAX_WORDS and self._move_to(self.place + 1)
        if token.kind == NUMBER and _counts_time(self.tokens, self.place):
            return self._move_to(self.place + 2)
        return token.kind in _SKIPPED_MARKS and self._move_to(self.place + 1)

    def _label_follows(self) -> bool:
        return _is_labelled(self.tokens, self.place + 1)

    def _accept_interval(self, interval: PrintedInterval) -> bool:
        self.interval = interval
        return self._extend_to(interval.next_index)

    def _extend_to(self, next_index: int) -> bool:
        self.next_index, self.end = next_index, self.tokens[next_index - 1].end
        return self._move_to(next_index)

    def _move_to(self, next_index: int) -> bool:
        self.place = next_index
        return True


def _counts_time(tokens: Sequence[EffectToken], place: int) -> bool:
    """Return whether a number counts months or the like, as in "at 12 months", "12-month"."""
    next_index = [token.text for token in tokens[place + 1 : place + 3] if token.kind == WORD]
    return bool(next_index) and next_index[0] in TIME_UNITS


def contains_value(interval: PrintedInterval, value: float) -> bool:
    """Return whether an interval contains a value, which may be rounded or without its sign.

    Args:
        interval: the interval, on the scale of the value.
        value: the value; up to a tenth of the width outside is accepted.
    """
    slack = (interval.high - interval.low) * _ROUNDING_TOLERANCE
    return any(interval.low - slack <= one <= interval.high + slack for one in (value, -value))


def _skip_closing_bracket(tokens: Sequence[EffectToken], start: int, next_index: int) -> int:
    """Return the position after the bracket that the label opened, as in "95% CI (1.2, 3.4)"."""
    kinds = [token.kind for token in tokens[start:next_index]]
    opened = kinds.count("(") - kinds.count(")")
    return next_index + (opened > 0 and next_index < len(tokens) and tokens[next_index].kind == ")")


def _unlabelled_interval(
    tokens: Sequence[EffectToken], place: int, value: PrintedValue, *, after_comma: bool = False
) -> PrintedInterval | None:
    """Return an interval without a label, which must contain the value."""
    if place >= len(tokens) or parse_interval_label(tokens, place):
        return None
    interval = parse_interval(tokens, place, announced=False)
    if (
        interval is None
        or not interval.low <= value.number <= interval.high
        or interval.low == interval.high
    ):
        return None
    if after_comma and tokens[place].kind == NUMBER and not value.decimal:
        return None
    end = interval.next_index + (
        interval.next_index < len(tokens) and tokens[interval.next_index].kind == WORD
    )
    closed = end >= len(tokens) or tokens[end].kind in {")", ";", ",", "."}
    joined_by_comma = any(token.kind in {",", ";"} for token in tokens[place : interval.next_index])
    return None if (after_comma and joined_by_comma) or not closed else interval


def _label_follows_bracket(tokens: Sequence[EffectToken], place: int) -> bool:
    """Return whether an interval or p comes right after a closed bracket."""
    while place < len(tokens) and tokens[place].kind in {"(", ",", ";"}:
        place += 1
    return _is_labelled(tokens, place)


def _is_labelled(tokens: Sequence[EffectToken], place: int) -> bool:
    if place < len(tokens) and tokens[place].text in {"a", "the"}:
        place += 1
    return place < len(tokens) and parse_interval_label(tokens, place) is not None
