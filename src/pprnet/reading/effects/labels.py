"""The labels of what stands beside a value: of an interval with its level, of p, of others."""

from __future__ import annotations

from collections.abc import Sequence

from pprnet.reading.effects.lexemes import NUMBER, WORD, Lexeme, number, word_set
from pprnet.reading.effects.values import Value, value_at

_LABELS = word_set("ci cis cri cl ci95 ci95% hdi hpd ui bci ci99 ci90 bcaci")
_LONG = frozenset({"interval", "intervals", "limits", "limit"})
_BEFORE_LONG = word_set(
    "confidence credible credibility uncertainty posterior density bayesian compatibility"
)
_AFTER_LABEL = word_set(
    "for the difference differences mean of was is were are from between ranging ranged range being"
)
_STARTS = _LABELS | _BEFORE_LONG | {"c"}
_LEVEL_SIGNS = word_set("bootstrap bootstrapped bias corrected profile two sided exact")
_STATISTICS = word_set(
    "z t f q n se sd sem wald i2 χ2 x2 df chi2 chi τ2 tau2 q2 w u ses sds k m v h s.e"
)
_P = frozenset({"p", "ps", "pvalue"})
_P_MARKS = frozenset({"<", "=", ":", "-"})
_P_WORDS = frozenset({"value", "values", "all", "of", "was"})
_LEVELS = range(50, 100)


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
    if place < len(found) and found[place].kind == "%":  # "CI95% 1.2 to 3.4"
        place += 1
    place = _past_bracket(found, place)
    if level is None and place < len(found) and found[place].kind in {NUMBER, "("}:
        level, place = _late_level(found, place)
    if found[index].text.lower() == "ci95":
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
    if place >= len(found) or found[place].text.lower() not in _STARTS:
        return 0
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
    place, sign = _past_sign(found, index + 1)
    if place >= len(found) or place == index + 1:
        return None
    if found[place].text.lower() in {"ns", "n"}:
        return "NS", place + 1
    if found[place].kind != NUMBER:
        return None
    return (sign or "=") + found[place].text, place + 1


def _past_sign(found: Sequence[Lexeme], place: int) -> tuple[int, str]:
    """Pass over "-value", "<" and "of"; give the signs among them."""
    sign = ""
    while place < len(found) and (found[place].kind in _P_MARKS or found[place].text in _P_WORDS):
        sign += found[place].text if found[place].kind in {"<", "="} else ""
        place += 1
    return place, sign


def statistic_at(found: Sequence[Lexeme], place: int) -> int:
    """Give the place after "SE = 0.16", "t(45) = 2.3" or "n = 30", or 0."""
    if found[place].kind != WORD or found[place].text.lower() not in _STATISTICS:
        return 0
    after = _past_degrees(found, place + 1)
    if after < len(found) and found[after].kind in {"=", ":", "<"}:
        after += 1
    value = value_at(found, after) if place < after < len(found) else None
    return value.after if value else 0


def _past_degrees(found: Sequence[Lexeme], place: int) -> int:
    """Pass over the degrees of freedom of "F(1, 54)"; 0 where the bracket holds more."""
    if place >= len(found) or found[place].kind != "(":
        return place
    for after in range(place + 1, min(place + 6, len(found))):
        if found[after].kind == ")":
            return after + 1
        if found[after].kind not in {NUMBER, ","}:
            return 0
    return 0
