"""The grammar of a printed number: thousands, decimals, broken decimals, powers of ten.

Everything that reads numbers from a text uses these forms: counts of people and studies, effects,
intervals, p. Repeats are bounded, so that the time depends on the length of the text alone.
"""

from __future__ import annotations

import re

THIN_SPACES = "\u00a0\u2007\u2009\u200a\u202f"
"""Spaces that are printed within a number and never between two."""
APOSTROPHES = "'’ʼ‘′´`"
"""Marks between the groups of thousands in Swiss and some other print: 12'345."""
DASHES = "−–—‐‑‒―﹣－⁻˗-"
_DASH = f"[{re.escape(DASHES)}]"
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_FROM_SUPERSCRIPT = str.maketrans(_SUPERSCRIPTS + "⁺", "0123456789+")
_FROM_DASH = str.maketrans(dict.fromkeys(DASHES, "-"))
_UNITS_AFTER_RANGE = r"(?!\s?(?:min|sess|week|day|hour|item|point|month|year|mg|ml|s\b|cm|mm))"

# A power that is printed as one: "10^-4", "10⁻⁴"; and one that has lost its form: "10-4", "10(-4)".
_POWER = (
    rf"10(?:\s?(?:\^|\*\*)\s{{0,9}}(?:[({{\[]\s?{_DASH}?\s?\d{{1,3}}\s?[)}}\]]|{_DASH}?\s?\d{{1,3}})"
    rf"|[⁻⁺]?[{_SUPERSCRIPTS}]{{1,3}})"
)
_BARE_POWER = (
    rf"10(?:\s{{0,9}}{_DASH}\s?\d{{1,3}}(?!\d|\.\d){_UNITS_AFTER_RANGE}"
    rf"|\s?[({{\[]\s?{_DASH}\s?\d{{1,3}}\s?[)}}\]])"
)
_MANTISSA = r"\d{0,4}[.,·]?\d{1,9}"
SCIENTIFIC = (
    rf"(?:{_MANTISSA}\s{{0,2}}(?:[x×✕✖*X]\s{{0,2}}(?:{_POWER}|{_BARE_POWER})"
    rf"|[·∙•⋅]\s?{_POWER}|[eE]\s?(?:{_DASH}|\+)\s?\d{{1,3}}(?!\w|\.\d))|{_POWER})"
)
"""A number with a power of ten, as a regular expression without groups."""
_SCIENTIFIC = re.compile(SCIENTIFIC)
_BARE = re.compile(_BARE_POWER)
_SUPERSCRIPT_POWER = re.compile(rf"[⁻⁺]?[{_SUPERSCRIPTS}]{{1,3}}")
_TIMES_BY_POINT = re.compile(r"(?<=\d)(\s?)[·∙•⋅](?=\s?10(?:\s?\^|[⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹]))")
_TIMES_BY_POINT_BARE = re.compile(
    rf"([.,]\d{{1,4}}\s?|(?<=\d)\s)[·∙•⋅](?=\s?10\s?{_DASH}\s?\d{{1,2}}(?![\d.,·]))"
)
_TIMES_TEN = re.compile(
    r"(?:([\d.,·]{1,15})[x×✕✖*·∙•⋅X])?10(?=[\^({\[+\-])\^?[({\[]?([+-]?\d{1,3})[)}\]]?$"
)
_EXPONENT_SIGNS = frozenset(f"^xX×✕✖*·∙⋅eE({_SUPERSCRIPTS}⁻⁺")

_BROKEN_END = r"(?=\s?(?:[,;)\]/%\-–−]|$|\.(?:\s|$)|to\b|and\b|p\b|P\b|\d{2}\s?%|±))"
BROKEN_DECIMAL = (
    rf"(?:\d{{1,2}} \.\d{{1,6}}(?!\d)|\d \. ?\d{{1,6}}(?!\d)|\d\. \d{{2,6}}{_BROKEN_END}"
    rf"|\. \d{{2,6}}{_BROKEN_END})"
)
"""A decimal with a blank beside its point, as a regular expression; it must follow a sign."""
_BROKEN_AFTER_SIGN = re.compile(
    rf"(?:(?:[=<>≤≥]\s?|CI[:,]?\s|to\s|[(\[,;]\s?){_DASH}?\s?"
    rf"|(?:\b(?:of|was|were|and|[dgr]|OR|RR|HR)\s{_DASH}?|(?<=\d){_DASH})(?=\d{{1,2}} \.\d))"
    rf"({BROKEN_DECIMAL})"
)
_UNREADABLE = re.compile(
    r"((?:[=<>]|[=<>] )-? ?)(?:\d{1,2} (?=\d\.\d{1,6}(?!\d|\s?%|\s?-|\sto\b|,\s?\d))"
    r"|\d?\.\d (?=\d{1,2}\s?[),;]))"
)
"""The first of two parts of a number that cannot be joined: "1 0.37", and "0.4 6" in a bracket."""
_BREAK_WINDOW = 14
"""Characters on either side of a point in which a broken decimal is looked for."""

