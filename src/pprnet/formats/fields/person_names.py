"""Printed names into family and given parts: conservative, and unsplit where unclear."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pprnet.formats.fields.initials import is_initials, space_initials, spaced_given
from pprnet.formats.fields.names.group_names import group_author, is_group
from pprnet.formats.fields.names.name_notes import without_notes
from pprnet.records import Author
from pprnet.text import clean

_PARTICLE_LIST = (
    "af al ap auf bin ibn d da das de dei del della delle dem den der des di do dos du e el la "
    "las le les lo los of os op 't t ten ter und van vande vanden vander ver vom von vor y zu zum "
    "zur"
)
PARTICLES = frozenset(_PARTICLE_LIST.split())
"""Words before a family name, in lower case."""
_JOINING = frozenset({"y", "e", "i"})
_KEPT_PARTICLES = frozenset({"van", "von", "vom", "ten", "ter", "te", "el", "al"})
"""Particles of a family name wherever they are printed, unlike that of "Silva, Anna da"."""
# "Le", "Van" or "Do" alone may be a complete family name; between others they are particles.

SUFFIXES = {
    "jr": "Jr.", "jnr": "Jr.", "junior": "Jr.", "sr": "Sr.", "snr": "Sr.", "ii": "II",
    "iii": "III", "iv": "IV", "2nd": "II", "3rd": "III", "4th": "IV",
}  # fmt: skip
"""Suffixes of names as they are typed, in lower case, by how they are printed."""

_DEGREE_LIST = "PhD MD MSc BSc PsyD EdD DPhil MPH MSW RN MBBS FRCPsych MRCPsych DSc DClinPsy"
DEGREES = frozenset(_DEGREE_LIST.split())
_AFTER_NAMES = {*SUFFIXES, *map(str.lower, DEGREES)}
_HONORIFICS = frozenset({"Dr", "Prof", "Professor"})

_INITIALS = re.compile(r"[^\W\d_a-z](?:[.-]{0,2}[^\W\d_a-z]){0,3}\.?")


EMPTY_AUTHOR = Author()
"""What a name that says nothing is read as."""

AND_OTHERS = Author(literal="et al.")
"""What stands for the authors that a shortened list leaves out."""
_OTHERS_LIST = (
    "et al|et. al|et.al|et alii|and others|others|and colleagues|et coll|u.a|u. a|und andere|"
    "y otros|et autres|and co-workers|and coworkers"
)
_OTHERS = frozenset(_OTHERS_LIST.split("|"))
_NOBODY_LIST = (
    "no author|no authors|no author name available|no author names available|no authors listed|"
    "no author listed|no author available|no author given|author not available|"
    "authors not available|not available|not stated|n/a|none|null|nan|unknown|unknown author|"
    "anonymous|anon|anonymous author|no editor|s.n|n.a|n.n|author unknown|unknown authors|"
    "unknown, unknown|anonymous, anonymous|not specified|not provided|no author specified|"
    "anonyme|unbekannt"
)
_NOBODY = frozenset(_NOBODY_LIST.split("|"))
_LONGEST_PLACEHOLDER = 40


def special_name(name: str) -> Author | None:
    """Return what a name that is none stands for: nobody, or the authors left out of a list.

    A database prints "Anonymous" where it knows no author, so that this is nobody as well.

    Args:
        name: as printed, cleaned.

    Returns:
        `EMPTY_AUTHOR`, `AND_OTHERS`, or `None` for any other name.
    """
    if len(name) > _LONGEST_PLACEHOLDER:
        return None
    lower = name.lower().strip("[]()<>.,;:-– ")
    if lower in _OTHERS:
        return AND_OTHERS
    return EMPTY_AUTHOR if not lower or lower in _NOBODY or name in ("NA", "N.A.") else None


def parse_name(text: str) -> Author:
    """Return a name in index order ("Family, Given") or natural order ("Given Family").

    Args:
        text: the name as printed.
    """
    name = clean(text).strip(" ;,")
    if (special := special_name(name)) is not None:
        return special
    if name[-1:].isalpha() or name[-1:] == ".":
        return _parse_bare_name(name)  # as nearly all
    bare, orcid = without_notes(name)
    author = _parse_bare_name(bare) if bare else EMPTY_AUTHOR
    return replace(author, orcid=orcid) if orcid else author


def _parse_bare_name(name: str) -> Author:
    """Return a name after which nothing else is printed."""
    if "," in name:
        return _parse_index_name(name)
    if is_group(name):
        return group_author(name)
    return _parse_natural_name(name)


def _parse_index_name(name: str) -> Author:
    """Return the name in "Family, Given", with a suffix after either of them."""
    if name.count(",") == 1:
        before, _, after = map(str.strip, name.partition(","))
        if after and after.replace(".", "").lower() not in _AFTER_NAMES:
            return person(before, after)
    family, *rest = (part.strip() for part in name.split(","))
    rest = [part for part in rest if part]
    if len(rest) > 1 or " " in family:
        rest = [part for part in rest if part.replace(".", "") not in DEGREES]
    suffix = next(filter(None, map(_suffix, rest)), "")
    given = [part for part in rest if not _suffix(part)]
    if len(given) > 1 and is_group(name):
        return Author(literal=name)
    if not given and (not suffix or not family[:1].islower()):
        author = _parse_natural_name(family) if " " in family else Author(family=family)
        return replace(author, suffix=suffix or author.suffix)
    return person(family, ", ".join(given), suffix)


def person(family: str, given: str, suffix: str = "", orcid: str = "") -> Author:
    """Return a person with initials in one form; a suffix printed after a name is set apart.

    Args:
        family: family name with its particles, perhaps with a suffix ("Example Jr.").
        given: given names or initials, perhaps with a suffix at their end.
        suffix: the suffix, if the source states one.
        orcid: ORCID iD without address.
    """
    if not suffix and " " in given:
        given, suffix = _without_suffix(given)
    if not suffix and " " in family:
        family, suffix = _without_suffix(family)
    if " " in given and given[-1:].islower():
        family, given = _with_particles_of(given, family)
    return Author(family, spaced_given(given, family), _suffix(suffix) or suffix, orcid=orcid)


def _with_particles_of(given: str, family: str) -> tuple[str, str]:
    """Return family and given names, the particles after "Anna van der" before the family name."""
    words = given.split()
    at = len(words)
    while at > 1 and words[at - 1].islower() and words[at - 1] in PARTICLES - _JOINING:
        at -= 1
    if at == len(words) or words[at] not in _KEPT_PARTICLES:
        return family, given
    return " ".join((*words[at:], family)), " ".join(words[:at])


def _without_suffix(name: str) -> tuple[str, str]:
    """Return a name and the suffix at its end, empty if there is none."""
    before, _, last = name.rpartition(" ")
    suffix = _suffix(last)
    return (before.rstrip(), suffix) if suffix else (name, "")


def _parse_natural_name(name: str) -> Author:
    """Return the name in "Given van der Family Jr." or PubMed's short form "Family AB"."""
    if plain := _plain_name(name):
        return plain
    parts = name.split()
    while len(parts) > 2 and parts[-1].replace(".", "") in DEGREES:  # noqa: PLR2004
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
    at = start_of_family(parts)
    family, given = " ".join(parts[at:]), " ".join(parts[:at])
    return Author(family, spaced_given(given, family), suffix)


