"""Two records -> of one work, perhaps of one work, or not: what a machine may decide, and not."""

from __future__ import annotations

from dataclasses import dataclass

from pprnet.dedupe.clashes import (
    closest,
    differ_outright,
    other_language,
    other_place,
    other_type,
    same_journal,
    same_place,
    year_gap,
)
from pprnet.dedupe.compare import compare_traits, is_short, names_agree, names_clash
from pprnet.dedupe.titles import begins, likeness
from pprnet.dedupe.traits import Traits, read_traits
from pprnet.records import MergeReason, Record

ASK_FROM = 0.7
"""The score from which a person is asked; a talk and its article reach 0.8."""
LIKE_TITLES = 0.8
WITHOUT_SUBTITLE = 0.9
YEARS_APART = 2
WEIGHTS = {"title": 0.5, "authors": 0.2, "year": 0.1, "place": 0.1, "journal": 0.1}


@dataclass(frozen=True, slots=True)
class Same:
    """Two records are of one work."""

    reason: MergeReason


@dataclass(frozen=True, slots=True)
class Unsure:
    """Two records may be of one work: a person decides."""

    reason: MergeReason
    """What agrees and what does not; the rule is "unsure"."""
    score: float
    """0 to 1, how much of what both state agrees; no probability."""


Verdict = Same | Unsure | None


def compare(a: Record, b: Record) -> Verdict:
    """Tell whether two records are of one work, or may be; `None` if nothing speaks for it."""
    left, right = read_traits(a), read_traits(b)
    reason = compare_traits(left, right)
    return Same(reason) if reason else doubt(left, right)


def doubt(a: Traits, b: Traits) -> Unsure | None:
    """Score two records that no rule holds for one, if they are near enough to ask a person."""
    if lacks_ground(a, b) or settled_apart(a, b):
        return None
    likeness_of_titles = near_titles(a, b)
    if not likeness_of_titles:
        return None
    shares = {"title": likeness_of_titles, **evidence(a, b)}
    score = round(sum(WEIGHTS[name] * share for name, share in shares.items()), 2)
    return Unsure(MergeReason("unsure", in_words(shares)), score) if score >= ASK_FROM else None


def near_titles(a: Traits, b: Traits) -> float:
    """Give how alike the titles are, 0 if not enough to ask."""
    pair = closest(a, b)
    if pair is None or pair[0].numbers != pair[1].numbers:
        return 0.0
    if begins(*pair):
        return 1.0 if pair[0].squeezed == pair[1].squeezed else WITHOUT_SUBTITLE
    short, long = sorted(len(title.squeezed) for title in pair)
    if short < LIKE_TITLES * LIKE_TITLES * long:  # cannot be alike: most letters have no partner
        return 0.0
    share = likeness(*pair)
    return share if share >= LIKE_TITLES else 0.0


def settled_apart(a: Traits, b: Traits) -> bool:
    """Tell whether it is known that they are two: by number, by kind, or as versions."""
    if differ_outright(a, b) or other_type(a, b) or other_language(a, b):
        return True
    return a.is_preprint != b.is_preprint and a.dois.isdisjoint(b.dois)


def lacks_ground(a: Traits, b: Traits) -> bool:
    """Tell whether years, names or a title that says nothing leave no ground to ask."""
    if a.years and b.years and year_gap(a, b) > YEARS_APART:
        return True
    if same_place(a, b) or not a.dois.isdisjoint(b.dois):
        return False
    return is_short(a, b) or names_clash(a, b)


def evidence(a: Traits, b: Traits) -> dict[str, float]:
    """Give 1 for what agrees, 0 for what does not, and a half for what is not stated by both."""
    return {
        "authors": share_of(bool(a.names and b.names), agree=names_agree(a, b)),
        "year": share_of(bool(a.years and b.years), agree=not a.years.isdisjoint(b.years)),
        "place": share_of(same_place(a, b) or other_place(a, b), agree=same_place(a, b)),
        "journal": share_of(bool(a.record.journal and b.record.journal), agree=same_journal(a, b)),
    }


def share_of(stated: bool, *, agree: bool) -> float:
    """Turn an agreement into its share of the weight."""
    return float(agree) if stated else 0.5


def in_words(shares: dict[str, float]) -> str:
    """Say what agrees and what differs."""
    title = shares["title"]
    told = "title" if title == 1 else f"title (alike to {title:.0%})"
    agree = [told, *(name for name, share in shares.items() if name != "title" and share == 1)]
    differ = [name for name, share in shares.items() if share == 0]
    text = f"{', '.join(agree)} {'agrees' if len(agree) == 1 else 'agree'}"
    return (
        f"{text}; {', '.join(differ)} {'differs' if len(differ) == 1 else 'differ'}"
        if differ
        else text
    )
