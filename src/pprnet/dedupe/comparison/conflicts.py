"""Conflicts: what prevents a match of two records, whatever else agrees."""

from __future__ import annotations

from functools import lru_cache

from pprnet.dedupe.comparison.comparison_fields import ComparisonFields
from pprnet.dedupe.comparison.titles import Title, differ_by_subtitle, title_similarity
from pprnet.records import WorkType
from pprnet.text import fold

MAX_VERSION_YEARS = 1
"""Ahead of print in one year, in print in the next."""
JOURNAL_CACHE_SIZE = 4096
"""Names of journals whose words are cached: a few make up most of a collection."""
_SMALL_WORDS = {"the", "of", "and", "in", "for", "on", "a", "an"}
_UNTYPED = {WorkType.OTHER, WorkType.WEBPAGE}


def records_conflict(a: ComparisonFields, b: ComparisonFields) -> bool:
    """Return whether two records cannot be of one work, also not through a third record.

    Args:
        a: one record, prepared by `comparison_fields_of`.
        b: the other; the order does not matter.
    """
    return certainly_differ(a, b) or (probably_differ(a, b) and not _share_index_number(a, b))


def certainly_differ(a: ComparisonFields, b: ComparisonFields) -> bool:
    """Return whether an index has two numbers for them, or one is about the other.

    Args:
        a: one record, prepared by `comparison_fields_of`.
        b: the other; the order does not matter.
    """
    left, right = a.record, b.record
    if left.pmid and right.pmid and left.pmid != right.pmid:
        return True
    if left.pmcid and right.pmcid and left.pmcid != right.pmcid:
        return True
    return (
        _differ_in_text_kind(a, b)
        or bool(left.relations and _refers_to(a, b))
        or bool(right.relations and _refers_to(b, a))
    )


def _differ_in_text_kind(a: ComparisonFields, b: ComparisonFields) -> bool:
    """Return whether one is an erratum, comment, reply or protocol and the other is not."""
    return bool(a.titles and b.titles) and a.titles[0].kind != b.titles[0].kind


def _refers_to(a: ComparisonFields, b: ComparisonFields) -> bool:
    """Return whether a record names the other as a related publication."""
    return any(
        (link.pmid and link.pmid == b.record.pmid != a.record.pmid)
        or (link.doi and link.doi in b.dois and link.doi not in a.dois)
        for link in a.record.relations
    )


def _share_index_number(a: ComparisonFields, b: ComparisonFields) -> bool:
    """Return whether an index has one number for both."""
    left, right = a.record, b.record
    return bool(
        (left.pmid and left.pmid == right.pmid)
        or (left.pmcid and left.pmcid == right.pmcid)
        or (left.openalex and left.openalex == right.openalex)
    )


def probably_differ(a: ComparisonFields, b: ComparisonFields) -> bool:
    """Return whether years or DOIs differ, or one is a preprint, without counter-evidence.

    Args:
        a: one record, prepared by `comparison_fields_of`.
        b: the other; the order does not matter.
    """
    same_doi = not a.dois.isdisjoint(b.dois)
    if not same_doi and a.is_preprint != b.is_preprint:
        return True
    if a.years and b.years and year_gap(a, b) > (MAX_VERSION_YEARS + 2 * same_doi):
        return True
    # A mistyped DOI: the same title on the same page is the same article.
    return (
        bool(a.dois and b.dois)
        and not same_doi
        and not (same_volume_and_page(a, b) and same_title(a, b))
    )


def year_gap(a: ComparisonFields, b: ComparisonFields) -> int:
    """Return the years between the earliest and the latest that either states.

    Args:
        a: one record with a year, prepared by `comparison_fields_of`.
        b: the other, with a year.
    """
    if a.years == b.years and len(a.years) == 1:
        return 0
    both = a.years | b.years
    return max(both) - min(both)


