"""The rules by which two records are of one work, with a reason that a person can read."""

from __future__ import annotations

from collections.abc import Callable

from pprnet.dedupe.comparison.comparison_fields import ComparisonFields
from pprnet.dedupe.comparison.conflicts import (
    closest_titles,
    different_language,
    different_type,
    different_volume_or_page,
    probably_differ,
    records_conflict,
    same_title,
    same_volume_and_page,
    titles_similar,
)
from pprnet.dedupe.comparison.titles import differ_in_spelling_only
from pprnet.records import MergeReason
from pprnet.text import folded_words

MIN_ABSTRACT_WORDS = 40
MIN_ABSTRACT_OVERLAP = 0.9
LONG_TITLE_WORDS = 5
"""Words of a title that, with the authors, identify a work where a year is missing."""
MAX_NAME_LETTERS = 40

MatchRule = Callable[[ComparisonFields, ComparisonFields], str]
"""Returns what agrees, or an empty text."""


def matching_reason(a: ComparisonFields, b: ComparisonFields) -> MergeReason | None:
    """Return the strongest rule by which two records are of one work, or `None`.

    Args:
        a: one record, prepared by `comparison_fields_of`.
        b: the other; the order does not matter.
    """
    if records_conflict(a, b):
        return None
    for name, rule in MATCH_RULES.items():
        if detail := rule(a, b):
            return MergeReason(name, detail)
    return None


def names_agree(a: ComparisonFields, b: ComparisonFields) -> bool:
    """Return whether two lists of authors are the same, one of them perhaps shortened.

    Args:
        a: one record, prepared by `comparison_fields_of`.
        b: the other; the order does not matter.
    """
    if a.first_surname.isdisjoint(b.names) and b.first_surname.isdisjoint(a.names):
        return False
    return 2 * len(a.names & b.names) >= min(len(a.names), len(b.names))


def names_conflict(a: ComparisonFields, b: ComparisonFields) -> bool:
    """Return whether both name authors, and not the same ones.

    Args:
        a: one record, prepared by `comparison_fields_of`.
        b: the other; the order does not matter.
    """
    return bool(a.names and b.names) and not names_agree(a, b)


def _abstracts_agree(a: ComparisonFields, b: ComparisonFields) -> bool:
    """Return whether the abstracts are one text except for headings and omissions."""
    left, right = set(folded_words(a.record.abstract)), set(folded_words(b.record.abstract))
    if min(len(left), len(right)) < MIN_ABSTRACT_WORDS:
        return False
    return 2 * len(left & right) >= MIN_ABSTRACT_OVERLAP * (len(left) + len(right))


def _title_is_sufficient(a: ComparisonFields, b: ComparisonFields) -> bool:
    """Return whether nothing suggests a reprint, a translation, a thesis or a talk."""
    if same_volume_and_page(a, b):
        return True
    return not (_is_earlier_talk(a, b) or different_type(a, b) or different_language(a, b))


def _is_earlier_talk(a: ComparisonFields, b: ComparisonFields) -> bool:
    """Return whether one may be a talk of the same title and authors as the other."""
    if different_volume_or_page(a, b):
        return True
    if not (a.years and b.years and a.names and b.names):
        return False
    return not (a.years & b.years or a.first_surname & b.first_surname)


def _authors_text(a: ComparisonFields, b: ComparisonFields) -> str:
    """Return the first author, shortened where a source joins all names."""
    first = min(str(fields.record.authors[0]) for fields in (a, b)).partition(",")[0]
    return first if len(first) <= MAX_NAME_LETTERS else f"{first[:MAX_NAME_LETTERS].rstrip()}…"


def _years_text(a: ComparisonFields, b: ComparisonFields) -> str:
    """Return the years as "2019" or "2018/2019"."""
    return "/".join(str(year) for year in sorted(a.years | b.years))


def _identifier_rule(field: str, label: str) -> MatchRule:
    """Return the rule that an index's number is the same and the titles do not differ."""

    def rule(a: ComparisonFields, b: ComparisonFields) -> str:
        number = getattr(a.record, field)
        if not number or number != getattr(b.record, field):
            return ""
        # An index may give two papers one number; OpenAlex has several such pairs.
        other_title = a.titles and b.titles and not same_title(a, b)
        unlike = not (titles_similar(a, b, 0.5) or names_agree(a, b))
        if other_title and (unlike or probably_differ(a, b)):
            return ""
        return f"{label} {number} in both"

    return rule


