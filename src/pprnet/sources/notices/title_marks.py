"""What publishers and indexes add to the title of a work that was retracted."""

from __future__ import annotations

import re

_WORDS = r"(?:retracted(?: and replaced)?|withdrawn)(?: (?:article|paper|chapter))?"
_MARK = re.compile(rf"\W?(?:{_WORDS}|expression of concern)\s?[:\]]", re.IGNORECASE)
_BEFORE = re.compile(
    rf"\s{{0,9}}(?:[\[(](?:{_WORDS}|expression of concern)[\])]\s?:?|{_WORDS}\s?:)\s{{0,9}}",
    re.IGNORECASE,
)
"""As in "RETRACTED: Title"; "Expression of concern: Title" is the title of a notice."""
_AFTER = re.compile(
    r"\s{0,9}[\[(](?:retracted|withdrawn)\b[^\[\]()]{0,200}[\])]\.?$", re.IGNORECASE
)
"""As in "Title (Retracted article. See vol. 3, pg. 45, 2010)"."""


def is_marked(title: str) -> bool:
    """Return whether a title begins with the mark of what has become of its work.

    Args:
        title: as printed.
    """
    return _MARK.match(title) is not None


def without_marks(title: str) -> str:
    """Return a title without what was added to it when its work was retracted.

    Args:
        title: as printed.
    """
    found = _BEFORE.match(title)
    bare = _AFTER.sub("", title[found.end() if found else 0 :])
    return bare if bare.strip() else title
