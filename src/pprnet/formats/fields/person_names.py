"""Printed names into family and given parts: conservative, and unsplit where unclear."""

from __future__ import annotations

import re

from pprnet.records import Author
from pprnet.text import clean

_PARTICLE_LIST = (
    "af al ap auf bin ibn d da das de dei del della delle dem den der des di do dos du e el la "
    "las le les lo los of os op 't t ten ter van vande vanden vander ver vom von vor y zu zum zur"
)
_PARTICLES = frozenset(_PARTICLE_LIST.split())
# "Le", "Van" or "Do" alone may be a complete family name; between others they are particles.

_SUFFIXES = {
    "jr": "Jr.", "jnr": "Jr.", "junior": "Jr.", "sr": "Sr.", "snr": "Sr.", "ii": "II",
    "iii": "III", "iv": "IV", "2nd": "II", "3rd": "III", "4th": "IV",
}  # fmt: skip

_DEGREE_LIST = "PhD MD MSc BSc PsyD EdD DPhil MPH MSW RN MBBS FRCPsych MRCPsych DSc DClinPsy"
_DEGREES = frozenset(_DEGREE_LIST.split())
_AFTER_NAMES = {*_SUFFIXES, *map(str.lower, _DEGREES)}
_HONORIFICS = frozenset({"Dr", "Prof", "Professor"})

_GROUP_WORD_LIST = (
    "group groups network consortium organisation organization committee collaboration "
    "collaborative collaborators investigators association society institute university team "
    "trialists foundation council ministry department center centers centre academy college panel "
    "initiative programme study trial commission agency federation for anonymous"
)
_GROUP_PHRASES = ("task force", "working party", "on behalf")
_GROUP_LIST = (*_GROUP_WORD_LIST.split(), *_GROUP_PHRASES)
_GROUP = re.compile(rf"\b(?:{'|'.join(_GROUP_LIST)})\b", re.IGNORECASE)
_GROUP_PARTS = frozenset(" ".join(_GROUP_LIST).encode().split())
_WORD_BYTES = bytes(code if chr(code).isalnum() else 32 for code in range(128)).lower() + b" " * 128
"""Each byte as a letter of a word in lower case, or as the space between words."""
_INITIALS = re.compile(r"[^\W\d_a-z](?:[.-]{0,2}[^\W\d_a-z]){0,3}\.?")


EMPTY_AUTHOR = Author()
"""What a name that says nothing is read as."""


def is_group(name: str) -> bool:
    """Return whether a printed name reads like that of a group.

    Args:
        name: the name.
    """
    if _GROUP_PARTS.isdisjoint(name.encode(errors="replace").translate(_WORD_BYTES).split()):
        return False  # as nearly all names; to search for each of the words takes longer
    return bool(_GROUP.search(name)) and " " in name.strip()


def parse_name(text: str) -> Author:
    """Return a name in index order ("Family, Given") or natural order ("Given Family").

    Args:
        text: the name as printed.
    """
    name = clean(text).strip(" ;,")
    if not name:
        return EMPTY_AUTHOR
    if "," in name:
        return _parse_index_name(name)
    if is_group(name):
        return Author(literal=name)
    return _parse_natural_name(name)


def _parse_index_name(name: str) -> Author:
    """Return the name in "Family, Given", with a suffix after either of them."""
    if name.count(",") == 1:
        before, _, after = map(str.strip, name.partition(","))
        if after and after.replace(".", "").lower() not in _AFTER_NAMES:
            return Author(before, after)
    family, *rest = (part.strip() for part in name.split(","))
    rest = [part for part in rest if part]
    if len(rest) > 1 or " " in family:
        rest = [part for part in rest if part.replace(".", "") not in _DEGREES]
    suffix = next(filter(None, map(_suffix, rest)), "")
    given = [part for part in rest if not _suffix(part)]
    if len(given) > 1 and is_group(name):
        return Author(literal=name)
    if not given and not suffix:
        return _parse_natural_name(family) if " " in family else Author(family=family)
    return Author(family=family, given=", ".join(given), suffix=suffix)


def _parse_natural_name(name: str) -> Author:
    """Return the name in "Given van der Family Jr." or PubMed's short form "Family AB"."""
    if plain := _plain_name(name):
        return plain
    parts = name.split()
    while len(parts) > 2 and parts[-1].replace(".", "") in _DEGREES:  # noqa: PLR2004
        parts.pop()
    while len(parts) > 2 and parts[0].rstrip(".") in _HONORIFICS:  # noqa: PLR2004
        parts.pop(0)
    suffix = _suffix(parts[-1]) if len(parts) > 1 else ""
    if suffix:
        parts.pop()
    if len(parts) <= 1:
        return Author(family=" ".join(parts) or name, suffix=suffix)
    if _is_short_form(parts):
        return parse_short_name(" ".join(parts), suffix)
    at = len(parts) - 1
    while at > 1 and parts[at - 1].lower() in _PARTICLES:
        at -= 1
    return Author(family=" ".join(parts[at:]), given=" ".join(parts[:at]), suffix=suffix)


def _plain_name(name: str) -> Author | None:
    """Return the name in "Mary Smith" and "Mary A. Smith", `None` for any other form."""
    given, _, family = name.rpartition(" ")
    if not given or not family.isalpha() or not "a" <= family[-1] <= "z":
        return None  # initials or a point may be part of something else
    if family.lower() in _AFTER_NAMES or (" " in given and _has_title_or_particle(given)):
        return None
    return Author(family, given)


def _has_title_or_particle(given: str) -> bool:
    """Return whether given names begin with a title or end with a particle of a family name."""
    first, _, middle = given.partition(" ")
    return first.rstrip(".") in _HONORIFICS or middle.rpartition(" ")[2].lower() in _PARTICLES


def _is_short_form(parts: list[str]) -> bool:
    """Return whether a name is like "Griffin DK", not like "D. K. Griffin" or "Li NA"."""
    first, last = parts[0].strip("."), parts[-1]
    ends_in_initials = bool(_INITIALS.fullmatch(last)) and len(last.replace(".", "")) <= 4  # noqa: PLR2004
    return ends_in_initials and not _INITIALS.fullmatch(first) and not last.endswith("..")


def parse_short_name(text: str, suffix: str = "") -> Author:
    """Return the name in the short form of PubMed and Embase, such as "de la Fuente RP".

    Args:
        text: family name, then initials with or without points.
        suffix: suffix, if it was split off already.
    """
    parts = text.split()
    if len(parts) > 2 and _suffix(parts[-1]):  # noqa: PLR2004
        suffix = _suffix(parts.pop())
    at = len(parts)
    while at > 1 and _INITIALS.fullmatch(parts[at - 1]):
        at -= 1
    given = " ".join(space_initials(part) for part in parts[at:])
    return Author(family=" ".join(parts[:at]), given=given, suffix=suffix)


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


def _suffix(text: str) -> str:
    """Return the suffix that a part is, empty if it is none; "J. R." is not "Jr."."""
    return _SUFFIXES.get(text.rstrip(".").lower(), "")


def format_index_name(author: Author) -> str:
    """Return a name in index order with its suffix last: "King, Martin Luther, Jr.".

    Args:
        author: a person, or a group, whose name is returned as it is.
    """
    if author.literal:
        return author.literal
    return ", ".join(part for part in (author.family, author.given, author.suffix) if part)
