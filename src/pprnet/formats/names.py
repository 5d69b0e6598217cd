"""Printed names into family and given parts: conservative, and whole where in doubt."""

from __future__ import annotations

import re

from pprnet.records import Author
from pprnet.text import clean

_PARTICLE_LIST = (
    "af al ap auf bin ibn d da das de dei del della delle dem den der des di do dos du e el la "
    "las le les lo los of os op 't t ten ter van vande vanden vander ver vom von vor y zu zum zur"
)
_PARTICLES = frozenset(_PARTICLE_LIST.split())
# "Le", "Van" or "Do" alone may be a whole family name; between others they are particles.

_SUFFIXES = {
    "jr": "Jr.", "jnr": "Jr.", "junior": "Jr.", "sr": "Sr.", "snr": "Sr.", "ii": "II",
    "iii": "III", "iv": "IV", "2nd": "II", "3rd": "III", "4th": "IV",
}  # fmt: skip

_DEGREE_LIST = (
    "phd md ma msc ba bsc psyd edd drphil dphil mph msw rn mbbs frcpsych mrcpsych mba meds "
    "facp dr prof dsc scd mphil llm jd dclinpsy"
)
_DEGREES = frozenset(_DEGREE_LIST.split())

_GROUP = re.compile(
    r"\b(?:group|groups|network|consortium|organi[sz]ation|committee|collaboration|"
    r"collaborative|collaborators|investigators|association|society|institute|university|"
    r"team|task force|trialists|foundation|council|ministry|department|centers?|centre|"
    r"academy|college|working party|panel|initiative|programme|study|trial|commission|"
    r"agency|federation|for|on behalf|anonymous)\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"[^\W\d_a-z](?:[.-]?[^\W\d_a-z]){0,3}\.?")


def is_group(name: str) -> bool:
    """Tell whether a printed name reads like that of a group."""
    return bool(_GROUP.search(name)) and " " in name.strip()


def parse_name(text: str) -> Author:
    """Read a name in index order ("Family, Given") or natural order ("Given Family")."""
    name = clean(text).strip(" ;,")
    if not name:
        return Author()
    if "," in name:
        return from_index(name)
    if is_group(name):
        return Author(literal=name)
    return from_natural(name)


def from_index(name: str) -> Author:
    """Read "Family, Given", "Family, Given, Suffix" or "Family, Suffix, Given"."""
    family, *rest = (part.strip() for part in name.split(","))
    rest = [part for part in rest if part and _bare(part) not in _DEGREES]
    suffix = next((_SUFFIXES[_bare(part)] for part in rest if _bare(part) in _SUFFIXES), "")
    given = [part for part in rest if _bare(part) not in _SUFFIXES]
    if len(given) > 1 and is_group(name):
        return Author(literal=name)
    if not given and not suffix:
        return from_natural(family) if " " in family else Author(family=family)
    return Author(family=family, given=", ".join(given), suffix=suffix)


def from_natural(name: str) -> Author:
    """Read "Given van der Family Jr." or the short form "Family AB" of PubMed."""
    parts = [part for part in name.split() if _bare(part) not in _DEGREES or len(part) < 3]  # noqa: PLR2004
    suffix = ""
    if len(parts) > 1 and _bare(parts[-1]) in _SUFFIXES:
        suffix = _SUFFIXES[_bare(parts.pop())]
    if len(parts) <= 1:
        return Author(family=" ".join(parts) or name, suffix=suffix)
    if _is_short_form(parts):
        return short_form(" ".join(parts), suffix)
    at = len(parts) - 1
    while at > 1 and parts[at - 1].lower() in _PARTICLES:
        at -= 1
    return Author(family=" ".join(parts[at:]), given=" ".join(parts[:at]), suffix=suffix)


def _is_short_form(parts: list[str]) -> bool:
    """Tell "Griffin DK" from "D. K. Griffin" and from "Li NA"."""
    first, last = parts[0].strip("."), parts[-1]
    ends_in_initials = bool(_INITIALS.fullmatch(last)) and len(last.replace(".", "")) <= 4  # noqa: PLR2004
    return ends_in_initials and not _INITIALS.fullmatch(first) and not last.endswith("..")


def short_form(text: str, suffix: str = "") -> Author:
    """Read the short form of PubMed and Embase, "de la Fuente RP" or "Rogers R.R."."""
    parts = text.split()
    if len(parts) > 2 and _bare(parts[-1]) in _SUFFIXES:  # noqa: PLR2004
        suffix = _SUFFIXES[_bare(parts.pop())]
    at = len(parts)
    while at > 1 and _INITIALS.fullmatch(parts[at - 1]):
        at -= 1
    given = " ".join(space_initials(part) for part in parts[at:])
    return Author(family=" ".join(parts[:at]), given=given, suffix=suffix)


def space_initials(text: str) -> str:
    """Give "DK" as "D. K." and "J-P" as "J.-P."."""
    letters = text.replace(".", "")
    groups = [" ".join(f"{letter}." for letter in part) for part in letters.split("-") if part]
    return "-".join(groups)


def initials(given: str) -> str:
    """Give the initials of given names without points, as PubMed prints them."""
    return "".join(part[0] for part in re.split(r"[\s.-]+", given) if part and part[0].isalpha())


def _bare(text: str) -> str:
    return text.replace(".", "").replace(" ", "").lower()


def print_name(author: Author) -> str:
    """Give a name in index order with its suffix last: "King, Martin Luther, Jr."."""
    if author.literal:
        return author.literal
    return ", ".join(part for part in (author.family, author.given, author.suffix) if part)
