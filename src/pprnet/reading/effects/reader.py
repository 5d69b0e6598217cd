"""From the names and numbers of a sentence to its effects.

A name is followed forward to its value or values, each value to what stands beside it. A number
whose measure is not printed is an effect only if it has an interval and the words around say
that it is a difference, or if it stands in a row with an effect whose measure is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pprnet.reading.effects.beside import Beside, beside
from pprnet.reading.effects.implied import implied_measure
from pprnet.reading.effects.labels import announced_level
from pprnet.reading.effects.lexemes import NUMBER, WORD, Lexeme, word_set
from pprnet.reading.effects.names import OPEN, Name, names
from pprnet.reading.effects.rows import carried, next_in_list, range_ends
from pprnet.reading.effects.search import value_of
from pprnet.reading.effects.sense import Sense, in_range
from pprnet.reading.effects.values import CURRENCIES, Value, is_hyphen, value_at

_MARKS_OF_INTERVALS = word_set("CI CIs CrI Cl C interval intervals limits odds -")
_BEGINNINGS = frozenset({NUMBER, "$", "+", "-"})


@dataclass(frozen=True, slots=True)
class Reading:
    """An effect in a sentence, before the words around it are read."""

    measure: str
    value: Value
    beside: Beside
    start: int
    """Place in the text of the first character that states it."""
    source: str
    """How the measure is known: "symbol", "phrase", "row", "change" or "implied"."""
    first: int
    """The lexeme with which it begins."""


def readings(found: Sequence[Lexeme], sense: Sense) -> Iterator[Reading]:
    """Give the effects of a sentence in the order of the text."""
    places = names(found)
    if not places and not _MARKS_OF_INTERVALS & {lexeme.text for lexeme in found}:
        return
    index, last = 0, None
    while index < len(found):
        got: list[Reading] = []
        if index in places:
            got = list(_named(found, places, places[index], sense))
        elif _may_begin(found, index):
            got = list(_unnamed(found, places, index, last, sense))
        if got:
            yield from got
            last = got[-1]
        index = got[-1].beside.after if got else index + 1


def _may_begin(found: Sequence[Lexeme], index: int) -> bool:
    """Say whether a value without a name may begin here; what follows "p <" or "t =" is none."""
    kind = found[index].kind
    if kind in _BEGINNINGS and index and found[index - 1].kind in {"<", "="}:
        return False
    if kind == "-":
        return index == 0 or not is_hyphen(found, index)
    if kind == WORD:
        return found[index].text in CURRENCIES
    return kind in _BEGINNINGS


def _named(
    found: Sequence[Lexeme], places: dict[int, Name], name: Name, sense: Sense
) -> Iterator[Reading]:
    if sense.refuses_name(found, name):
        return
    value = value_of(found, places, name)
    if value is None:
        return
    ends = range_ends(found, value) or (value,)
    close = beside(found, ends[-1], places)
    level = announced_level(found, name.after, value)
    close = _with_level(close, level)
    measure = sense.measure(found, name, value, close)
    if measure is None or not in_range(measure, ends[-1]):
        return
    start, source = found[name.first].start, "symbol" if name.symbol else "phrase"
    source = "change" if name.measure in OPEN else source
    last = None
    for one in ends:
        last = Reading(measure, one, close, start, source, name.first)
        yield last
    if last:
        yield from _list(found, places, last, level)


def _with_level(close: Beside, level: float | None) -> Beside:
    """Give an interval without a label the level that was announced for it."""
    announced = level is not None and close.pair is not None and not close.labelled
    return replace(close, level=level, labelled=True) if announced else close


def _list(
    found: Sequence[Lexeme], places: dict[int, Name], last: Reading, level: float | None = None
) -> Iterator[Reading]:
    """Read the further values of "1.2, 1.4 and 2.0"."""
    while following := next_in_list(found, places, last.value, last.beside):
        value, first = following
        if not in_range(last.measure, value):
            return
        close = _with_level(beside(found, value, places), level)
        last = Reading(last.measure, value, close, value.start, "row", first)
        yield last


def _unnamed(
    found: Sequence[Lexeme],
    places: dict[int, Name],
    index: int,
    last: Reading | None,
    sense: Sense,
) -> Iterator[Reading]:
    value = value_at(found, index)
    if value is None or sense.is_time(found, value):
        return
    close = beside(found, value, places)
    if last and in_range(last.measure, value) and carried(found, index, value, close, last.measure):
        yield Reading(last.measure, value, close, value.start, "row", index)
        return
    measure = implied_measure(found, index, value, close, last.measure if last else "")
    if measure:
        implied = Reading(measure, value, close, value.start, "implied", index)
        yield implied
        yield from _list(found, places, implied)
