"""Two records -> the reason why they are of one work, for a person to read."""

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
"""Words of a title that, with the authors, tell enough where a year is missing."""
MAX_NAME_LETTERS = 40

MatchRule = Callable[[ComparisonFields, ComparisonFields], str]
"""Gives what agrees, or an empty text."""


def matching_reason(a: ComparisonFields, b: ComparisonFields) -> MergeReason | None:
    """Apply the rules to two prepared records, the strongest first."""
    if records_conflict(a, b):
        return None
    for name, rule in MATCH_RULES.items():
        if detail := rule(a, b):
            return MergeReason(name, detail)
    return None


def names_agree(a: ComparisonFields, b: ComparisonFields) -> bool:
    """Tell whether two lists of authors are one, perhaps cut short."""
    if a.first_surname.isdisjoint(b.names) and b.first_surname.isdisjoint(a.names):
        return False
    return 2 * len(a.names & b.names) >= min(len(a.names), len(b.names))


def names_conflict(a: ComparisonFields, b: ComparisonFields) -> bool:
    """Tell whether both name authors, and not the same ones."""
    return bool(a.names and b.names) and not names_agree(a, b)


def abstracts_agree(a: ComparisonFields, b: ComparisonFields) -> bool:
    """Tell whether the abstracts are one text but for headings and cuts."""
    left, right = set(folded_words(a.record.abstract)), set(folded_words(b.record.abstract))
    if min(len(left), len(right)) < MIN_ABSTRACT_WORDS:
        return False
    return 2 * len(left & right) >= MIN_ABSTRACT_OVERLAP * (len(left) + len(right))


def title_is_sufficient(a: ComparisonFields, b: ComparisonFields) -> bool:
    """Tell whether nothing hints at a reprint, a translation, a thesis or a talk."""
    if same_volume_and_page(a, b):
        return True
    return not (is_earlier_talk(a, b) or different_type(a, b) or different_language(a, b))


def is_earlier_talk(a: ComparisonFields, b: ComparisonFields) -> bool:
    """Tell the article from the talk before it, with which it shares title and authors."""
    if different_volume_or_page(a, b):
        return True
    if not (a.years and b.years and a.names and b.names):
        return False
    return not (a.years & b.years or a.first_surname & b.first_surname)


def authors_text(a: ComparisonFields, b: ComparisonFields) -> str:
    """Name the first author, cut where a source runs all names together."""
    first = min(str(fields.record.authors[0]) for fields in (a, b)).partition(",")[0]
    return first if len(first) <= MAX_NAME_LETTERS else f"{first[:MAX_NAME_LETTERS].rstrip()}…"


def years_text(a: ComparisonFields, b: ComparisonFields) -> str:
    """Give the years as "2019" or "2018/2019"."""
    return "/".join(str(year) for year in sorted(a.years | b.years))


def identifier_rule(field: str, label: str) -> MatchRule:
    """Make the rule that an index's own number is the same, and the titles do not deny it."""

    def rule(a: ComparisonFields, b: ComparisonFields) -> str:
        number = getattr(a.record, field)
        if not number or number != getattr(b.record, field):
            return ""
        # Indexes do give twin papers one number; OpenAlex has several such pairs.
        other_title = a.titles and b.titles and not same_title(a, b)
        unlike = not (titles_similar(a, b, 0.5) or names_agree(a, b))
        if other_title and (unlike or probably_differ(a, b)):
            return ""
        return f"{label} {number} in both"

    return rule


def doi_rule(a: ComparisonFields, b: ComparisonFields) -> str:
    """Hold a common DOI for one work only if title and authors agree with it.

    All abstracts of a congress may carry the DOI of their supplement.
    """
    if a.dois.isdisjoint(b.dois) or not titles_similar(a, b, 0.85):
        return ""
    common = min(a.dois & b.dois)
    # A surname misspelt or swapped with a given name does not matter at the same place.
    if names_conflict(a, b) and not (same_title(a, b) and same_volume_and_page(a, b)):
        return ""
    return f"DOI {common} and title agree"


