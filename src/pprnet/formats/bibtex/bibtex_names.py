"""Names in BibTeX: "First von Last", "von Last, Jr, First", and the parts that biblatex names.

Source: Oren Patashnik, "BibTeXing" (1988), section 4; Philip Lehman and others, "The biblatex
Package", on the extended name format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pprnet.formats.bibtex.latex import to_latex, to_unicode
from pprnet.formats.fields.name_lists import parse_people
from pprnet.formats.fields.names.group_names import is_group
from pprnet.formats.fields.person_names import (
    EMPTY_AUTHOR,
    parse_name,
    person,
    special_name,
    start_of_family,
)
from pprnet.records import Author
from pprnet.text import clean

_AND = re.compile(r"\\.|[{}]|(?<!(?<!\\)\s)\s+and\s+", re.IGNORECASE | re.DOTALL)
_COMMA = re.compile(r"\\.|[{}]|,", re.DOTALL)
_PART = re.compile(r"(?:^|,)\s*(family|given|prefix|suffix)\s*=\s*", re.IGNORECASE)
_WITH_SUFFIX = 3


def parse_bibtex_names(text: str) -> tuple[Author, ...]:
    """Return the names joined by "and"; one wholly in braces is that of a group.

    Args:
        text: the field, still in LaTeX.
    """
    names = list(_split_at(_AND, text))
    found = [author for name in names for author in _bibtex_authors(name.strip(), len(names))]
    return tuple(author for author in found if author != EMPTY_AUTHOR)


def _split_at(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """Yield the parts of a text between the matches of a pattern outside of braces."""
    start = depth = 0
    for found in pattern.finditer(text):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth = max(0, depth - 1)
        elif depth == 0 and not found[0].startswith("\\"):
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]


def _bibtex_authors(text: str, number: int) -> tuple[Author, ...]:
    """Return the person or group of one name, or the people of a list that has no "and"."""
    name = clean(to_unicode(text))
    if text.startswith("{") and _closes_at_end(text):
        return (Author(literal=name),)
    if (special := special_name(name)) is not None:
        return (special,)
    if _PART.match(text):
        return (_extended_name(text),)
    parts = [part.strip() for part in _split_at(_COMMA, text)]
    if len(parts) == _WITH_SUFFIX and all(parts) and ";" not in name:
        return (_index_name(parts),)
    if number == 1 or len(parts) > _WITH_SUFFIX or ";" in name:
        people = parse_people((name,))
        if len(people) > 1:
            return people
    return (_one_name(parts, name),)


def _one_name(parts: list[str], name: str) -> Author:
    """Return a person in "First von Last" or "von Last, First"."""
    words = parts[0].split()
    if len(parts) == 1 and "{" not in parts[0] and not is_group(name):
        at = _start_of_von(words)
        if 0 < at < len(words) - 1 and at < start_of_family(words):
            return person(" ".join(words[at:]), " ".join(words[:at]))
    return parse_name(name)


def _start_of_von(words: list[str]) -> int:
    """Return where the first word in lower case is, 0 if there is none before the last."""
    return next((at for at, word in enumerate(words[:-1]) if at and word[:1].islower()), 0)


def _index_name(parts: list[str]) -> Author:
    """Return the person in "von Last, Jr, First"; some programs write "Last, First, Jr"."""
    family, suffix, given = (clean(to_unicode(part)) for part in parts)
    as_read = parse_name(f"{family}, {suffix}, {given}")
    return as_read if as_read.suffix or as_read.literal else person(family, given, suffix)


def _extended_name(text: str) -> Author:
    """Return the person in "family=Berg, given=Otto, prefix=von, suffix=Jr"."""
    pairs = (part.partition("=") for part in _split_at(_COMMA, text))
    stated = {name.strip().lower(): clean(to_unicode(value.strip())) for name, _, value in pairs}
    stated = {name: value.strip('"') for name, value in stated.items()}
    family = " ".join(filter(None, (stated.get("prefix", ""), stated.get("family", ""))))
    given = stated.get("given", "") or stated.get("given-i", "")
    return person(family or given, given if family else "", stated.get("suffix", ""))


def _closes_at_end(text: str) -> bool:
    """Return whether the first brace is closed by the last character."""
    depth = 0
    for at, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return at == len(text) - 1
    return False


def format_bibtex_name(author: Author) -> str:
    """Return a name as "Family, Suffix, Given", that of a group in braces.

    Args:
        author: a person or a group.
    """
    if author.literal:
        return f"{{{to_latex(author.literal)}}}"
    parts = (author.family, author.suffix, author.given)
    return ", ".join(to_latex(part) for part in parts if part)
