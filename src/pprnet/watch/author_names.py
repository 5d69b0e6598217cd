"""Whether authors of two works may be the same people, by their family names."""

from __future__ import annotations

from collections.abc import Collection

from pprnet.formats.fields.person_names import PARTICLES, SUFFIXES
from pprnet.text import folded_words

_FIRST_PARTS = frozenset(["ben", "dela", "e", "mac", "mc", "saint", "san", "santa", "st", "ste"])
"""First parts of many unrelated names, as in "San Juan" and "San Martín"."""
_GROUP_WORDS = frozenset(
    ["and", "collaboration", "collaborators", "consortium", "for", "group", "in", "international",
     "investigators", "network", "on", "research", "study", "team", "the", "trial", "working"]
)  # fmt: skip
_SHARED_WORDS = PARTICLES | SUFFIXES.keys() | _FIRST_PARTS | _GROUP_WORDS
"""Words that names of different people, or of different groups, have in common."""


def author_names_agree(a: Collection[str], b: Collection[str]) -> bool | None:
    """Return whether some of the family names are the same, `None` unless both state one.

    A particle alone is no agreement: "de Vries" is not "de Jong". It may be missing or joined, so
    that "van der Berg" is "Berg" and "Vanderberg". A name that is nothing else ("Do", "Van") is
    compared as it is.

    Args:
        a: family names, or names of groups.
        b: others; the order does not matter.
    """
    ours, theirs = _name_keys(a), _name_keys(b)
    return not ours.isdisjoint(theirs) if ours and theirs else None


def _name_keys(names: Collection[str]) -> set[str]:
    return {key for name in names for key in _keys(folded_words(name))}


def _keys(words: list[str]) -> set[str]:
    """Return what a name is compared by: its words that tell, and all of it in one word."""
    written = [word for word in words if len(word) > 1]
    if not written:
        return set()
    telling = [word for word in written if word not in _SHARED_WORDS]
    return {*telling, "".join(words), "".join(written)}
