"""The p of a test as printed, and the ones that cannot be: "p = .000", "p = 6.4", "p = -.31"."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from pprnet.extraction.reported_effects.notation.effect_tokenizer import (
    NUMBER,
    WORD,
    EffectToken,
    parse_number,
)
from pprnet.extraction.text_processing.printed_numbers import plain_notation
from pprnet.extraction.text_processing.word_tokenizer import word_set

NOT_SIGNIFICANT = "NS"
_LABELS = frozenset({"p", "ps", "p's", "pvalue", "pvalues", "padj", "pcorr", "pfdr"})
_MARKS = frozenset({"<", "=", ":", "-"})
_WORDS = word_set("value values all of was equals adj adjusted corr corrected fdr FDR")
_NEGATIVE_WORDS = word_set("nonsignificant insignificant")
_OPENING_KINDS = frozenset({"(", ",", ";", "=", "-", ":"})
_MULTIPLICATION = frozenset({"x", "X", "×", "✕", "✖", "*"})
_MAX_ADVERBS = 2
_MIN_ZEROS = 2


class PValueProblem(StrEnum):
    """Why a printed p is not passed on as printed."""

    NONE = ""
    ZERO = "printed as zero"
    """Read as less than the last decimal printed; nothing at all where no decimal is printed."""
    ABOVE_ONE = "above one"
    NEGATIVE = "negative"
    UNREADABLE = "unreadable"
    """A power of ten whose exponent is lost, as in "2.1 x 10"."""
    RANGE = "a range"
    """Two values of p, as in "p = .001 to .04"."""


class PrintedP(NamedTuple):
    """A p as text ("=.04", "<1e-10", "NS"; empty where impossible) and the token after it."""

    text: str
    next_index: int
    defect: PValueProblem = PValueProblem.NONE


def parse_p_value(tokens: Sequence[EffectToken], index: int) -> PrintedP | None:
    """Return "P < .05", "p-value of .3", "p = 2 × 10^-5", "n.s." or "p = NS"; `None` for none.

    Args:
        tokens: the tokens of one sentence.
        index: position in `tokens`.
    """
    if tokens[index].text.lower() not in _LABELS:
        end = _not_significant_end(tokens, index)
        return PrintedP(NOT_SIGNIFICANT, end) if end else None
    place, sign, negative = _skip_sign(tokens, index + 1)
    if place >= len(tokens):
        return None
    if end := _not_significant_end(tokens, place, after_label=True):
        return PrintedP(NOT_SIGNIFICANT, end)
    if place == index + 1 or tokens[place].kind != NUMBER:
        return None
    return _printed_p(tokens, place, sign or "=", negative=negative)


def _skip_sign(tokens: Sequence[EffectToken], place: int) -> tuple[int, str, bool]:
    """Return the position after "-value", "<" and "of", the signs among them, and "= -"."""
    sign, negative = "", False
    while place < len(tokens) and (tokens[place].kind in _MARKS or tokens[place].text in _WORDS):
        token = tokens[place]
        sign += token.text if token.kind in {"<", "="} else ""
        negative = token.kind == "-" and bool(sign)
        place += 1
    return place, sign, negative


def _printed_p(tokens: Sequence[EffectToken], place: int, sign: str, *, negative: bool) -> PrintedP:
    text, end = _bare_power(tokens, place)
    if not text:
        text = plain_notation(tokens[place].text)
    value = parse_number(text)
    if end < len(tokens) and tokens[end].kind == "%":
        value, end = value / 100, end + 1
        text = f"{value:g}"
    if _is_followed_by_factor(tokens, end):
        return PrintedP("", end + 1, PValueProblem.UNREADABLE)
    if range_end := _range_end(tokens, end):
        return PrintedP("", range_end, PValueProblem.RANGE)
    if negative:
        return PrintedP("", end, PValueProblem.NEGATIVE)
    if value > 1 or (value == 1 and sign[0] in ">≥"):
        return PrintedP("", end, PValueProblem.ABOVE_ONE)
    if value == 0:
        return PrintedP(_less_than_printed(text), end, PValueProblem.ZERO)
    return PrintedP(sign + text, end)


def _is_followed_by_factor(tokens: Sequence[EffectToken], end: int) -> bool:
    """Return whether "x 10" follows a number; the star of "p = .03*" multiplies nothing."""
    if end >= len(tokens) or tokens[end].text not in _MULTIPLICATION:
        return False
    return tokens[end].text != "*" or [token.kind for token in tokens[end + 1 : end + 2]] == [
        NUMBER
    ]


def _range_end(tokens: Sequence[EffectToken], end: int) -> int:
    """Return the position after the second p of "p = .001 to .04", or 0."""
    following = tokens[end : end + 2]
    if len(following) < len(("to", NUMBER)) or following[1].kind != NUMBER:
        return 0
    joined = following[0].kind == "-" or following[0].text == "to"
    decimal = "." in following[1].text and parse_number(following[1].text) <= 1
    return end + len(following) if joined and decimal else 0


def _bare_power(tokens: Sequence[EffectToken], place: int) -> tuple[str, int]:
    """Return "10-4" or "10(-4)", which are a p only right after its sign, and the place after."""
    following = [token.kind for token in tokens[place + 1 : place + 5]]
    if tokens[place].text != "10":
        return "", place + 1
    if following[:2] == ["-", NUMBER] and tokens[place + 2].text.isdecimal():
        return f"1e-{tokens[place + 2].text}", place + 3
    if following[:4] == ["(", "-", NUMBER, ")"] and tokens[place + 3].text.isdecimal():
        return f"1e-{tokens[place + 3].text}", place + 5
    return "", place + 1


def _less_than_printed(text: str) -> str:
    """Return "<.001" for ".000"; nothing for a zero without decimals enough."""
    whole, _, decimals = text.partition(".")
    if len(decimals) < _MIN_ZEROS:
        return ""
    return f"<{whole}.{decimals[:-1]}1"


def _not_significant_end(
    tokens: Sequence[EffectToken], place: int, *, after_label: bool = False
) -> int:
    """Return the position after "n.s.", "ns", "not statistically significant", or 0."""
    word = tokens[place].text.lower()
    texts = [token.text.lower() for token in tokens[place : place + 4]]
    if word == "ns" and (after_label or tokens[place].text in {"NS", "ns"}):
        return place + 1
    opened = after_label or (place > 0 and tokens[place - 1].kind in _OPENING_KINDS)
    if not opened:
        return 0
    if texts[:3] == ["n", ".", "s"]:
        return place + 3 + (texts[3:] == ["."])
    if after_label and word == "n":
        return place + 1
    if word in _NEGATIVE_WORDS or texts[:3] == ["non", "-", "significant"]:
        return place + (1 if word in _NEGATIVE_WORDS else 3)
    return _negated_end(tokens, place) if word in {"not", "non"} else 0


def _negated_end(tokens: Sequence[EffectToken], place: int) -> int:
    for step in range(1, _MAX_ADVERBS + 1):
        token = tokens[place + step : place + step + 1]
        if token and token[0].text.lower() == "significant":
            return place + step + 1
        if not token or token[0].kind != WORD:
            return 0
    return 0
