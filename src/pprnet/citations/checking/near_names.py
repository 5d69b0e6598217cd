"""Names of a citation that nearly match the authors of a work: to be pointed at, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pprnet.citations.checking.name_spelling import (
    is_near_spelling,
    same_letters,
    without_particles,
)
from pprnet.formats.fields.initials import initials
from pprnet.formats.fields.name_lists import parse_people
from pprnet.records import Author
from pprnet.text import clean, fold


class NameDifference(StrEnum):
    """In what a name differs from that of an author."""

    SPELLING = "spelling"
    """Timuluk for Timulak."""
    DIACRITICS = "diacritics"
    """Fluckiger for Flückiger."""
    INITIALS = "initials"
    """Example, A. for Example, B."""
    ORDER = "order"
    """Family and given name exchanged."""


@dataclass(frozen=True, slots=True)
class NearName:
    """A name, and the author of a work that may be meant."""

    stated: Author
    known: Author
    difference: NameDifference


def near_matches(names: Sequence[Author], known: Sequence[Author]) -> tuple[NearName, ...]:
    """Return the names that nearly match an author and none exactly, each with that author.

    Args:
        names: of a citation as typed or printed.
        known: the authors of the work that it cites.
    """
    unmatched, left = unmatched_names(names, known)
    found = []
    for name in unmatched:
        near = next(_near_of(name, left), None)
        if near:
            left.remove(near.known)
            found.append(near)
    return tuple(found)


def unmatched_names(
    names: Sequence[Author], known: Sequence[Author]
) -> tuple[list[Author], list[Author]]:
    """Return the names that match no author, and the authors that no name matches.

    Args:
        names: of a citation.
        known: the authors of a work.
    """
    left = list(known)
    unmatched = []
    for name in names:
        match = next((author for author in left if is_same_name(name, author)), None)
        if match is None:
            unmatched.append(name)
        else:
            left.remove(match)
    return unmatched, left


def is_same_name(first: Author, second: Author) -> bool:
    """Return whether two names are the same, as far as both state them.

    Args:
        first: a name.
        second: another.
    """
    if first.literal or second.literal:
        return fold(str(first)) == fold(str(second))
    a, b = clean(first.family), clean(second.family)
    if not (a[:1].islower() and b[:1].islower()):  # particles are often left out or misplaced
        a, b = without_particles(a), without_particles(b)
    return a.casefold() == b.casefold() and initials_agree(first, second)


def initials_agree(first: Author, second: Author) -> bool:
    """Return whether the initials of two names do not contradict; fewer of them do not.

    Args:
        first: a name.
        second: another.
    """
    a, b = fold(initials(first.given)), fold(initials(second.given))
    return a.startswith(b) or b.startswith(a)


def _near_of(name: Author, authors: Iterable[Author]) -> Iterator[NearName]:
    """Yield the authors that a name nearly matches, those of the same letters first."""
    found = [
        NearName(name, author, difference)
        for author in authors
        if (difference := name_difference(name, author)) is not None
    ]
    yield from sorted(found, key=lambda near: near.difference is not NameDifference.DIACRITICS)


def name_difference(name: Author, author: Author) -> NameDifference | None:
    """Return in what a name nearly matches an author, `None` where it is the same or another.

    Args:
        name: of a citation.
        author: of a work.
    """
    if is_same_name(name, author):
        return None
    stated, known = name.family or name.literal, author.family or author.literal
    if same_letters(stated, known):
        return (
            NameDifference.DIACRITICS if initials_agree(name, author) else NameDifference.INITIALS
        )
    if is_near_spelling(stated, known) and initials_agree(name, author):
        return NameDifference.SPELLING
    exchanged = same_letters(name.family, author.given) and same_letters(name.given, author.family)
    return NameDifference.ORDER if exchanged and name.given and name.family else None


def named_authors(names: str, authors: Sequence[Author]) -> tuple[Author, ...]:
    """Return the authors of a work whom a line of names names, diacritics ignored.

    A family name alone names nobody: both must state an initial, and the initials must agree.

    Args:
        names: one or more names as a person typed them, such as "Anna Example and B. Beispiel".
        authors: the authors of the work.
    """
    text = clean(names).replace(" et ", " and ")
    stated = [each for each in parse_people([text, *text.split(",")]) if initials(each.given)]
    return tuple(
        author
        for author in authors
        if initials(author.given) and any(_is_same_person(name, author) for name in stated)
    )


def _is_same_person(name: Author, author: Author) -> bool:
    """Return whether two names are the same, with or without diacritics."""
    is_spelled_plainly = name_difference(name, author) is NameDifference.DIACRITICS
    return is_same_name(name, author) or is_spelled_plainly
