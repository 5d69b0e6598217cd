"""Names of groups: how they are known, and what a list prints around them."""

from __future__ import annotations

import re

from pprnet.formats.fields.names.name_notes import without_lead
from pprnet.records import Author

_GROUP_WORD_LIST = (
    "group groups network consortium organisation organization committee collaboration "
    "collaborative collaborators investigators association society institute university team "
    "trialists foundation council ministry department center centers centre academy college panel "
    "initiative programme study trial commission agency federation for anonymous"
)
_GROUP_WORDS = tuple(_GROUP_WORD_LIST.split())
_GROUP_LIST = (*_GROUP_WORDS, "task force", "working party", "on behalf")
_GROUP = re.compile(rf"\b(?:{'|'.join(_GROUP_LIST)})\b", re.IGNORECASE)
_GROUP_PARTS = frozenset(" ".join(_GROUP_LIST).encode().split())
_WORD_BYTES = bytes(code if chr(code).isalnum() else 32 for code in range(128)).lower() + b" " * 128
"""Each byte as a letter of a word in lower case, or as the space between words."""


def is_group(name: str) -> bool:
    """Return whether a printed name reads like that of a group.

    Args:
        name: the name.
    """
    if _GROUP_PARTS.isdisjoint(name.encode(errors="replace").translate(_WORD_BYTES).split()):
        return False  # as nearly all names; to search for each of the words takes longer
    return bool(_GROUP.search(name)) and " " in name.strip()


def group_author(name: str) -> Author:
    """Return a group, without "on behalf of the" before it and the point of a list after it.

    Args:
        name: as printed, cleaned.
    """
    before, _, last = name.rpartition(" ")
    if last[-1:] == "." and last[:-1].lower() in _GROUP_WORDS:
        name = f"{before} {last[:-1]}"
    return Author(literal=without_lead(name))
