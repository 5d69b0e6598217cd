"""One normaliser for matching (`fold`) and one for storing (`clean`)."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

T = TypeVar("T")
_LONGEST_CACHED = 256
"""Characters."""

_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu",
    "ν": "nu", "ξ": "xi", "ο": "omicron", "π": "pi", "ρ": "rho", "σ": "sigma",
    "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip

# Letters that Unicode does not decompose, by the form in which English indexes print them.
_LETTERS = {
    "æ": "ae", "œ": "oe", "ø": "o", "å": "a", "ß": "ss", "đ": "d", "ð": "d", "ħ": "h",
    "ı": "i", "ł": "l", "ŋ": "n", "ŧ": "t", "þ": "th", "ĸ": "k", "ŀ": "l", "ʼ": "", "ʹ": "",
}  # fmt: skip

# An apostrophe joins the letters around it ("don't", "O'Connor"); other punctuation separates.
_JOINERS = dict.fromkeys("'’‘`´ʻʼ\u00ad\u200b\u200c\u200d\u2060\ufeff", "")

_LONE_GREEK = re.compile("(?<![α-ω])[α-ω](?![α-ω])")


class _FoldTable(dict[int, str]):
    """A translation table that computes a character when it first occurs."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    """Return the folded form of one decomposed character."""
    if character in _JOINERS:
        return ""
    kind = unicodedata.category(character)
    if kind[0] == "M":
        return ""
    if character in _LETTERS:
        return _LETTERS[character]
    return character if kind[0] in "LN" else " "


_table = _FoldTable()


def _decompose(text: str) -> str:
    """Return a text in NFKD, without case."""
    return unicodedata.normalize("NFKD", text).casefold()


def fold(text: str) -> str:
    """Return the form in which texts are compared: lower case, no accents, no punctuation.

    A single Greek letter becomes its name, as indexes print it ("TNF-α" and "TNF-alpha" are equal);
    words in Greek stay Greek.

    Args:
        text: of a user, any length.
    """
    if text.isascii():
        return " ".join(text.lower().translate(_table).split())
    folded = unicodedata.normalize("NFKD", _decompose(_decompose(text))).translate(_table)
    folded = _LONE_GREEK.sub(lambda found: f" {_GREEK.get(found[0], found[0])} ", folded)
    return " ".join(folded.split())


def memoise(size: int) -> Callable[[Callable[[str], T]], Callable[[str], T]]:
    """Return a decorator that caches the last results of a function of texts.

    Results of texts over 256 characters are not cached: a hostile file must not fill the memory
    with them.

    Args:
        size: results that are cached.
    """

    def decorate(function: Callable[[str], T]) -> Callable[[str], T]:
        cache = lru_cache(maxsize=size)(function)

        @wraps(function)
        def cached(text: str) -> T:
            return cache(text) if len(text) <= _LONGEST_CACHED else function(text)

        return cached

    return decorate


def folded_words(text: str) -> list[str]:
    """Return the words of a text in their folded form.

    Args:
        text: of a user, any length.
    """
    return fold(text).split()


_TAG_NAMES = (
    "i|b|u|em|strong|sub|sup|p|br|span|div|a|font|tt|h[1-6]|ul|ol|li|sc|small|big|italic|bold|"
    "underline|inf|scp|title|sec|list|list-item|math|abstract|monospace|roman|"
    r"(?:jats|mml):[a-z][a-z-]*"
)
_BLOCK = re.compile(
    r"</?(?:p|br|div|h[1-6]|li|ul|ol|title|sec|(?:jats):(?:p|title|sec|list|list-item))"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_TAG = re.compile(rf"</?(?:{_TAG_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
# What may be an entity in HTML 5, which also takes some without their semicolon.
_ENTITY = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")
_LONGEST_ENTITY = 64
"""Characters; Python refuses to read a number of some thousand digits."""
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]"
)


_RAISED_DIGITS = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_LOWERED_DIGITS = str.maketrans("0123456789+-−–", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋")
_SHIFTED = re.compile(r"(?<=\d)<((?:jats:)?su[bp])>([-+−–]?\d{1,4})</\1>", re.IGNORECASE)


def shift_digits(base: str, digits: str, *, raised: bool) -> str:
    """Return an exponent or index after a number in characters that cannot be taken for its own.

    After anything but a number it is returned as it is: 10 and 3 are 10³, but H and 2 are H2.

    Args:
        base: the text before it.
        digits: what is set above or below the line.
        raised: whether it is above.
    """
    plain = digits.strip()
    is_number = plain.lstrip("+-−–").isdecimal() and base[-1:].isdecimal()
    if not is_number:
        return digits
    return plain.translate(_RAISED_DIGITS if raised else _LOWERED_DIGITS)


def _shift_found(found: re.Match[str]) -> str:
    """Return the digits of an element that was found after a number."""
    return shift_digits("0", found[2], raised=found[1].lower().endswith("p"))


def strip_markup(text: str) -> str:
    """Return a text with entities resolved and without the inline tags of titles and abstracts.

    Only tags that publishers use are removed, so that "p < 0.05 and d > 0.4" stays complete.

    Args:
        text: of a user, any length.
    """
    for _ in range(2):  # "&lt;i&gt;" and "&amp;lt;" are both common in exports
        before = text
        if "<" in text:
            text = _SHIFTED.sub(_shift_found, text)
            text = _TAG.sub("", _BLOCK.sub(" ", text))
        if "&" not in text:
            break
        text = _ENTITY.sub(_character, text)
        if text == before:
            break
    return text


def _character(entity: re.Match[str]) -> str:
    """Return the character of an entity that was found."""
    return _unescape(entity[0])


@lru_cache(maxsize=1_024)
def _unescape(entity: str) -> str:
    """Return the character of an entity, or what looks like one in the address of a page."""
    if len(entity) > _LONGEST_ENTITY:
        return "\N{REPLACEMENT CHARACTER}"  # as for any number beyond Unicode
    return html.unescape(entity)


def clean(text: str) -> str:
    """Return a text as it is stored: no markup, no control characters, single spaces, NFC.

    Args:
        text: of a user, any length.
    """
    if "<" in text or "&" in text:
        text = strip_markup(text)
    if not text.isprintable():
        text = " ".join(_CONTROL.sub("", text).split())
    else:  # the only space that is printable is the plain one
        text = text.strip()
        if "  " in text:
            text = " ".join(text.split())
    return text if text.isascii() else unicodedata.normalize("NFC", text)
