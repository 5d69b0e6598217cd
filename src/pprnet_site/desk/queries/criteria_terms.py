"""The screening criteria as last saved, and where their terms occur in a text."""

from __future__ import annotations

import re

from pprnet_site.desk.models import Criteria

SOUGHT, AVOIDED = "for", "against"


def current_criteria(field: str) -> str:
    """Return one text of the current criteria, or nothing before any were saved."""
    newest = Criteria.objects.first()
    return str(getattr(newest, field)) if newest else ""


def terms_pattern(words: str) -> re.Pattern[str] | None:
    """Return one pattern for a list of terms, one per line; “stem*” matches every ending.

    Each alternative is plain text, so that the time of a search depends on the length of the text
    only; longer terms are tried before their beginnings.
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
    """Return the spans of the terms of a list in a text."""
    pattern = terms_pattern(words)
    return [found.span() for found in pattern.finditer(text)] if pattern else []