_THOUSANDS = re.compile(
    rf"(?<![\d.,])\d{{1,3}}(?:[{THIN_SPACES}{APOSTROPHES}]\d{{3}}){{1,4}}(?!\d|,\d)"
    r"|(?:(?<=[=$£€¥])|(?<=[=$£€¥] )|(?<=CI )|(?<=to )"
    rf"|(?<=[=$£€¥]{_DASH})|(?<=[=$£€¥] {_DASH})|(?<=CI {_DASH})|(?<=to {_DASH}))"
    r"[1-9]\d{0,2}(?: \d{3}){1,4}(?!\d|,\d)"
    r"|(?<![\d.,])(?<!\d )[1-9]\d{0,2}(?: \d{3}){1,4}(?=\.\d)"
)
_MARKS_IN_NUMBER = str.maketrans(dict.fromkeys(f"{THIN_SPACES}{APOSTROPHES} ", ","))


def join_thousands(text: str) -> str:
    """Return a text of the same length in which the marks within a whole number are commas.

    Args:
        text: any text; thousands are set apart by spaces or apostrophes. A plain space counts only
            after a sign ("=", "$"), for elsewhere two numbers may stand side by side.
    """
    return _THOUSANDS.sub(lambda match: match[0].translate(_MARKS_IN_NUMBER), text)


def is_thousands_mark(gap: str) -> bool:
    """Return whether the text between two groups of digits can join them to one number.

    Args:
        gap: the text between the groups.
    """
    return len(gap) == 1 and (gap == " " or gap in THIN_SPACES or gap in APOSTROPHES)


def is_point_of_broken_decimal(text: str, place: int) -> bool:
    """Return whether a point belongs to a decimal such as "1. 18" and ends no sentence.

    Args:
        text: any text.
        place: place of the point in `text`.
    """
    start = max(0, place - _BREAK_WINDOW)
    passage = text[start : place + _BREAK_WINDOW]
    return any(
        match.start(1) <= place - start < match.end(1)
        for match in _BROKEN_AFTER_SIGN.finditer(passage)
    )


def join_broken_decimals(text: str) -> str:
    """Return a text of the same length in which "1 .18" and ". 006" hold no blank but begin later.

    The blank is moved in front of the number, so that every other place stays. What cannot be
    joined, as "1 0.37", is begun with "?" and has no value.

    Args:
        text: a sentence of normalised typography.
    """
    text = _UNREADABLE.sub(lambda match: match[1].ljust(len(match[0]), "?"), text)
    return _BROKEN_AFTER_SIGN.sub(_joined_decimal, text)


def _joined_decimal(match: re.Match[str]) -> str:
    printed = match[1]
    joined = printed.replace(" ", "")
    return match[0][: match.start(1) - match.start()] + joined.rjust(len(printed))


def mark_multiplication(text: str) -> str:
    """Return a text of the same length in which a raised point before a power of ten is "×".

    Args:
        text: any text.
    """
    return _TIMES_BY_POINT_BARE.sub(r"\1×", _TIMES_BY_POINT.sub(r"\1×", text))


def scientific_number_end(text: str, start: int, *, bare: bool = False) -> int:
    """Return the place after a number with a power of ten, or 0 if none begins here.

    Args:
        text: any text.
        start: the place of its first character.
        bare: whether "10-4" counts, which is a range of whole numbers elsewhere.
    """
    match = _SCIENTIFIC.match(text, start) or (_BARE.match(text, start) if bare else None)
    return match.end() if match else 0


def may_continue_scientific(text: str, end: int) -> bool:
    """Return whether what follows the digits of a number can be a power of ten.

    Args:
        text: any text.
        end: the place after the digits.
    """
    return not _EXPONENT_SIGNS.isdisjoint(text[end : end + 3])


def plain_notation(printed: str) -> str:
    """Return a printed number as Python reads it: "4.37e-12", "12345.6", ".003".

    Args:
        printed: a number in any notation of the grammar.
    """
    text = _SUPERSCRIPT_POWER.sub(r"^\g<0>", "".join(printed.split()))
    text = text.replace("**", "^")
    text = text.translate(_FROM_DASH).translate(_FROM_SUPERSCRIPT)
    mantissa, power = _split_power(text)
    mantissa = mantissa.replace("·", ".").strip()
    if mantissa.startswith("0,") or (power and mantissa.count(",") == 1):
        mantissa = mantissa.replace(",", ".")
    mantissa = mantissa.replace(",", "")
    return f"{mantissa}e{int(power)}" if power else mantissa


def _split_power(text: str) -> tuple[str, str]:
    """Return the mantissa and the exponent of a number without blanks; no exponent is empty."""
    for sign in "eE":
        mantissa, found, power = text.partition(sign)
        if found:
            return mantissa, power
    match = _TIMES_TEN.match(text)
    return (match[1] or "1", match[2]) if match else (text, "")
