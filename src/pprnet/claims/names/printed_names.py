"""Words that may be family names, and the places where a text presents one as an author."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LETTER = r"[^\W\d_]"
_NAME = (
    rf"(?:(?:O'|O’|Mc|Mac)?[^\W\d_a-zß-öø-ÿ]{_LETTER}{{1,30}}"
    rf"(?:[-‐‑]{_LETTER}{{2,30}})?)"
)
_PARTICLES = r"(?:(?:van|von|de|der|den|del|della|di|du|la|le|ten|ter)\s){0,2}"
NAME = re.compile(rf"(?<![\w-])(?<!\w\w['’]){_PARTICLES}(?:[dDlL]['’])?({_NAME})(?!\w)")
YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d%]|[.,]\d)")

_AND_OTHERS = (
    r"\s(?:et\sal\b\.?|and\s(?:\w+\s)?(?:colleagues|associates|co-?(?:workers|authors)|others)\b"
    r"|(?:et|&)\s(?:(?:ses|leurs?)\s)?(?:collègues\b|coll\b\.?|co-?auteurs\b|collaborateurs\b)"
    r"|et\s(?:son|leur)\séquipe\b)"
)
_AFTER = re.compile(
    rf"(?:['’]s?)?{_AND_OTHERS}|['’]s?\s(?:research\s)?(?:team|group)\b"
    r"|(?:['’]s?)?,?\s\(?(?:19|20)\d\d[a-z]?\)"
)
_BEFORE = re.compile(
    r"(?:(?:led|conducted|carried out|written|headed) by|dirigée? par|menée? par"
    r"|(?:équipe|étude|essai|groupe) (?:de|d['’])|(?:group|team) (?:around|of|led by))\s?$"
)
_JOINERS = re.compile(r"(?:,|,?\s(?:and|et|&|und))\s")
_BEFORE_WINDOW = 30


@dataclass(frozen=True, slots=True)
class PrintedName:
    """A capitalised word, in characters of its text, end exclusive."""

    name: str
    start: int
    end: int
    is_author: bool
    """Whether the text presents it as an author: "et al.", a year, or a list with such a name."""
    group: int
    """Number of the list of names that it stands in."""


def read_printed_names(text: str) -> tuple[PrintedName, ...]:
    """Return the words of a text that may be family names, in order.

    Args:
        text: any text; capitals that abbreviate ("CBT") are left out.
    """
    return tuple(name for group in _name_groups(text) for name in group)


def _name_groups(text: str) -> Iterator[list[PrintedName]]:
    """Yield lists of names that are joined by commas or "and"; a list of authors is one in all."""
    found = [match for match in NAME.finditer(text) if not _is_abbreviation(match[1])]
    groups: list[list[re.Match[str]]] = []
    for match in found:
        gap = text[groups[-1][-1].end() : match.start()] if groups else ""
        if groups and _JOINERS.fullmatch(gap):
            groups[-1].append(match)
        else:
            groups.append([match])
    for number, group in enumerate(groups):
        is_author = _presents_author(text, group[0].start(), group[-1].end())
        yield [
            PrintedName(match[1], match.start(1), match.end(1), is_author, number)
            for match in group
        ]


def _is_abbreviation(word: str) -> bool:
    """Return whether a word has more capitals than a name: "CBT", "PTSD", "RCTs"."""
    capitals = sum(letter.isupper() for letter in word)
    return word.isupper() or capitals > 2 + word.count("-")


def _presents_author(text: str, start: int, end: int) -> bool:
    return bool(
        _AFTER.match(text, end) or _BEFORE.search(text[max(0, start - _BEFORE_WINDOW) : start])
    )


def year_after(text: str, end: int) -> re.Match[str] | None:
    """Return the year of a publication right after its authors: "(2011)", "et al. (2011)".

    Args:
        text: any text.
        end: place after the last author.
    """
    window = _YEAR_AFTER.match(text, end)
    return YEAR.search(text, window.start("year"), window.end()) if window else None


_YEAR_AFTER = re.compile(rf"(?:['’]s?)?(?:{_AND_OTHERS})?,?\s\(?(?P<year>(?:19|20)\d\d)[a-z]?\)?")