def start_of_family(parts: Sequence[str]) -> int:
    """Return where the family name begins in the words of a name in natural order.

    That is the first particle in lower case ("Denis Louis de la Vallée Doré"), else the first of
    the particles before the last word ("Maria De Los Campos"). A joined name ("Ortega y Gasset")
    begins before its "y".

    Args:
        parts: at least two words.
    """
    last = len(parts) - 1
    for at in range(1, last):
        if parts[at] in _JOINING and at > 1:
            return at - 1
        if parts[at].islower() and parts[at] in PARTICLES:
            return at
    at = last
    while at > 1 and parts[at - 1].lower() in PARTICLES:
        at -= 1
    return at


def _plain_name(name: str) -> Author | None:
    """Return the name in "Mary Smith" and "Mary A. Smith", `None` for any other form."""
    given, _, family = name.rpartition(" ")
    if not given or not family.isalpha() or not "a" <= family[-1] <= "z":
        return None  # initials or a point may be part of something else
    if family.lower() in _AFTER_NAMES or (" " in given and _has_title_or_particle(given)):
        return None
    return Author(family, spaced_given(given, family))


def _has_title_or_particle(given: str) -> bool:
    """Return whether given names begin with a title or have a particle of a family name."""
    first, _, middle = given.partition(" ")
    if first.rstrip(".") in _HONORIFICS or middle.rpartition(" ")[2].lower() in PARTICLES:
        return True
    return " " in middle and not PARTICLES.isdisjoint(middle.split())


def _is_short_form(parts: list[str]) -> bool:
    """Return whether a name is like "Griffin DK", not like "D. K. Griffin" or "Li NA"."""
    first, last = parts[0].strip("."), parts[-1]
    ends_in_initials = bool(_INITIALS.fullmatch(last)) and _may_be_initials(last)
    return ends_in_initials and not _INITIALS.fullmatch(first) and not last.endswith("..")


def _may_be_initials(last: str) -> bool:
    """Return whether the last word of a name may be initials, as "DK" and not as "ANNA"."""
    return not last.isalpha() or len(last) == 1 or is_initials(last)


def parse_short_name(text: str, suffix: str = "") -> Author:
    """Return the name in the short form of PubMed and Embase, such as "de la Fuente RP".

    Args:
        text: family name, then initials with or without points.
        suffix: suffix, if it was split off already.
    """
    if (special := special_name(text)) is not None:
        return special
    parts = text.split()
    if len(parts) > 2 and _suffix(parts[-1]):  # noqa: PLR2004
        suffix = _suffix(parts.pop())
    at = len(parts)
    while at > 1 and _INITIALS.fullmatch(parts[at - 1]):
        at -= 1
    given = " ".join(space_initials(part) for part in parts[at:])
    return Author(family=" ".join(parts[:at]), given=given, suffix=suffix)


def is_name_ending(text: str) -> bool:
    """Return whether a part of a name is a suffix or a degree, as in "Example, A., Jr., PhD".

    Args:
        text: the part between two commas.
    """
    return text.replace(".", "").lower() in _AFTER_NAMES


def _suffix(text: str) -> str:
    """Return the suffix that a part is, empty if it is none; "J. R." is not "Jr."."""
    return SUFFIXES.get(text.rstrip(".").lower(), "")


def format_index_name(author: Author) -> str:
    """Return a name in index order with its suffix last: "King, Martin Luther, Jr.".

    Args:
        author: a person, or a group, whose name is returned as it is.
    """
    if author.literal:
        return author.literal
    return ", ".join(part for part in (author.family, author.given, author.suffix) if part)
