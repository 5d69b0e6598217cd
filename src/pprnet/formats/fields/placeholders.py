"""What stands in a field where a source has nothing for it, and the "et al." of a list."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from pprnet.formats.fields.person_names import AND_OTHERS, EMPTY_AUTHOR, special_name
from pprnet.records import Author, Record

_LONGEST = 60
"""Characters; what is longer says something."""
_NOTHING = re.compile(
    r"\W{0,3}(?:n/?a|none|null|nan|not available|no (?:abstract|title|summary|data)"
    r"(?: (?:is )?(?:currently )?(?:available|provided|given|found|present))?"
    r"|(?:an )?(?:abstract|title|summary) (?:is )?(?:not (?:available|provided)|unavailable)"
    r"(?: for this (?:article|item|paper))?)\W{0,3}",
    re.IGNORECASE,
)
_PEOPLE = ("authors", "editors", "translators")


def without_placeholders(record: Record) -> Record:
    """Return a record without texts that only say that something is missing.

    "et al." at the end of its authors becomes `authors_shortened`.

    Args:
        record: as its reader made it.
    """
    changed: dict[str, Any] = {}
    for name in _PEOPLE:
        people: tuple[Author, ...] = getattr(record, name)
        if people and any(map(_stands_for_something, people)):
            changed[name] = tuple(person for person in people if not _stands_for_something(person))
            if name == "authors" and AND_OTHERS in people:
                changed["authors_shortened"] = True
    for name in ("title", "abstract"):
        text = getattr(record, name)
        if text and len(text) < _LONGEST and _NOTHING.fullmatch(text):
            changed[name] = ""
    return replace(record, **changed) if changed else record


def _stands_for_something(person: Author) -> bool:
    """Return whether a name is nobody's, or stands for the authors left out."""
    if person.given:
        return False
    name = person.literal or person.family
    return special_name(name) in (EMPTY_AUTHOR, AND_OTHERS)
