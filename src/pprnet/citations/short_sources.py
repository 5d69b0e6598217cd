"""A work named in a few words, in parts that the site can join in its reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pprnet.citations.csl_items import CslItem, date_parts, field_text, item_names


class AuthorsKind(StrEnum):
    """How many authors there are, as far as the wording depends on it."""

    NONE = "none"
    ONE = "one"
    TWO = "two"
    MANY = "many"


@dataclass(frozen=True, slots=True)
class AuthorsShort:
    """The names to print: none, one, both, or the first of many ("and colleagues")."""

    kind: AuthorsKind
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShortSource:
    """Who, where and when, as in "Wampold and Flückiger, World Psychiatry, 2023"."""

    authors: AuthorsShort
    journal: str = ""
    """The container: journal or book; empty where there is none."""
    year: int | None = None


def short_source(item: CslItem) -> ShortSource:
    """Return the authors' family names, the journal and the year of a work.

    Args:
        item: CSL-JSON; editors replace missing authors.
    """
    people = item_names(item, "author") or item_names(item, "editor")
    year = date_parts(item)
    return ShortSource(
        authors=_shorten_authors(tuple(_family_name(name) for name in people)),
        journal=field_text(item.get("container-title")),
        year=year[0] if year else None,
    )


def _shorten_authors(names: tuple[str, ...]) -> AuthorsShort:
    """Return up to two names; of three or more only the first, as APA 7 does in the text."""
    kinds = (AuthorsKind.NONE, AuthorsKind.ONE, AuthorsKind.TWO)
    if len(names) < len(kinds):
        return AuthorsShort(kinds[len(names)], names)
    return AuthorsShort(AuthorsKind.MANY, names[:1])


def _family_name(name: dict[str, str]) -> str:
    """Return the family name with its particle, or a group's full name."""
    if "literal" in name and "family" not in name:
        return name["literal"]
    parts = (name.get("non-dropping-particle", ""), name["family"])
    return " ".join(part for part in parts if part)
