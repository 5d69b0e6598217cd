"""The labels around a value: of an interval with its level, of other statistics."""

from __future__ import annotations

from collections.abc import Sequence

from pprnet.extraction.reported_effects.notation.effect_tokenizer import (
    NUMBER,
    WORD,
    EffectToken,
    parse_number,
)
from pprnet.extraction.reported_effects.notation.printed_values import PrintedValue, parse_value
from pprnet.extraction.text_processing.word_tokenizer import word_set

_INTERVAL_LABELS = word_set("ci cis cri cl ci95 ci95% hdi hpd ui bci ci99 ci90 bcaci")
_INTERVAL_NOUNS = frozenset({"interval", "intervals", "limits", "limit"})
_INTERVAL_QUALIFIERS = word_set(
    "confidence credible credibility uncertainty posterior density bayesian compatibility"
)
_CONNECTING_WORDS = word_set(
    "for the difference differences mean of was is were are from between ranging ranged range being"
)
_LABEL_STARTS = _INTERVAL_LABELS | _INTERVAL_QUALIFIERS | {"c"}
_INTERVAL_METHODS = word_set("bootstrap bootstrapped bias corrected profile two sided exact")
_STATISTICS = word_set(
    "z t f q n se sd sem wald i2 χ2 x2 df chi2 chi τ2 tau2 q2 w u ses sds k m v h s.e"
)
_MAX_BRACKET_TOKENS = 9
_LEVELS = range(50, 100)


def parse_interval_label(
    tokens: Sequence[EffectToken], index: int
) -> tuple[float | None, int] | None:
    """Return the level of "95% confidence interval [CI]" or "CI95" and the position after it.

    The level is in percent, `None` where it is not stated; the result is `None` if there is no
    label.

    Args:
        tokens: the tokens of one sentence.
        index: position in `tokens`.
    """
    place, level = index, None
    if tokens[place].kind == WORD and tokens[place].text.lower() not in _LABEL_STARTS:
        return None
    if tokens[place].kind == NUMBER:
        level, place = _parse_level(tokens, place)
        if level is None:
            return None
    place = _skip_label(tokens, place)
    if not place:
        return None
    if place < len(tokens) and tokens[place].kind == "%":  # "CI95% 1.2 to 3.4"
        place += 1
    place = _skip_bracket(tokens, place)
    if level is None and place < len(tokens) and tokens[place].kind in {NUMBER, "("}:
        level, place = _parse_level_after_label(tokens, place)
    if tokens[index].text.lower() == "ci95":
        level = 95.0
    return level, _skip_connector(tokens, place)


def _parse_level(tokens: Sequence[EffectToken], place: int) -> tuple[float | None, int]:
    value = parse_number(tokens[place].text)
    if int(value) not in _LEVELS:
        return None, place
    place += 1
    if place < len(tokens) and tokens[place].text in {"%", "percent"}:
        place += 1
    elif [token.text for token in tokens[place : place + 2]] == ["per", "cent"]:
        place += 2
    while place < len(tokens) and (
        tokens[place].kind == "-" or tokens[place].text in _INTERVAL_METHODS
    ):
        place += 1
    return value, place


def _parse_level_after_label(tokens: Sequence[EffectToken], place: int) -> tuple[float | None, int]:
    """Return the level of "CI 95% 1.2 to 3.4" or "CI (95%): 1.2 to 3.4" and the position after."""
    start = place + (tokens[place].kind == "(")
    if start >= len(tokens) or tokens[start].kind != NUMBER:
        return None, place
    level, next_index = _parse_level(tokens, start)
    if level is None or tokens[next_index - 1].kind != "%":
        return None, place
    if start > place:
        closes = next_index < len(tokens) and tokens[next_index].kind == ")"
        return (level, next_index + 1) if closes else (None, place)
    return level, next_index


def _skip_label(tokens: Sequence[EffectToken], place: int) -> int:
    """Return the position after "CI", "C.I." or "confidence interval", or 0."""
    if place >= len(tokens) or tokens[place].text.lower() not in _LABEL_STARTS:
        return 0
    texts = [token.text.lower() for token in tokens[place : place + 4]]
    if texts[:1] and texts[0] in _INTERVAL_LABELS:
        return place + 1
    if texts == ["c", ".", "i", "."]:
        return place + 4
    if texts[:1] and texts[0] in _INTERVAL_QUALIFIERS:
        for step, text in enumerate(texts[1:], start=1):
            if text in _INTERVAL_NOUNS:
                return place + step + 1
    return 0


def _skip_bracket(tokens: Sequence[EffectToken], place: int) -> int:
    """Return the position after "(CI)" or "(95% CI)"."""
    if place >= len(tokens) or tokens[place].kind != "(":
        return place
    for next_index in range(place + 1, min(place + 5, len(tokens))):
        if tokens[next_index].kind == ")":
            return (
                next_index + 1 if tokens[next_index - 1].text.lower() in _INTERVAL_LABELS else place
            )
    return place


def _skip_connector(tokens: Sequence[EffectToken], place: int) -> int:
    for _ in range(6):
        if place >= len(tokens):
            break
        token = tokens[place]
        if token.kind not in {"=", ":", ",", "(", ";"} and token.text not in _CONNECTING_WORDS:
            break
        place += 1
    return place


def level_before_value(
    tokens: Sequence[EffectToken], place: int, value: PrintedValue
) -> float | None:
    """Return the level (percent) announced before a value, as in "OR (95% CI) 2.3".

    Args:
        tokens: the tokens of one sentence.
        place: position in `tokens` from which the label is searched.
        value: the printed value.
    """
    while place < value.next_index:
        if tokens[place].kind == NUMBER and (label := parse_interval_label(tokens, place)):
            return label[0]
        place += 1
    return None


def skip_statistic(tokens: Sequence[EffectToken], place: int) -> int:
    """Return the position after "SE = 0.16", "t(45) = 2.3" or "n = 30", or 0.

    Args:
        tokens: the tokens of one sentence.
        place: position in `tokens`.
    """
    if tokens[place].kind != WORD or tokens[place].text.lower() not in _STATISTICS:
        return 0
    next_index = _skip_degrees_of_freedom(tokens, place + 1)
    if next_index < len(tokens) and tokens[next_index].kind in {"=", ":", "<"}:
        next_index += 1
    value = parse_value(tokens, next_index) if place < next_index < len(tokens) else None
    return value.next_index if value else 0


def _skip_degrees_of_freedom(tokens: Sequence[EffectToken], place: int) -> int:
    """Return the position after the brackets of "F(1, 54)"; 0 if they contain more."""
    if place >= len(tokens) or tokens[place].kind != "(":
        return place
    for next_index in range(place + 1, min(place + 6, len(tokens))):
        if tokens[next_index].kind == ")":
            return next_index + 1
        if tokens[next_index].kind not in {NUMBER, ","}:
            return 0
    return 0


def short_name_in_brackets(tokens: Sequence[EffectToken], place: int) -> tuple[int, int] | None:
    """Return the start and end of a short name in brackets such as "(anxiety)" or "(GAD-7)".

    Args:
        tokens: the tokens of one sentence.
        place: position in `tokens` at which the bracket begins, if there is one.
    """
    if place >= len(tokens) or tokens[place].kind != "(":
        return None
    for end in range(place + 1, min(len(tokens), place + _MAX_BRACKET_TOKENS)):
        token = tokens[end]
        if token.kind == ")":
            return (place + 1, end) if end > place + 1 else None
        if token.kind not in {WORD, "-", "/"} and tokens[end - 1].kind != "-":
            return None
    return None
