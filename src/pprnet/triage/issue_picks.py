"""The month's picks: two or three works of the shortlist that serve readers best together.

Every set of two or three has a score that is a plain weighted sum, so that its reasons can be shown
and discussed; the editor chooses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, zip_longest
from statistics import fmean

from pprnet.errors import TriageError

MAX_CANDIDATES = 40
"""Of a longer shortlist only the best single works are combined: 10,660 sets of 40."""

SET_SIZES = (2, 3)

DESIGN_STRENGTH: dict[str, float] = {
    "meta-analysis": 1.0,
    "network-meta-analysis": 1.0,
    "systematic-review": 0.9,
    "umbrella-review": 0.9,
    "qualitative-synthesis": 0.9,
    "randomised-trial": 0.8,
    "guideline": 0.7,
    "qualitative-study": 0.6,
    "cohort-study": 0.6,
    "economic-evaluation": 0.6,
    "practice-based-study": 0.6,
    "process-study": 0.6,
    "mixed-methods-study": 0.6,
    "non-randomised-trial": 0.5,
    "measure-study": 0.5,
    "cross-sectional-study": 0.4,
    "narrative-review": 0.3,
    "case-study": 0.3,
    "laboratory-or-other": 0.2,
    "theory-or-commentary": 0.1,
    "protocol": 0.0,
}
"""How well each type of research can answer the kind of question that it asks, 0-1.

After the OCEBM Levels of Evidence 2 (2011), whose order differs by question: a trial ranks high
for "does it work?", a qualitative study for "what is it like?". One number for a type is a coarse
interpretation by the authors of this program, and is shown as such.
"""

UNKNOWN_STRENGTH = 0.4
SMALL_SAMPLE = 50
"""A primary study of fewer people than this loses strength in proportion, down to half."""

PICK_WEIGHTS: dict[str, float] = {
    "relevance": 0.30,
    "strength": 0.25,
    "novelty": 0.20,
    "balance": 0.15,
    "variety": 0.10,
}
"""Weight of each reason; chosen by judgement, not learned, and shown with each set."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A work of the shortlist; every measure is 0-1."""

    key: int
    relevance: float
    """How likely the work is relevant, as learned by triage."""
    novelty: float
    """How different it is from what was published."""
    topics: frozenset[str] = frozenset()
    research_type: str = ""
    participants: int | None = None
    ineligible_reason: str = ""
    """Why it cannot be picked, such as an author of the digest among its authors; else empty."""

    @property
    def strength(self) -> float:
        """The strength of its design for its question, less where few people were studied."""
        base = DESIGN_STRENGTH.get(self.research_type, UNKNOWN_STRENGTH)
        if self.participants is None or self.participants >= SMALL_SAMPLE:
            return base
        return base * (0.5 + 0.5 * self.participants / SMALL_SAMPLE)


@dataclass(frozen=True, slots=True)
class RecentCoverage:
    """How often each topic and type was covered in the last twelve months."""

    topics: Mapping[str, int]
    types: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PickSet:
    """A set of works with the value of each reason, 0-1."""

    keys: tuple[int, ...]
    reasons: Mapping[str, float]

    @property
    def score(self) -> float:
        """The weighted sum of the reasons, 0 to 1."""
        return sum(PICK_WEIGHTS[name] * value for name, value in self.reasons.items())


def propose_picks(
    candidates: Sequence[Candidate], recent: RecentCoverage, *, limit: int = 3
) -> tuple[PickSet, ...]:
    """Return the best sets of two and of three works for an issue, the best first.

    No two sets of one size share more than one work. Fewer than two eligible works give no set. The
    order of the candidates does not matter.

    Args:
        candidates: the shortlist, each work once.
        recent: the topics and types of the last twelve months.
        limit: most sets to return.

    Raises:
        TriageError: A work is named twice.
    """
    keys = [candidate.key for candidate in candidates]
    if len(set(keys)) != len(keys):
        raise TriageError("the shortlist names a work twice; name each work once")
    eligible = [one for one in candidates if not one.ineligible_reason]
    eligible.sort(key=lambda one: (-_single_score(one), one.key))
    sets = [
        score_picks(works, recent)
        for size in SET_SIZES
        for works in combinations(eligible[:MAX_CANDIDATES], size)
    ]
    sets.sort(key=lambda picks: (-picks.score, picks.keys))
    return tuple(_select_distinct(sets, limit))


def score_picks(works: Sequence[Candidate], recent: RecentCoverage) -> PickSet:
    """Return a set of works with the value of each reason, 0-1.

    Args:
        works: two or three candidates.
        recent: the topics and types of the last twelve months.
    """
    reasons = {
        "relevance": fmean(work.relevance for work in works),
        "strength": fmean(work.strength for work in works),
        "novelty": fmean(work.novelty for work in works),
        "balance": fmean(_balance(work, recent) for work in works),
        "variety": _variety(works),
    }
    return PickSet(tuple(sorted(work.key for work in works)), reasons)


def _single_score(work: Candidate) -> float:
    return (
        PICK_WEIGHTS["relevance"] * work.relevance
        + PICK_WEIGHTS["strength"] * work.strength
        + PICK_WEIGHTS["novelty"] * work.novelty
    )


def _balance(work: Candidate, recent: RecentCoverage) -> float:
    """Return how seldom a work's topics and type were covered: 1 never, 0 most often."""
    shares = [_infrequency(topic, recent.topics) for topic in work.topics]
    shares.append(_infrequency(work.research_type, recent.types))
    return fmean(shares)


def _infrequency(name: str, covered: Mapping[str, int]) -> float:
    most = max(covered.values(), default=0)
    return 1.0 - covered.get(name, 0) / most if most else 1.0


def _variety(works: Sequence[Candidate]) -> float:
    """Return how little the works of a set overlap: the mean over pairs of topics and types."""
    return fmean(_dissimilarity(one, other) for one, other in combinations(works, 2))


def _dissimilarity(one: Candidate, other: Candidate) -> float:
    """Return the mean of 1 - Jaccard similarity of the topics and whether types differ."""
    union = one.topics | other.topics
    topics = 1.0 - len(one.topics & other.topics) / len(union) if union else 0.5
    types = float(one.research_type != other.research_type)
    return (topics + types) / 2


def _select_distinct(sets: Sequence[PickSet], limit: int) -> list[PickSet]:
    """Return the best sets of each size in turn, those of one size sharing one work at most.

    The mean over a set decreases with its size, so that sets of three would never be shown with
    pairs.
    """
    kept: dict[int, list[PickSet]] = {size: [] for size in SET_SIZES}
    for picks in sets:
        own, same_size = set(picks.keys), kept[len(picks.keys)]
        if all(len(own & set(other.keys)) <= 1 for other in same_size):
            same_size.append(picks)
    ranks = zip_longest(*kept.values())
    chosen = [picks for rank in ranks for picks in rank if picks is not None][:limit]
    return sorted(chosen, key=lambda picks: (-picks.score, picks.keys))
