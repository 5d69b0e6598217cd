"""Whether a citation and a record are of one work, by DOI or title."""

from __future__ import annotations

from pprnet.dedupe.comparison.titles import differ_by_subtitle, parse_title, title_similarity
from pprnet.records import Record
from pprnet.sources.notices import without_marks
from pprnet.text import fold

NEAR_TITLE = 0.8
"""Similarity from which a title may be of the same work, with a slip in it."""
OTHER_TITLE = 0.45
"""Similarity under which a title is of another work."""


def is_same_doi(a: Record, b: Record) -> bool:
    """Return whether both state the same DOI.

    Args:
        a: a record.
        b: another.
    """
    return bool(a.doi) and a.doi == b.doi


def is_same_title(a: Record, b: Record) -> bool:
    """Return whether both have the same title, but for case, signs and marks of a retraction.

    Args:
        a: a record.
        b: another.
    """
    titles = {fold(without_marks(title)) for title in (b.title, b.vernacular_title) if title}
    return bool(a.title) and fold(without_marks(a.title)) in titles


def title_agreement(a: Record, b: Record) -> float:
    """Return how similar the titles are, from 0 to 1; a title without its subtitle counts as near.

    Args:
        a: a record.
        b: another.
    """
    if is_same_title(a, b):
        return 1.0
    first, second = parse_title(without_marks(a.title)), parse_title(without_marks(b.title))
    if first is None or second is None:
        return 0.0
    similarity = title_similarity(first, second)
    return max(similarity, NEAR_TITLE) if differ_by_subtitle(first, second) else similarity
