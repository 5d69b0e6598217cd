"""Two records -> the reason why they are of one work, for a person to read."""

from __future__ import annotations

from collections.abc import Callable

from pprnet.dedupe.clashes import (
    alike,
    clash,
    closest,
    differ_in_part,
    other_language,
    other_place,
    other_type,
    same_place,
    same_title,
)
from pprnet.dedupe.titles import spelt_alike
from pprnet.dedupe.traits import Traits
from pprnet.records import MergeReason
from pprnet.text import words

ABSTRACT_WORDS = 40
ABSTRACT_SHARE = 0.9
LONG_TITLE = 5
"""Words of a title that, with the authors, tell enough where a year is missing."""
NAME_LETTERS = 40

Rule = Callable[[Traits, Traits], str]
"""Gives what agrees, or an empty text."""


def compare_traits(a: Traits, b: Traits) -> MergeReason | None:
    """Apply the rules to two prepared records, the strongest first."""
    if clash(a, b):
        return None
    for name, rule in RULES.items():
        if detail := rule(a, b):
            return MergeReason(name, detail)
    return None


def names_agree(a: Traits, b: Traits) -> bool:
    """Tell whether two lists of authors are one, perhaps cut short."""
    if a.first_name.isdisjoint(b.names) and b.first_name.isdisjoint(a.names):
        return False
    return 2 * len(a.names & b.names) >= min(len(a.names), len(b.names))


def names_clash(a: Traits, b: Traits) -> bool:
    """Tell whether both name authors, and not the same ones."""
    return bool(a.names and b.names) and not names_agree(a, b)


def abstracts_agree(a: Traits, b: Traits) -> bool:
    """Tell whether the abstracts are one text but for headings and cuts."""
    left, right = set(words(a.record.abstract)), set(words(b.record.abstract))
    if min(len(left), len(right)) < ABSTRACT_WORDS:
        return False
    return 2 * len(left & right) >= ABSTRACT_SHARE * (len(left) + len(right))


def may_be_told_by_title(a: Traits, b: Traits) -> bool:
    """Tell whether nothing hints at a reprint, a translation, a thesis or a talk."""
    if same_place(a, b):
        return True
    return not (retold(a, b) or other_type(a, b) or other_language(a, b))


def retold(a: Traits, b: Traits) -> bool:
    """Tell the article from the talk before it, with which it shares title and authors."""
    if other_place(a, b):
        return True
    if not (a.years and b.years and a.names and b.names):
        return False
    return not (a.years & b.years or a.first_name & b.first_name)


def authors_text(a: Traits, b: Traits) -> str:
    """Name the first author, cut where a source runs all names together."""
    first = min(str(traits.record.authors[0]) for traits in (a, b)).partition(",")[0]
    return first if len(first) <= NAME_LETTERS else f"{first[:NAME_LETTERS].rstrip()}…"


def years_text(a: Traits, b: Traits) -> str:
    """Give the years as "2019" or "2018/2019"."""
    return "/".join(str(year) for year in sorted(a.years | b.years))


def by_number(field: str, label: str) -> Rule:
    """Make the rule that an index's own number is the same, and the titles do not deny it."""

    def rule(a: Traits, b: Traits) -> str:
        number = getattr(a.record, field)
        if not number or number != getattr(b.record, field):
            return ""
        # Indexes do give twin papers one number; OpenAlex has several such pairs.
        other_title = a.titles and b.titles and not same_title(a, b)
        unlike = not (alike(a, b, 0.5) or names_agree(a, b))
        if other_title and (unlike or differ_in_part(a, b)):
            return ""
        return f"{label} {number} in both"

    return rule


def by_doi(a: Traits, b: Traits) -> str:
    """Hold a common DOI for one work only if title and authors agree with it.

    All abstracts of a congress may carry the DOI of their supplement.
    """
    if a.dois.isdisjoint(b.dois) or not alike(a, b, 0.85):
        return ""
    common = min(a.dois & b.dois)
    # A surname misspelt or swapped with a given name does not matter at the same place.
    if names_clash(a, b) and not (same_title(a, b) and same_place(a, b)):
        return ""
    return f"DOI {common} and title agree"