def title_author_year_rule(a: ComparisonFields, b: ComparisonFields) -> str:
    """Hold title, authors and year together for one work."""
    if not (same_title(a, b) and names_agree(a, b) and a.years and b.years):
        return ""
    if any_title_is_short(a, b) and not same_volume_and_page(a, b):
        return ""
    if not title_is_sufficient(a, b):
        return ""
    return f"title, authors ({authors_text(a, b)}) and year ({years_text(a, b)}) agree"


def volume_page_rule(a: ComparisonFields, b: ComparisonFields) -> str:
    """Hold volume, first page, authors and a like title for one work."""
    if not same_volume_and_page(a, b) or a.first_surname.isdisjoint(b.first_surname):
        return ""
    if not (names_agree(a, b) and titles_similar(a, b, 0.7)):
        return ""
    return (
        f"volume {a.volume}, page {a.page} and authors ({authors_text(a, b)}) agree, "
        "and the titles are alike"
    )


def page_rule(a: ComparisonFields, b: ComparisonFields) -> str:
    """Hold first page, year, authors and a like title for one work where a volume is missing."""
    if not a.page or a.page != b.page or (a.volume and b.volume):
        return ""
    if a.years.isdisjoint(b.years) or a.first_surname.isdisjoint(b.first_surname):
        return ""
    if different_type(a, b) or not (names_agree(a, b) and titles_similar(a, b, 0.85)):
        return ""
    return (
        f"page {a.page}, year ({years_text(a, b)}) and authors ({authors_text(a, b)}) agree, "
        "and the titles are alike"
    )


def spelling_rule(a: ComparisonFields, b: ComparisonFields) -> str:
    """Hold titles that differ in spelling for one, with all authors and the year the same."""
    if a.first_surname.isdisjoint(b.first_surname) or a.years.isdisjoint(b.years):
        return ""
    pair = closest_titles(a, b)
    if pair is None or not differ_in_spelling_only(*pair) or any_title_is_short(a, b):
        return ""
    if not names_agree(a, b) or not title_is_sufficient(a, b):
        return ""
    return (
        f"title but for its spelling, authors ({authors_text(a, b)}) "
        f"and year ({years_text(a, b)}) agree"
    )


def abstract_rule(a: ComparisonFields, b: ComparisonFields) -> str:
    """Hold title and abstract together for one work, where authors or year are missing."""
    if not same_title(a, b) or names_conflict(a, b) or any_title_is_short(a, b):
        return ""
    if not title_is_sufficient(a, b):
        return ""
    return "title and abstract agree" if abstracts_agree(a, b) else ""


def title_author_rule(a: ComparisonFields, b: ComparisonFields) -> str:
    """Hold a long title with its authors for one work where a year is missing."""
    if not same_title(a, b) or len(a.titles[0].words) < LONG_TITLE_WORDS or not names_agree(a, b):
        return ""
    if any_title_is_short(a, b) or not title_is_sufficient(a, b):
        return ""
    return f"title and authors ({authors_text(a, b)}) agree, a year is not stated"


def title_volume_page_rule(a: ComparisonFields, b: ComparisonFields) -> str:
    """Hold a title at its place for one work where authors are missing."""
    if not (same_title(a, b) and same_volume_and_page(a, b)) or names_conflict(a, b):
        return ""
    return f"title, volume {a.volume} and page {a.page} agree"


def any_title_is_short(a: ComparisonFields, b: ComparisonFields) -> bool:
    """Tell whether a title is too short to go by."""
    return any(title.is_short for fields in (a, b) for title in fields.titles)


MATCH_RULES: dict[str, MatchRule] = {
    "pmid": identifier_rule("pmid", "PMID"),
    "pmcid": identifier_rule("pmcid", "PMCID"),
    "openalex": identifier_rule("openalex", "OpenAlex number"),
    "doi": doi_rule,
    "title-author-year": title_author_year_rule,
    "place": volume_page_rule,
    "page": page_rule,
    "spelling": spelling_rule,
    "title-abstract": abstract_rule,
    "title-author": title_author_rule,
    "title-place": title_volume_page_rule,
}
"""In the order of their strength, which is also the order in which clusters grow."""

RULE_STRENGTH = {name: place for place, name in enumerate(MATCH_RULES)}
"""The place of each rule in that order, 0 for the strongest."""
