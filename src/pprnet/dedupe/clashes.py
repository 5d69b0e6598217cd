"""What keeps two records apart, whatever else they have in common."""

from __future__ import annotations

from functools import lru_cache

from pprnet.dedupe.titles import Title, begins, likeness
from pprnet.dedupe.traits import Traits
from pprnet.records import WorkType
from pprnet.text import fold

VERSION_YEARS = 1
"""Ahead of print in one year, in print in the next."""
JOURNALS_KEPT = 4096
"""Names of journals folded and kept: a few make up most of a collection."""
_SMALL_WORDS = {"the", "of", "and", "in", "for", "on", "a", "an"}
_UNTYPED = {WorkType.OTHER, WorkType.WEBPAGE}


def clash(a: Traits, b: Traits) -> bool:
    """Tell whether two records cannot be of one work, nor both of one with a third."""
    return differ_outright(a, b) or (differ_in_part(a, b) and not share_number(a, b))


def differ_outright(a: Traits, b: Traits) -> bool:
    """Tell whether an index holds them to be two, or one is about the other."""
    left, right = a.record, b.record
    if left.pmid and right.pmid and left.pmid != right.pmid:
        return True
    if left.pmcid and right.pmcid and left.pmcid != right.pmcid:
        return True
    return (
        differ_in_kind(a, b)
        or bool(left.relations and refers(a, b))
        or bool(right.relations and refers(b, a))
    )


def differ_in_kind(a: Traits, b: Traits) -> bool:
    """Tell an erratum, a comment, a reply or a protocol from the study it belongs to."""
    return bool(a.titles and b.titles) and a.titles[0].kind != b.titles[0].kind


def refers(a: Traits, b: Traits) -> bool:
    """Tell whether a record names the other as a publication that it is about or has."""
    return any(
        (link.pmid and link.pmid == b.record.pmid != a.record.pmid)
        or (link.doi and link.doi in b.dois and link.doi not in a.dois)
        for link in a.record.relations
    )


def share_number(a: Traits, b: Traits) -> bool:
    """Tell whether an index counts them as one."""
    left, right = a.record, b.record
    return bool(
        (left.pmid and left.pmid == right.pmid)
        or (left.pmcid and left.pmcid == right.pmcid)
        or (left.openalex and left.openalex == right.openalex)
    )


def differ_in_part(a: Traits, b: Traits) -> bool:
    """Tell whether years or DOIs differ, or one is a preprint, with nothing to outweigh it."""
    same_doi = not a.dois.isdisjoint(b.dois)
    if not same_doi and a.is_preprint != b.is_preprint:
        return True
    if a.years and b.years and year_gap(a, b) > (VERSION_YEARS + 2 * same_doi):
        return True
    # A mistyped DOI: the same title at the same place is the same article.
    return bool(a.dois and b.dois) and not same_doi and not (same_place(a, b) and same_title(a, b))


def year_gap(a: Traits, b: Traits) -> int:
    """Give the years from the earliest to the latest that either states."""
    if a.years == b.years and len(a.years) == 1:
        return 0
    both = a.years | b.years
    return max(both) - min(both)


def same_title(a: Traits, b: Traits) -> bool:
    """Tell whether a title of one is a title of the other, letter for letter."""
    for x in a.titles:
        for y in b.titles:
            if x.squeezed == y.squeezed:
                return True
    return False


def closest(a: Traits, b: Traits) -> tuple[Title, Title] | None:
    """Give the two titles that are most alike."""
    if len(a.titles) == len(b.titles) == 1:
        return a.titles[0], b.titles[0]
    pairs = [(x, y) for x in a.titles for y in b.titles]
    return max(pairs, key=lambda pair: likeness(*pair), default=None)


def alike(a: Traits, b: Traits, least: float) -> bool:
    """Tell whether the titles are near enough: no other number, most letters in common."""
    pair = closest(a, b)
    if pair is None:
        return False
    return begins(*pair) or (pair[0].numbers == pair[1].numbers and likeness(*pair) >= least)


def same_place(a: Traits, b: Traits) -> bool:
    """Tell whether both are in the same volume from the same page on."""
    return bool(a.page and a.volume) and (a.page, a.volume) == (b.page, b.volume)


def other_place(a: Traits, b: Traits) -> bool:
    """Tell whether volume or first page, as far as both state it, differ."""
    volumes = bool(a.volume and b.volume) and a.volume != b.volume
    if not (a.page and b.page):
        return volumes
    if a.page != b.page:
        # Ahead of print an article has pages of its own and no volume yet.
        return bool(a.volume and b.volume) or not same_journal(a, b)
    # A supplement's number is often taken for the volume: the journal then decides.
    return volumes and not same_journal(a, b)


def same_journal(a: Traits, b: Traits) -> bool:
    """Tell whether both name one journal, perhaps shortened ("J Couns Psychol")."""
    left, right = journal_words(a.record.journal), journal_words(b.record.journal)
    if not left or len(left) != len(right):
        return False
    return all(x.startswith(y) or y.startswith(x) for x, y in zip(left, right, strict=True))


@lru_cache(maxsize=JOURNALS_KEPT)
def journal_words(journal: str) -> tuple[str, ...]:
    """Give the words of a journal's name that its abbreviation keeps."""
    return tuple(word for word in fold(journal).split() if word not in _SMALL_WORDS)


def other_type(a: Traits, b: Traits) -> bool:
    """Tell a thesis or a talk from the article of the same title."""
    kinds = {a.record.type, b.record.type}
    return len(kinds) > 1 and not kinds & _UNTYPED


def other_language(a: Traits, b: Traits) -> bool:
    """Tell a translation from its original where both state their language."""
    left, right = a.record.language, b.record.language
    return bool(left and right) and left != right