def by_title(a: Traits, b: Traits) -> str:
    """Hold title, authors and year together for one work."""
    if not (same_title(a, b) and names_agree(a, b) and a.years and b.years):
        return ""
    if is_short(a, b) and not same_place(a, b):
        return ""
    if not may_be_told_by_title(a, b):
        return ""
    return f"title, authors ({authors_text(a, b)}) and year ({years_text(a, b)}) agree"


def by_place(a: Traits, b: Traits) -> str:
    """Hold volume, first page, authors and a like title for one work."""
    if not same_place(a, b) or a.first_name.isdisjoint(b.first_name):
        return ""
    if not (names_agree(a, b) and alike(a, b, 0.7)):
        return ""
    return (
        f"volume {a.volume}, page {a.page} and authors ({authors_text(a, b)}) agree, "
        "and the titles are alike"
    )


def by_page(a: Traits, b: Traits) -> str:
    """Hold first page, year, authors and a like title for one work where a volume is missing."""
    if not a.page or a.page != b.page or (a.volume and b.volume):
        return ""
    if a.years.isdisjoint(b.years) or a.first_name.isdisjoint(b.first_name):
        return ""
    if other_type(a, b) or not (names_agree(a, b) and alike(a, b, 0.85)):
        return ""
    return (
        f"page {a.page}, year ({years_text(a, b)}) and authors ({authors_text(a, b)}) agree, "
        "and the titles are alike"
    )


def by_spelling(a: Traits, b: Traits) -> str:
    """Hold titles that differ in spelling for one, with all authors and the year the same."""
    if a.first_name.isdisjoint(b.first_name) or a.years.isdisjoint(b.years):
        return ""
    pair = closest(a, b)
    if pair is None or not spelt_alike(*pair) or is_short(a, b):
        return ""
    if not names_agree(a, b) or not may_be_told_by_title(a, b):
        return ""
    return (
        f"title but for its spelling, authors ({authors_text(a, b)}) "
        f"and year ({years_text(a, b)}) agree"
    )


def by_abstract(a: Traits, b: Traits) -> str:
    """Hold title and abstract together for one work, where authors or year are missing."""
    if not same_title(a, b) or names_clash(a, b) or is_short(a, b):
        return ""
    if not may_be_told_by_title(a, b):
        return ""
    return "title and abstract agree" if abstracts_agree(a, b) else ""


def by_title_and_authors(a: Traits, b: Traits) -> str:
    """Hold a long title with its authors for one work where a year is missing."""
    if not same_title(a, b) or len(a.titles[0].words) < LONG_TITLE or not names_agree(a, b):
        return ""
    if is_short(a, b) or not may_be_told_by_title(a, b):
        return ""
    return f"title and authors ({authors_text(a, b)}) agree, a year is not stated"


def by_title_and_place(a: Traits, b: Traits) -> str:
    """Hold a title at its place for one work where authors are missing."""
    if not (same_title(a, b) and same_place(a, b)) or names_clash(a, b):
        return ""
    return f"title, volume {a.volume} and page {a.page} agree"


def is_short(a: Traits, b: Traits) -> bool:
    """Tell whether a title is too short to go by."""
    return any(title.is_short for traits in (a, b) for title in traits.titles)


RULES: dict[str, Rule] = {
    "pmid": by_number("pmid", "PMID"),
    "pmcid": by_number("pmcid", "PMCID"),
    "openalex": by_number("openalex", "OpenAlex number"),
    "doi": by_doi,
    "title-author-year": by_title,
    "place": by_place,
    "page": by_page,
    "spelling": by_spelling,
    "title-abstract": by_abstract,
    "title-author": by_title_and_authors,
    "title-place": by_title_and_place,
}
"""In the order of their strength, which is also the order in which clusters grow."""

STRENGTH = {name: place for place, name in enumerate(RULES)}
"""The place of each rule in that order, 0 for the strongest."""
