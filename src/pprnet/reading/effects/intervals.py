"""What is printed beside a value: its interval with the level, and its p."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pprnet.reading.effects.lexemes import NUMBER, WORD, Lexeme, number
from pprnet.reading.effects.names import Name
from pprnet.reading.effects.values import Pair, Value, pair_at, value_at

_LABELS = frozenset("ci cis cri cl ci95 ci95% hdi hpd ui bci ci99 ci90 bcaci".split())
_LONG = frozenset({"interval", "intervals", "limits", "limit"})
_BEFORE_LONG = frozenset(
    "confidence credible credibility uncertainty posterior density bayesian compatibility".split()
)
_AFTER_LABEL = frozenset("for the difference differences mean of was is were are from between ranging ranged range being".split())
_STARTS = _LABELS | _BEFORE_LONG | {"c"}
_LEVEL_SIGNS = frozenset("bootstrap bootstrapped bias corrected profile two sided exact".split())
_STATISTICS = frozenset(
    "z t f q n se sd sem wald i2 χ2 x2 df chi2 chi τ2 tau2 q2 w u ses sds k m v h s.e".split()
)
_P = frozenset({"p", "ps", "pvalue"})
_LEVELS = range(50, 100)
_SLACK = 0.1
_REACH, _MOST_WORDS, _MOST_WORDS_TO_P = 48, 9, 4
_STOPS = frozenset("and whereas while but or vs versus than respectively".split())


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a value, and the lexeme and the place in the text after it."""

    after: int
    end: int
    pair: Pair | None = None
    labelled: bool = False
    level: float | None = None
    p: str = ""
    closed: int = 0
    """Brackets that were closed which had been opened before the value."""


def label_at(found: Sequence[Lexeme], index: int) -> tuple[float | None, int] | None:
    """Read "95% confidence interval [CI]" or "CI95" and give its level and what follows."""
    place, level = index, None
    if found[place].kind == WORD and found[place].text.lower() not in _STARTS:
        return None
    if found[place].kind == NUMBER:
        level, place = _level(found, place)
        if level is None:
            return None
    place = _past_label(found, place)
    if not place:
        return None
    place = _past_bracket(found, place)
    if level is None and place < len(found) and found[place].kind in {NUMBER, "("}:
        level, place = _late_level(found, place)
    if found[place - 1].text.lower() == "ci95":
        level = 95.0
    return level, _past_connector(found, place)


def _level(found: Sequence[Lexeme], place: int) -> tuple[float | None, int]:
    value = number(found[place].text)
    if int(value) not in _LEVELS:
        return None, place
    place += 1
    if place < len(found) and found[place].text in {"%", "percent"}:
        place += 1
    elif [lexeme.text for lexeme in found[place : place + 2]] == ["per", "cent"]:
        place += 2
    while place < len(found) and (found[place].kind == "-" or found[place].text in _LEVEL_SIGNS):
        place += 1
    return value, place


def _late_level(found: Sequence[Lexeme], place: int) -> tuple[float | None, int]:
    """Read the level of "CI 95% 1.2 to 3.4" and "CI (95%): 1.2 to 3.4"."""
    start = place + (found[place].kind == "(")
    if start >= len(found) or found[start].kind != NUMBER:
        return None, place
    level, after = _level(found, start)
    if level is None or found[after - 1].kind != "%":
        return None, place
    if start > place:
        closes = after < len(found) and found[after].kind == ")"
        return (level, after + 1) if closes else (None, place)
    return level, after


def _past_label(found: Sequence[Lexeme], place: int) -> int:
    """Give the place after "CI", "C.I." or "confidence interval", or 0."""
    texts = [lexeme.text.lower() for lexeme in found[place : place + 4]]
    if texts[:1] and texts[0] in _LABELS:
        return place + 1
    if texts == ["c", ".", "i", "."]:
        return place + 4
    if texts[:1] and texts[0] in _BEFORE_LONG:
        for step, text in enumerate(texts[1:], start=1):
            if text in _LONG:
                return place + step + 1
    return 0


def _past_bracket(found: Sequence[Lexeme], place: int) -> int:
    """Pass over "(CI)" and "(95% CI)"."""
    if place >= len(found) or found[place].kind != "(":
        return place
    for after in range(place + 1, min(place + 5, len(found))):
        if found[after].kind == ")":
            return after + 1 if found[after - 1].text.lower() in _LABELS else place
    return place


def _past_connector(found: Sequence[Lexeme], place: int) -> int:
    for _ in range(6):
        if place >= len(found):
            break
        lexeme = found[place]
        if lexeme.kind not in {"=", ":", ",", "(", ";"} and lexeme.text not in _AFTER_LABEL:
            break
        place += 1
    return place


def announced_level(found: Sequence[Lexeme], place: int, value: Value) -> float | None:
    """Give the level of an interval that is announced before the value, as in "OR (95% CI) 2.3"."""
    while place < value.after:
        if found[place].kind == NUMBER and (label := label_at(found, place)):
            return label[0]
        place += 1
    return None