def _doi_rule(a: ComparisonFields, b: ComparisonFields) -> str:
    """Match a common DOI, where title and authors agree too.

    All abstracts of a congress may carry the DOI of their supplement.
    """
    if a.dois.isdisjoint(b.dois) or not titles_similar(a, b, 0.85):
        return ""
    common = min(a.dois & b.dois)
    # A surname misspelt or exchanged with a given name does not matter on the same page.
    if names_conflict(a, b) and not (same_title(a, b) and same_volume_and_page(a, b)):
        return ""
    return f"DOI {common} and title agree"


def _title_author_year_rule(a: ComparisonFields, b: ComparisonFields) -> str:
    """Match the same title, authors and year."""
    if not (same_title(a, b) and names_agree(a, b) and a.years and b.years):
        return ""
    if any_title_is_short(a, b) and not same_volume_and_page(a, b):
        return ""
    if not _title_is_sufficient(a, b):
        return ""
    return f"title, authors ({_authors_text(a, b)}) and year ({_years_text(a, b)}) agree"


def _volume_page_rule(a: ComparisonFields, b: ComparisonFields) -> str:
    """Match volume, first page, authors and a similar title."""
    if not same_volume_and_page(a, b) or a.first_surname.isdisjoint(b.first_surname):
        return ""
    if not (names_agree(a, b) and titles_similar(a, b, 0.7)):
        return ""
    return (
        f"volume {a.volume}, page {a.page} and authors ({_authors_text(a, b)}) agree, "
        "and the titles are similar"
    )


def _page_rule(a: ComparisonFields, b: ComparisonFields) -> str:
    """Match first page, year, authors and a similar title where a volume is missing."""
    if not a.page or a.page != b.page or (a.volume and b.volume):
        return ""
    if a.years.isdisjoint(b.years) or a.first_surname.isdisjoint(b.first_surname):
        return ""
    if different_type(a, b) or not (names_agree(a, b) and titles_similar(a, b, 0.85)):
        return ""
    return (
        f"page {a.page}, year ({_years_text(a, b)}) and authors ({_authors_text(a, b)}) agree, "
        "and the titles are similar"
    )


def _spelling_rule(a: ComparisonFields, b: ComparisonFields) -> str:
    """Match titles that differ in spelling only, with the same authors and year."""
    if a.first_surname.isdisjoint(b.first_surname) or a.years.isdisjoint(b.years):
        return ""
    pair = closest_titles(a, b)
    if pair is None or not differ_in_spelling_only(*pair) or any_title_is_short(a, b):
        return ""
    if not names_agree(a, b) or not _title_is_sufficient(a, b):
        return ""
    return (
        f"title except for its spelling, authors ({_authors_text(a, b)}) "
        f"and year ({_years_text(a, b)}) agree"
    )


def _abstract_rule(a: ComparisonFields, b: ComparisonFields) -> str:
    """Match title and abstract where authors or year are missing."""
    if not same_title(a, b) or names_conflict(a, b) or any_title_is_short(a, b):
        return ""
    if not _title_is_sufficient(a, b):
        return ""
    return "title and abstract agree" if _abstracts_agree(a, b) else ""


def _title_author_rule(a: ComparisonFields, b: ComparisonFields) -> str:
    """Match a long title with its authors where a year is missing."""
    if not same_title(a, b) or len(a.titles[0].words) < LONG_TITLE_WORDS or not names_agree(a, b):
        return ""
    if any_title_is_short(a, b) or not _title_is_sufficient(a, b):
        return ""
    return f"title and authors ({_authors_text(a, b)}) agree, a year is not stated"


def _title_volume_page_rule(a: ComparisonFields, b: ComparisonFields) -> str:
    """Match title, volume and first page where authors are missing."""
    if not (same_title(a, b) and same_volume_and_page(a, b)) or names_conflict(a, b):
        return ""
    return f"title, volume {a.volume} and page {a.page} agree"


def any_title_is_short(a: ComparisonFields, b: ComparisonFields) -> bool:
    """Return whether a title of either is too short to identify a publication.

    Args:
        a: one record, prepared by `comparison_fields_of`.
        b: the other; the order does not matter.
    """
    return any(title.is_short for fields in (a, b) for title in fields.titles)


MATCH_RULES: dict[str, MatchRule] = {
    "pmid": _identifier_rule("pmid", "PMID"),
    "pmcid": _identifier_rule("pmcid", "PMCID"),
    "openalex": _identifier_rule("openalex", "OpenAlex number"),
    "doi": _doi_rule,
    "title-author-year": _title_author_year_rule,
    "place": _volume_page_rule,
    "page": _page_rule,
    "spelling": _spelling_rule,
    "title-abstract": _abstract_rule,
    "title-author": _title_author_rule,
    "title-place": _title_volume_page_rule,
}
"""By strength, the strongest first; groups are joined in this order."""

RULE_STRENGTH = {name: place for place, name in enumerate(MATCH_RULES)}
"""The position of each rule in that order, 0 for the strongest."""
