"""What is printed beside a value: its interval with the level, and its p."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pprnet.reading.effects.labels import label_at, p_at, statistic_at
from pprnet.reading.effects.lexemes import NUMBER, WORD, Lexeme, word_set
from pprnet.reading.effects.names import OPEN, Name
from pprnet.reading.effects.values import Pair, Value, pair_at

_SLACK = 0.1
"""Share of an interval's width by which a rounded value may lie outside."""
_REACH, _MOST_WORDS, _MOST_WORDS_TO_P = 48, 9, 4
_STOPS = word_set("and whereas while but or vs versus than respectively")
_TIMES = word_set("month months week weeks year years day days session sessions hour hours")
_MARKS = frozenset({",", ";", ":", "-", "/", "%", "=", "*"})


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a value, and the lexeme and the place in the text after it."""

    after: int
    end: int
    pair: Pair | None = None
    labelled: bool = False
    level: float | None = None
    p: str = ""


def beside(found: Sequence[Lexeme], value: Value, names: dict[int, Name]) -> Beside:
    """Read on from a value until something that belongs to another one."""
    walk = _Walk(found, value, names, place=value.after, after=value.after, end=value.end)
    stop = min(len(found), value.after + _REACH)
    while walk.place < stop and walk.step():
        pass
    return Beside(walk.after, walk.end, walk.pair, walk.labelled, walk.level, walk.p)


@dataclass(slots=True)
class _Walk:
    """A walk along a sentence. A step that finds nothing of its kind gives `None`."""

    found: Sequence[Lexeme]
    value: Value
    names: dict[int, Name]
    place: int
    after: int
    end: int
    depth: int = 0
    """Brackets opened since the value."""
    words: int = 0
    pair: Pair | None = None
    labelled: bool = False
    level: float | None = None
    p: str = ""

    def step(self) -> bool:
        """Go on past the next thing; say whether the walk may go further."""
        if self.found[self.place].kind in {"(", ")"}:
            return self._bracket()
        for step in (self._interval, self._p, self._passed, self._after_comma):
            goes_on = step()
            if goes_on is not None:
                return goes_on
        return self._word()

    def _bracket(self) -> bool:
        if self.found[self.place].kind == "(":
            self.depth += 1
            bare = None if self.pair else _bare_pair(self.found, self.place + 1, self.value)
            self._take(bare) if bare else self._pass(self.place + 1)
            return True
        self.depth -= 1
        self.place += 1
        if self.depth >= 0:
            return True
        self.depth = 0
        return _goes_on(self.found, self.place)

    def _interval(self) -> bool | None:
        label = label_at(self.found, self.place)
        if label is None:
            return None
        level, start = label
        pair = None if self.pair else pair_at(self.found, start)
        if pair is None or not holds(pair, self.value.number):
            return False
        after = _past_closing(self.found, self.place, pair.after)
        self._take(Pair(pair.low, pair.high, after))
        self.labelled, self.level = True, level
        return True

    def _p(self) -> bool | None:
        p = p_at(self.found, self.place)
        if p is None:
            return None
        if self.p or (self.words > _MOST_WORDS_TO_P and not self.depth):
            return False
        self.p = p[0]
        self._keep(p[1])
        return True

    def _passed(self) -> bool | None:
        """Pass over "SE = 0.2", "per 10 points" and "± 0.2"."""
        after = statistic_at(self.found, self.place)
        if not after and self.found[self.place].text in {"±", "per"}:
            counted = self.found[self.place + 1 : self.place + 2]
            after = self.place + 2 if counted and counted[0].kind == NUMBER else 0
        return self._pass(after) if after else None

    def _after_comma(self) -> bool | None:
        if self.pair or self.found[self.place].kind != ",":
            return None
        bare = _bare_pair(self.found, self.place + 1, self.value, after_comma=True)
        return self._take(bare) if bare else None

    def _word(self) -> bool:
        lexeme = self.found[self.place]
        name = self.names.get(self.place)
        named = name and name.measure not in OPEN and self.place > self.value.after
        if lexeme.kind == WORD and not named:
            self.words += 1
            stops = lexeme.text in _STOPS and (self.depth or not self._announces())
            return not stops and self.words <= _MOST_WORDS and self._pass(self.place + 1)
        if lexeme.kind == NUMBER and _is_time(self.found, self.place):
            return self._pass(self.place + 2)
        return lexeme.kind in _MARKS and self._pass(self.place + 1)

    def _announces(self) -> bool:
        return _announced(self.found, self.place + 1)

    def _take(self, pair: Pair) -> bool:
        self.pair = pair
        return self._keep(pair.after)

    def _keep(self, after: int) -> bool:
        self.after, self.end = after, self.found[after - 1].end
        return self._pass(after)

    def _pass(self, after: int) -> bool:
        self.place = after
        return True


def _is_time(found: Sequence[Lexeme], place: int) -> bool:
    """Say whether a number is of months or the like, as in "at 12 months" and "12-month"."""
    after = [lexeme.text for lexeme in found[place + 1 : place + 3] if lexeme.kind == WORD]
    return bool(after) and after[0] in _TIMES


def holds(pair: Pair, value: float) -> bool:
    """Say whether an interval is that of a value, which may be rounded or told without its sign."""
    slack = (pair.high - pair.low) * _SLACK
    return any(pair.low - slack <= one <= pair.high + slack for one in (value, -value))


def _past_closing(found: Sequence[Lexeme], start: int, after: int) -> int:
    """Pass over the bracket that the label opened, as in "95% CI (1.2, 3.4)"."""
    kinds = [lexeme.kind for lexeme in found[start:after]]
    opened = kinds.count("(") - kinds.count(")")
    return after + (opened > 0 and after < len(found) and found[after].kind == ")")


def _bare_pair(
    found: Sequence[Lexeme], place: int, value: Value, *, after_comma: bool = False
) -> Pair | None:
    """Read an interval that no word announces: it must hold the value."""
    if place >= len(found) or label_at(found, place):
        return None
    pair = pair_at(found, place, announced=False)
    if pair is None or not pair.low <= value.number <= pair.high or pair.low == pair.high:
        return None
    if after_comma and found[place].kind == NUMBER and not value.decimal:
        return None
    end = pair.after + (pair.after < len(found) and found[pair.after].kind == WORD)
    closed = end >= len(found) or found[end].kind in {")", ";", ",", "."}
    joined_by_comma = any(lexeme.kind in {",", ";"} for lexeme in found[place : pair.after])
    return None if (after_comma and joined_by_comma) or not closed else pair


def _goes_on(found: Sequence[Lexeme], place: int) -> bool:
    """Say whether an interval or p comes right after a closed bracket."""
    while place < len(found) and found[place].kind in {"(", ",", ";"}:
        place += 1
    return _announced(found, place)


def _announced(found: Sequence[Lexeme], place: int) -> bool:
    if place < len(found) and found[place].text in {"a", "the"}:
        place += 1
    return place < len(found) and label_at(found, place) is not None
