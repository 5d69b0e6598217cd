"""The verdict on two records: a match, a possible match for a person to decide, or neither."""

from __future__ import annotations

from dataclasses import dataclass

from pprnet.dedupe.comparison.comparison_fields import ComparisonFields, comparison_fields_of
from pprnet.dedupe.comparison.conflicts import (
    certainly_differ,
    closest_titles,
    different_language,
    different_type,
    different_volume_or_page,
    same_journal,
    same_volume_and_page,
    year_gap,
)
from pprnet.dedupe.comparison.match_rules import (
    any_title_is_short,
    matching_reason,
    names_agree,
    names_conflict,
)
from pprnet.dedupe.comparison.titles import differ_by_subtitle, title_similarity
from pprnet.records import MergeReason, Record

POSSIBLE_MATCH_SCORE = 0.7
"""The least score of a possible match; a talk and its article reach 0.8."""
MIN_TITLE_SIMILARITY = 0.8
SUBTITLE_SIMILARITY = 0.9
MAX_YEARS_APART = 2
MATCH_WEIGHTS = {"title": 0.5, "authors": 0.2, "year": 0.1, "place": 0.1, "journal": 0.1}


@dataclass(frozen=True, slots=True)
class Match:
    """Two records are of one work."""

    reason: MergeReason


@dataclass(frozen=True, slots=True)
class PossibleMatch:
    """Two records may be of one work: a person decides."""

    reason: MergeReason
    """What agrees and what differs; the rule is "unsure"."""
    score: float
    """0-1, weighted share of fields that agree; not a probability."""


MatchVerdict = Match | PossibleMatch | None


def compare_records(a: Record, b: Record) -> MatchVerdict:
    """Return whether two records are of one work, may be, or (`None`) are not.

    Args:
        a: one record.
        b: the other; the order does not matter.
    """
    left, right = comparison_fields_of(a), comparison_fields_of(b)
    reason = matching_reason(left, right)
    return Match(reason) if reason else possible_match(left, right)


def possible_match(a: ComparisonFields, b: ComparisonFields) -> PossibleMatch | None:
    """Return the score of two records that no rule matches, or `None` if it is too low.

    Args:
        a: one record, prepared by `comparison_fields_of`.
        b: the other; the order does not matter.
    """
    if _lacks_evidence(a, b) or _known_different(a, b):
        return None
    title_share = _title_score(a, b)
    if not title_share:
        return None
    shares = {"title": title_share, **_field_agreement(a, b)}
    score = round(sum(MATCH_WEIGHTS[name] * share for name, share in shares.items()), 2)
    return (
        PossibleMatch(MergeReason("unsure", _describe_agreement(shares)), score)
        if score >= POSSIBLE_MATCH_SCORE
        else None
    )


def _title_score(a: ComparisonFields, b: ComparisonFields) -> float:
    """Return the similarity of the titles, 0-1; 0 where it is too low for a possible match."""
    pair = closest_titles(a, b)
    if pair is None or pair[0].numbers != pair[1].numbers:
        return 0.0
    if differ_by_subtitle(*pair):
        return 1.0 if pair[0].joined_words == pair[1].joined_words else SUBTITLE_SIMILARITY
    short, long = sorted(len(title.joined_words) for title in pair)
    if (
        short < MIN_TITLE_SIMILARITY * MIN_TITLE_SIMILARITY * long
    ):  # cannot be alike: most letters have no partner
        return 0.0
    share = title_similarity(*pair)
    return share if share >= MIN_TITLE_SIMILARITY else 0.0


def _known_different(a: ComparisonFields, b: ComparisonFields) -> bool:
    """Return whether they are known to be two works: by number, type or version."""
    if certainly_differ(a, b) or different_type(a, b) or different_language(a, b):
        return True
    return a.is_preprint != b.is_preprint and a.dois.isdisjoint(b.dois)


def _lacks_evidence(a: ComparisonFields, b: ComparisonFields) -> bool:
    """Return whether years, names or a short title exclude a possible match."""
    if a.years and b.years and year_gap(a, b) > MAX_YEARS_APART:
        return True
    if same_volume_and_page(a, b) or not a.dois.isdisjoint(b.dois):
        return False
    return any_title_is_short(a, b) or names_conflict(a, b)


def _field_agreement(a: ComparisonFields, b: ComparisonFields) -> dict[str, float]:
    """Return for each field 1 if it agrees, 0 if not, .5 if one does not state it."""
    return {
        "authors": _agreement_score(bool(a.names and b.names), agree=names_agree(a, b)),
        "year": _agreement_score(bool(a.years and b.years), agree=not a.years.isdisjoint(b.years)),
        "place": _agreement_score(
            same_volume_and_page(a, b) or different_volume_or_page(a, b),
            agree=same_volume_and_page(a, b),
        ),
        "journal": _agreement_score(
            bool(a.record.journal and b.record.journal), agree=same_journal(a, b)
        ),
    }


def _agreement_score(stated: bool, *, agree: bool) -> float:
    """Return the agreement of a field as its share of the weight, 0-1."""
    return float(agree) if stated else 0.5


def _describe_agreement(shares: dict[str, float]) -> str:
    """Return a sentence on what agrees and what differs."""
    title = shares["title"]
    title_text = "title" if title == 1 else f"title ({title:.0%} similar)"
    agree = [
        title_text,
        *(name for name, share in shares.items() if name != "title" and share == 1),
    ]
    differ = [name for name, share in shares.items() if share == 0]
    text = f"{', '.join(agree)} {'agrees' if len(agree) == 1 else 'agree'}"
    return (
        f"{text}; {', '.join(differ)} {'differs' if len(differ) == 1 else 'differ'}"
        if differ
        else text
    )
