"""Initials in one form: "STK" as "S. T. K.", where capitals are initials and not a name."""

from __future__ import annotations

import re
from functools import lru_cache

from pprnet.text import fold

_SHORT_NAME_LIST = (
    "ada aki ali amy ana ann ari asa ava ben bob cal can cor dan deb don eda eli elf ema eva eve "
    "fay fei fen gil guy hal hua hui ian ida ina ira isa ivo jan jay jed jia jim jin job joe jon "
    "jun kai kay ken kim kit lea lee len leo ley lia lin liv liz loe lou lyn mae mai max may mei "
    "mia min moe nia noa ole oli pam pat per pia pim ray rex rob ron roy sam seo sky sue tao ted "
    "tim tom ugo ute uwe val van viv wei wim xia xin yan yun zoe"
)
_SHORT_NAMES = frozenset(_SHORT_NAME_LIST.split())
"""Given names of three letters, which nothing tells from initials but that they are known."""
_TINY_NAME_LIST = "al an bo di ed he ho jo li lu ma mo na ng ni ty xu ya yi yu ze"
_TINY_NAMES = frozenset(_TINY_NAME_LIST.split())
"""Given names of two letters, by which a name that is all in capitals is read."""
_PRONOUNCED = re.compile(r"(?:[a-z]?[aeiouy]|[a-z][hlrw][aeiouy]|s[ckmnpt][aeiouy])")
"""How a name begins; a row of initials often begins in other ways."""
_RUN_OF_LETTERS = re.compile(r"[^\W\d_](?:(?:\.-?|-)[^\W\d_])+\.?|[^\W\d_]\.?")
_HYPHEN = re.compile(r"(?<=\.)\s-(?=[^\W\d_])|[‐‑–](?=[^\W\d_])")
_LONGEST_INITIALS = 4
_SHORTEST_WORD = 3
_LONGEST_CACHED = 64


def space_initials(text: str) -> str:
    """Return "DK" as "D. K." and "J-P" as "J.-P.".

    Args:
        text: initials, with or without points.
    """
    letters = text.replace(".", "")
    groups = [" ".join(f"{letter}." for letter in part) for part in letters.split("-") if part]
    return "-".join(groups)


def initials(given: str) -> str:
    """Return the initials of given names without points, as PubMed prints them.

    Args:
        given: given names.
    """
    return "".join(part[0] for part in re.split(r"[\s.-]+", given) if part and part[0].isalpha())


def spaced_given(given: str, family: str) -> str:
    """Return given names with their initials in one form, as in "S. T. K." for "STK".

    Args:
        given: given names as printed, with or without initials.
        family: the family name, whose capitals say whether those of the given name mean anything.
    """
    if len(given) > _LONGEST_CACHED or given[1:].islower():
        return given  # as most are: one name
    return _spaced_given(given, len(family) > 1 and family.isupper())


@lru_cache(maxsize=16_384)
def _spaced_given(given: str, all_capitals: bool) -> str:
    """Return given names with their initials in one form; results are cached."""
    given = _HYPHEN.sub("-", given)
    words = given.split()
    only_initials = all(_has_form_of_initials(word, all_capitals=all_capitals) for word in words)
    return " ".join(
        space_initials(word)
        if only_initials or _is_joined_initials(word, all_capitals=all_capitals)
        else word
        for word in words
    )


def _has_form_of_initials(word: str, *, all_capitals: bool) -> bool:
    """Return whether a word is one initial or more, with points or without."""
    if _RUN_OF_LETTERS.fullmatch(word):
        return word.isupper()
    return _is_joined_initials(word, all_capitals=all_capitals)


def _is_joined_initials(word: str, *, all_capitals: bool) -> bool:
    """Return whether a word is several initials that are not set apart by points."""
    letters = word.removesuffix(".")
    return (
        len(letters) > 1 and letters.isalpha() and is_initials(letters, all_capitals=all_capitals)
    )


def is_initials(word: str, *, all_capitals: bool = False) -> bool:
    """Return whether a word in capitals is initials ("STK", "JB") and not a name ("ALINA", "EVA").

    Two letters are initials. So are three, unless they are a known name, and four that no name
    begins with ("TRCE"); more are a name. Where the family name is in capitals too, they tell
    nothing: two letters that are a known name and all that can be pronounced are a name.

    Args:
        word: letters only.
        all_capitals: whether the family name is in capitals as well.
    """
    if not word.isupper() or len(word) > _LONGEST_INITIALS:
        return False
    folded = fold(word)
    if len(word) < _SHORTEST_WORD:
        return not (all_capitals and folded in _TINY_NAMES)
    if len(word) == _SHORTEST_WORD and not all_capitals:
        return folded not in _SHORT_NAMES
    return folded not in _SHORT_NAMES and not _PRONOUNCED.match(folded)