def same_title(a: ComparisonFields, b: ComparisonFields) -> bool:
    """Return whether a title of one equals a title of the other, ignoring case and signs.

    Args:
        a: one record, prepared by `comparison_fields_of`.
        b: the other; the order does not matter.
    """
    for x in a.titles:
        for y in b.titles:
            if x.joined_words == y.joined_words:
                return True
    return False


def closest_titles(a: ComparisonFields, b: ComparisonFields) -> tuple[Title, Title] | None:
    """Return the most similar titles of two records, or `None` where one has no title.

    Args:
        a: one record, prepared by `comparison_fields_of`.
        b: the other.

    Returns:
        A title of `a` and a title of `b`.
    """
    if len(a.titles) == len(b.titles) == 1:
        return a.titles[0], b.titles[0]
    pairs = [(x, y) for x in a.titles for y in b.titles]
    return max(pairs, key=lambda pair: title_similarity(*pair), default=None)


def titles_similar(a: ComparisonFields, b: ComparisonFields, threshold: float) -> bool:
    """Return whether the closest titles have the same numbers and similar letters.

    Args:
        a: one record, prepared by `comparison_fields_of`.
        b: the other; the order does not matter.
        threshold: least `title_similarity`, 0-1; a missing subtitle counts as similar.
    """
    pair = closest_titles(a, b)
    if pair is None:
        return False
    return differ_by_subtitle(*pair) or (
        pair[0].numbers == pair[1].numbers and title_similarity(*pair) >= threshold
    )


def same_volume_and_page(a: ComparisonFields, b: ComparisonFields) -> bool:
    """Return whether both state the same volume and the same first page.

    Args:
        a: one record, prepared by `comparison_fields_of`.
        b: the other; the order does not matter.
    """
    return bool(a.page and a.volume) and (a.page, a.volume) == (b.page, b.volume)


def different_volume_or_page(a: ComparisonFields, b: ComparisonFields) -> bool:
    """Return whether volume or first page differ, where both state them.

    Args:
        a: one record, prepared by `comparison_fields_of`.
        b: the other; the order does not matter.
    """
    volumes = bool(a.volume and b.volume) and a.volume != b.volume
    if not (a.page and b.page):
        return volumes
    if a.page != b.page:
        # Ahead of print an article has pages of its own and no volume yet.
        return bool(a.volume and b.volume) or not same_journal(a, b)
    # A supplement's number is often taken for the volume: the journal then decides.
    return volumes and not same_journal(a, b)


def same_journal(a: ComparisonFields, b: ComparisonFields) -> bool:
    """Return whether both name one journal, in full or abbreviated ("J Couns Psychol").

    Args:
        a: one record, prepared by `comparison_fields_of`.
        b: the other; the order does not matter.
    """
    left, right = _journal_words(a.record.journal), _journal_words(b.record.journal)
    if not left or len(left) != len(right):
        return False
    return all(x.startswith(y) or y.startswith(x) for x, y in zip(left, right, strict=True))


@lru_cache(maxsize=JOURNAL_CACHE_SIZE)
def _journal_words(journal: str) -> tuple[str, ...]:
    """Return the words of a journal's name that its abbreviation keeps."""
    return tuple(word for word in fold(journal).split() if word not in _SMALL_WORDS)


def different_type(a: ComparisonFields, b: ComparisonFields) -> bool:
    """Return whether the types of publication differ, such as a thesis and an article.

    Args:
        a: one record, prepared by `comparison_fields_of`.
        b: the other; the order does not matter.
    """
    kinds = {a.record.type, b.record.type}
    return len(kinds) > 1 and not kinds & _UNTYPED


def different_language(a: ComparisonFields, b: ComparisonFields) -> bool:
    """Return whether both state a language, and not the same one.

    Args:
        a: one record, prepared by `comparison_fields_of`.
        b: the other; the order does not matter.
    """
    left, right = a.record.language, b.record.language
    return bool(left and right) and left != right