def p_at(found: Sequence[Lexeme], index: int) -> tuple[str, int] | None:
    """Read "P < .05", "p-value of .3" or "p = NS" as sign and number, and give what follows."""
    text = found[index].text
    if text.lower() not in _P:
        return ("NS", index + 1) if text in {"NS", "ns"} else None
    place = index + 1
    while place < len(found) and (
        found[place].kind == "-" or found[place].text in {"value", "values", "all"}
    ):
        place += 1
    sign = ""
    while place < len(found) and (
        found[place].kind in {"<", "=", ":"} or found[place].text in {"of", "was"}
    ):
        sign += found[place].text if found[place].kind in {"<", "="} else ""
        place += 1
    if place >= len(found) or place == index + 1:
        return None
    if found[place].text.lower() in {"ns", "n"}:
        return "NS", place + 1
    if found[place].kind != NUMBER:
        return None
    return (sign or "=") + found[place].text, place + 1


def beside(found: Sequence[Lexeme], value: Value, names: dict[int, Name]) -> Beside:
    """Read on from a value until something that belongs to another one."""
    state = Beside(value.after, value.end)
    depth = words = 0
    place = value.after
    while place < min(len(found), value.after + _REACH):
        lexeme = found[place]
        if lexeme.kind == "(":
            depth += 1
            bare = None if state.pair else _bare_pair(found, place + 1, value)
            if bare:
                state = replace(state, pair=bare, after=bare.after, end=found[bare.after - 1].end)
            place = bare.after if bare else place + 1
        elif lexeme.kind == ")":
            depth -= 1
            place += 1
            if depth < 0:
                if not _goes_on(found, place):
                    break
                depth, state = 0, replace(state, closed=state.closed + 1)
        elif read := _interval(found, place, state, value):
            state = read
            place = read.after
        elif label_at(found, place):
            break
        elif p := p_at(found, place):
            if state.p or (words > _MOST_WORDS_TO_P and depth == 0):
                break
            state = replace(state, p=p[0], after=p[1], end=found[p[1] - 1].end)
            place = p[1]
        elif skipped := statistic_at(found, place):
            place = skipped
        elif not state.pair and lexeme.kind == "," and (
            bare := _bare_pair(found, place + 1, value, after_comma=True)
        ):
            state = replace(state, pair=bare, after=bare.after, end=found[bare.after - 1].end)
            place = bare.after
        elif lexeme.kind == "±" and place + 1 < len(found) and found[place + 1].kind == NUMBER:
            place += 2
        elif lexeme.text == "per" and place + 1 < len(found) and found[place + 1].kind == NUMBER:
            place += 2
        elif lexeme.kind == NUMBER or (place in names and place > value.after):
            break
        elif lexeme.kind == WORD:
            words += 1
            if words > _MOST_WORDS or (
                lexeme.text in _STOPS and not (depth == 0 and _announced(found, place + 1))
            ):
                break
            place += 1
        elif lexeme.kind in {",", ";", ":", "-", "/", "%", "="}:
            place += 1
        else:
            break
    return state


def _goes_on(found: Sequence[Lexeme], place: int) -> bool:
    """Say whether an interval or p comes right after a closed bracket."""
    while place < len(found) and found[place].kind in {"(", ",", ";"}:
        place += 1
    return _announced(found, place)


def _announced(found: Sequence[Lexeme], place: int) -> bool:
    if place < len(found) and found[place].text in {"a", "the"}:
        place += 1
    return place < len(found) and label_at(found, place) is not None


def _interval(
    found: Sequence[Lexeme], place: int, state: Beside, value: Value
) -> Beside | None:
    label = None if state.pair else label_at(found, place)
    if label is None:
        return None
    level, after = label
    pair = pair_at(found, after) if after < len(found) else None
    if pair is None or not holds(pair, value.number):
        return None
    after = _past_closing(found, place, pair.after)
    end = found[after - 1].end
    return replace(state, pair=pair, labelled=True, level=level, after=after, end=end)


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
    closed = pair.after < len(found) and found[pair.after].kind in {")", ";", ","}
    joined_by_comma = any(
        lexeme.kind in {",", ";"} for lexeme in found[place : pair.after]
    )
    return None if (after_comma and joined_by_comma) or not closed else pair


def statistic_at(found: Sequence[Lexeme], place: int) -> int:
    """Give the place after "SE = 0.16", "t(45) = 2.3" or "n = 30", or 0."""
    if found[place].kind != WORD or found[place].text.lower() not in _STATISTICS:
        return 0
    after = place + 1
    if after < len(found) and found[after].kind == "(":
        while after < min(len(found), place + 8) and found[after].kind != ")":
            after += 1
        after += 1
    if after < len(found) and found[after].kind in {"=", ":", "<"}:
        after += 1
    value = value_at(found, after) if after < len(found) else None
    return value.after if value else 0
