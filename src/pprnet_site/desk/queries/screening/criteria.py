"""What the network looks for, as last written down, and the words to mark."""

from __future__ import annotations

import re
from functools import lru_cache

from pprnet_site.desk.models import Criteria

SOUGHT, AVOIDED = "for", "against"


def current_criteria(field: str) -> str:
    """Give one of the texts that hold now, or nothing."""
    newest = Criteria.objects.first()
    return str(getattr(newest, field)) if newest else ""


@lru_cache(maxsize=16)
def terms_pattern(words: str) -> re.Pattern[str] | None:
    """Make one pattern of a list of words, a line each; “stem*” finds every ending.

    Each alternative is a plain text, so that the search takes time with the length of the text
    only; longer words are tried before their beginnings.
    """
    lines = {" ".join(line.split()) for line in words.splitlines()} - {"", "*"}
    if not lines:
        return None
    ordered = sorted(lines, key=lambda line: (-len(line), line))
    parts = (
        re.escape(line.removesuffix("*")).replace(r"\ ", r"\s+")
        + (r"\w*" if line.endswith("*") else r"(?!\w)")
        for line in ordered
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})", re.IGNORECASE)


def term_spans(words: str, text: str) -> list[tuple[int, int]]:
    """Give where the words of a list stand in a text."""
    pattern = terms_pattern(words)
    return [found.span() for found in pattern.finditer(text)] if pattern else []
