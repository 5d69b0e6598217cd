"""Characters of a text and signs of its numbers in one form."""

from __future__ import annotations

import re
import unicodedata

_HYPHENS = str.maketrans({"\N{HYPHEN}": "-", "\N{NON-BREAKING HYPHEN}": "-", "\N{SOFT HYPHEN}": ""})
_MINUS = re.compile(r"(?<![^\s(\[{=<>≤≥≈~,;:/|±])[-−–‒](?=\.?\d)")
_APART = re.compile(r"(?<=[=<>≤≥≈(\[])(\s?)[-−–‒]\s(?=\.?\d)")
_MINUS_APART = re.compile(r"((?:[,;:]|\b(?:of|to|and|from|or|was|is|were))\s)−\s(?=\.?\d)")
_RANGE_BEFORE = re.compile(r"\d\s$")


def with_minus_signs(text: str) -> str:
    """Return a text in which the sign of each negative number is the minus sign.

    A dash between two numbers stays, as it may be that of a range.

    Args:
        text: of a passage or cell.
    """
    text = text.translate(_HYPHENS)
    text = _MINUS_APART.sub(r"\1−", _APART.sub(r"\1−", text))
    return _MINUS.sub(lambda found: _sign(text, found), text)


def _sign(text: str, found: re.Match[str]) -> str:
    before = text[max(0, found.start() - 2) : found.start()]
    return found[0] if _RANGE_BEFORE.search(before) else "−"


def clean_characters(text: str) -> str:
    """Return a text with single spaces and without control characters, in NFC.

    Args:
        text: without markup, of any length.
    """
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() else _plain(sign) for sign in text)
    text = " ".join(text.split())
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _plain(sign: str) -> str:
    """Return what is kept of a character that is not printed: nothing of one without width."""
    kind = unicodedata.category(sign)
    return "" if kind in ("Cf", "Cs", "Cn") or (kind == "Cc" and not sign.isspace()) else " "
