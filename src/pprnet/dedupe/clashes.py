"""What keeps two records apart, whatever else they have in common."""

from __future__ import annotations

from pprnet.dedupe.titles import Title, begins, likeness
from pprnet.dedupe.traits import Traits
from pprnet.records import WorkType
from pprnet.text import fold

VERSION_YEARS = 1
"""Ahead of print in one year, in print in the next."""
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
    return differ_in_kind(a, b) or refers(a, b) or refers(b, a)


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
    return any(
        one and one == other
        for one, other in (
            (left.pmid, right.pmid),
            (left.pmcid, right.pmcid),
            (left.openalex, right.openalex),
        )
    )


def differ_in_part(a: Traits, b: Traits) -> bool:
    """Tell whether years or DOIs differ, or one is a preprint, with nothing to outweigh it."""
    same_doi = bool(a.dois & b.dois)
    if not same_doi and (is_preprint(a) != is_preprint(b)):
        return True
    if a.years and b.years and year_gap(a, b) > (VERSION_YEARS + 2 * same_doi):
        return True
    # A mistyped DOI: the same title at the same place is the same article.
    return bool(a.dois and b.dois) and not same_doi and not (same_title(a, b) and same_place(a, b))


def is_preprint(traits: Traits) -> bool:
    """Tell whether a record is of a version before the journal's."""
    return traits.is_preprint or traits.record.type is WorkType.PREPRINT


def year_gap(a: Traits, b: Traits) -> int:
    """Give the years from the earliest to the latest that either states."""
    both = a.years | b.years
    return max(both) - min(both)


def same_title(a: Traits, b: Traits) -> bool:
    """Tell whether a title of one is a title of the other, letter for letter."""
    return any(x.squeezed == y.squeezed for x in a.titles for y in b.titles)


def closest(a: Traits, b: Traits) -> tuple[Title, Title] | None:
    """Give the two titles that are most alike."""
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
    # A supplement's number is often taken for the volume: the journal then decides.
    mistaken = fold(a.record.journal) == fold(b.record.journal)
    return a.page != b.page or (volumes and not mistaken)


def other_type(a: Traits, b: Traits) -> bool:
    """Tell a thesis or a talk from the article of the same title."""
    kinds = {a.record.type, b.record.type}
    return len(kinds) > 1 and not kinds & _UNTYPED


def other_language(a: Traits, b: Traits) -> bool:
    """Tell a translation from its original where both state their language."""
    left, right = a.record.language, b.record.language
    return bool(left and right) and left != right
