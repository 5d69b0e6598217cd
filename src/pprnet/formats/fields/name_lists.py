"""Lists of names: several people in one field or cell, however they are set apart."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pprnet.formats.fields.names.group_names import is_group
from pprnet.formats.fields.person_names import (
    AND_OTHERS,
    DEGREES,
    EMPTY_AUTHOR,
    is_name_ending,
    parse_name,
)
from pprnet.records import Author
from pprnet.text import clean

_AND = re.compile(r"(?:,|(?<!\s))\s*(?:(?<=[\s,])and\s|&)\s*", re.IGNORECASE)
_ET_AL = re.compile(
    r"(?:[,;]|(?<=[\w.])\s)\s{0,9}(?:et\.?\s?al\.?|et coll\.?|(?-i:u\.\s?a\.)"
    r"|and (?:others|colleagues|co-?workers)|und andere|y otros|et autres)\s*$",
    re.I,
)
_PARTS_OF_ET_AL = ("al", "u.", "ol", "tr", "nd")
"""Among the last letters of each form of "et al."; few names have them there."""
_LEFT_OUT = re.compile(r"(?:…|\.(?:\s?\.){2,5})(?:\s?&)?")
"""What stands for names in the middle of a list."""
_ON_BEHALF = re.compile(r"[,;]?\son behalf of\s(?:the\s)?", re.I)
_INITIAL = re.compile(r"\s(?:[^\W\d_a-z]\.?-?){1,3}(?:\s|$)")
_LAST_INITIAL = re.compile(r"\s[^\W\d_a-z]\.$")
_ONLY_INITIALS = re.compile(r"(?:[^\W\d_a-z]{1,3}(?:\.[ -]{0,2}|[ -]{1,2}|$)){1,5}|[^\W\d_a-z]{4}")
_RUN_OF_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?-?){1,3}")
_SEPARATORS = ";|\n"
_PAIR = 2


def parse_people(texts: Iterable[str]) -> tuple[Author, ...]:
    """Return the people of fields that hold one name each, or by a fault several.

    Args:
        texts: the fields.
    """
    people = [
        author for text in texts for author in _parse_field(text) if author is not EMPTY_AUTHOR
    ]
    return tuple(people)


def _parse_field(text: str) -> list[Author]:
    """Return the people of a field."""
    if not _may_be_list(text):
        return [parse_name(text)]
    return [parse_name(name) for name in split_names(clean(text))]


def _may_be_list(text: str) -> bool:
    """Return whether a field may hold several names; the full search takes longer."""
    commas = text.count(",")
    if commas == 1 and " " in text:
        return bool(_INITIAL.search(text.partition(",")[0])) or _has_mark(text)
    return commas > 1 or _has_mark(text)


def _has_mark(text: str) -> bool:
    """Return whether something other than a comma may set names apart."""
    return (
        (";" in text or " and " in text or "&" in text or "|" in text or "\n" in text)
        or any(part in text[-5:] for part in _PARTS_OF_ET_AL)
        or "on behalf" in text
    )


def split_names(text: str, *, is_cell: bool = False) -> list[str]:
    """Return the names of a list that is set apart by semicolons, bars, "and" or commas.

    "et al." at its end becomes a name of its own, as `parse_name` knows it.

    Args:
        text: names in index order, in natural order, or as family and initials.
        is_cell: whether two names without initials and a comma between them are two people, as in a
            cell of a table, and not the family and given names of one.
    """
    found = _ET_AL.search(text)
    others = [str(AND_OTHERS)] if found and found.start() else []
    text = (text[: found.start()] if found and others else text).strip().rstrip(", ")
    text, others = _without_gap(text, others)
    text = _ON_BEHALF.sub("; ", text) if "on behalf" in text else text
    for separator in _SEPARATORS:
        if separator in text:
            parts = text.split(separator)
            names = [_without_and(part) for part in parts if part.strip()]
            return [each for name in names for each in _split_short_forms(name)] + others
    parts = _split_at_and(text)
    if len(parts) > 1 and "," not in parts[-1] and _is_inverted_first(parts[0]):
        family, given, *names = parts[0].split(",")
        return [f"{family},{given}", *map(str.strip, [*names, *parts[1:]]), *others]
    is_cell = is_cell or (len(parts) > 1 and "," not in parts[-1])
    return [name for part in parts for name in _split_at_commas(part, is_cell)] + others


def _without_gap(text: str, others: list[str]) -> tuple[str, list[str]]:
    """Return a list without the points that stand for names in its middle, and what they mean."""
    if "…" not in text and ". ." not in text and "..." not in text:
        return text, others
    joined = _LEFT_OUT.sub(", ", text)
    return joined, [str(AND_OTHERS)] if joined != text else others


def _split_short_forms(name: str) -> list[str]:
    """Return the names in "Example A, Sample BC", else the one name."""
    if "," not in name:
        return [name]
    parts = [part.strip() for part in name.split(",") if part.strip()]
    is_list = len(parts) > 1 and all(
        _RUN_OF_INITIALS.fullmatch(part.rpartition(" ")[2]) and _is_full_name(part)
        for part in parts
    )
    return parts if is_list else [name]


def _is_inverted_first(text: str) -> bool:
    """Return whether the first alone of some people is in index order, as "A, Bo, Cy D"."""
    family, *rest = (part.strip() for part in text.split(","))
    return len(rest) > 1 and not _is_full_name(family) and all(map(_is_full_name, rest[1:]))


def _without_and(part: str) -> str:
    """Return the last name of a list without the "and" before it."""
    name = part.strip()
    return name.removeprefix("and ").removeprefix("& ")


def _split_at_and(text: str) -> list[str]:
    """Return the parts around each "and" or "&", if each of them is one or more people."""
    parts = [part for part in map(str.strip, _AND.split(text)) if part]
    if len(parts) <= 1 or ("," not in parts[0] and is_group(parts[0])):
        return parts if len(parts) <= 1 else [text]
    single = [" " not in part for part in parts]
    if any(single) and (not all(single) or is_group(text)):
        return [text]
    return parts


def _split_at_commas(text: str, is_cell: bool) -> list[str]:
    """Return the names that commas set apart."""
    parts = _with_endings([part.strip() for part in text.split(",") if part.strip()])
    if len(parts) <= 1:
        return parts
    if is_group(text) and not any(map(_ONLY_INITIALS.fullmatch, parts)):
        return parts if all(map(_is_full_name, parts)) and len(parts) > _PAIR else [text]
    if all(map(_is_full_name, parts)) and _is_list_of_full_names(parts, is_cell):
        return parts
    if len(parts) == _PAIR or not _has_pairs(parts):
        return [text]
    return _paired(parts)


def _with_endings(parts: list[str]) -> list[str]:
    """Return the parts, each suffix and degree joined again to the name before it."""
    joined: list[str] = []
    for part in parts:
        if joined and is_name_ending(part):
            joined[-1] += f", {part}"
        else:
            joined.append(part)
    return joined


def _is_full_name(part: str) -> bool:
    """Return whether a part is a name ("Griffin DK") and not half of one ("Griffin", "D. K.")."""
    pieces = part.partition(",")[0].split()
    return (
        len(pieces) > 1
        and any(len(piece.strip(".")) > 1 for piece in pieces)
        and not (_ONLY_INITIALS.fullmatch(part))
    )


def _is_list_of_full_names(parts: list[str], is_cell: bool) -> bool:
    """Return whether full names are a list; no family name has an initial in it.

    Of two, a first one that begins with a particle is a family name, and a last one that ends with
    an initial is given names: "van der Example, Anna B."
    """
    if len(parts) > _PAIR:
        return True
    if parts[0].rpartition(", ")[2].replace(".", "") in DEGREES and ", " in parts[0]:
        return True
    is_one = parts[0][:1].islower() or bool(_LAST_INITIAL.search(parts[-1]))
    return bool(_INITIAL.search(parts[0])) or (is_cell and not is_one)


def _has_pairs(parts: list[str]) -> bool:
    """Return whether parts are family and given names by turns, as far as they are people."""
    return any(map(_ONLY_INITIALS.fullmatch, parts[1:])) or len(parts) % _PAIR == 0


def _paired(parts: list[str]) -> list[str]:
    """Return each family name with the given names after it, groups alone."""
    names: list[str] = []
    at = 0
    while at < len(parts):
        size = 1 if is_group(parts[at]) else _PAIR
        names.append(", ".join(parts[at : at + size]))
        at += size
    return names
