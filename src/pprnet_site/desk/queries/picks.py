"""Proposals for the issue of a month, from the shortlist, with their reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp

from django.contrib.auth import get_user_model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pprnet.text import fold
from pprnet.triage import Candidate, PickSet, RecentCoverage, most_similar_rows, propose_picks
from pprnet.triage.issue_picks import PICK_WEIGHTS
from pprnet_site.catalogue.enums import PUBLIC_STATUSES, SHORTLIST_STATUSES
from pprnet_site.catalogue.models import Work
from pprnet_site.catalogue.queries.signal_review import SignalReview, signal_reviews_by_work
from pprnet_site.catalogue.signal_kinds import SignalKind
from pprnet_site.desk.ordering.inbox_ranking import InboxOrder
from pprnet_site.desk.ordering.ranking_cache import current_order
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.queries import public_summaries

YEAR = timedelta(days=365)
REASONS: dict[str, str | Promise] = {
    "relevance": gettext_lazy("Predicted relevance"),
    "strength": gettext_lazy("Strength of design for its question"),
    "novelty": gettext_lazy("Novelty compared with the archive"),
    "balance": gettext_lazy("Topics and types rarely covered this year"),
    "variety": gettext_lazy("Variety within the set"),
}


@dataclass(frozen=True, slots=True)
class PickReason:
    """A reason of a proposal, as a bar."""

    label: str | Promise
    value: float
    """Value of the reason, 0-1."""
    weight: float

    @property
    def width(self) -> int:
        """Width of the bar, 1-200."""
        return max(1, round(200 * self.value))


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two or three works, with the reasons for them and their score."""

    works: tuple[Work, ...]
    reasons: tuple[PickReason, ...]
    score: float


@dataclass(frozen=True, slots=True)
class MonthlyPicks:
    """The proposals, and the works that cannot be picked, each with its reason."""

    proposals: tuple[Proposal, ...]
    barred: tuple[tuple[Work, str], ...]
    candidates: int


def monthly_picks(today: date) -> MonthlyPicks:
    """Return proposed sets of works from the shortlist."""
    rows = Work.objects.filter(status__in=SHORTLIST_STATUSES).defer("merged", "abstract")
    works = list(rows.prefetch_related("events"))
    readings = signal_reviews_by_work([work.pk for work in works])
    order, network_authors = current_order(), network_names()
    candidates = [candidate(work, readings[work.pk], order, network_authors) for work in works]
    by_number = {work.pk: work for work in works}
    return MonthlyPicks(
        proposals=tuple(
            proposal(p, by_number) for p in propose_picks(candidates, recent_coverage(today))
        ),
        barred=tuple(
            (by_number[one.key], one.ineligible_reason)
            for one in candidates
            if one.ineligible_reason
        ),
        candidates=len(candidates),
    )


def proposal(picks: PickSet, works: dict[int, Work]) -> Proposal:
    """Return a proposed set with its works and labelled reasons."""
    return Proposal(
        tuple(works[key] for key in picks.keys),
        tuple(
            PickReason(REASONS[name], value, PICK_WEIGHTS[name])
            for name, value in picks.reasons.items()
        ),
        picks.score,
    )


def candidate(
    work: Work,
    readings: Sequence[SignalReview],
    order: InboxOrder,
    network_authors: frozenset[tuple[str, str]],
) -> Candidate:
    """Return a work as a candidate, with its relevance, novelty and terms."""
    kept = [reading for reading in readings if not reading.is_rejected]
    said = {
        kind: [reading.value for reading in kept if reading.kind == kind and reading.value]
        for kind in SignalKind
    }
    people = said[SignalKind.PARTICIPANTS]
    return Candidate(
        key=work.pk,
        relevance=relevance(work, order),
        novelty=novelty(work, order),
        topics=frozenset(said[SignalKind.TOPIC]),
        research_type=next(iter(said[SignalKind.RESEARCH_TYPE]), ""),
        participants=int(people[0]) if people and people[0].isdigit() else None,
        ineligible_reason=ineligibility(work, network_authors),
    )


def relevance(work: Work, order: InboxOrder) -> float:
    """Return the logistic of the model's score, 0-1; 0.5 before a model is trained."""
    row, model = order.feature_table.rows.get(work.pk), order.ranking.model
    if row is None or model is None:
        return 0.5
    own = order.feature_table.table.matrix.select_rows([row])
    return 1 / (1 + exp(-float(model.score(own)[0])))


def novelty(work: Work, order: InboxOrder) -> float:
    """Return 1 minus the similarity to the most similar published work, 0-1."""
    rows = order.feature_table.rows
    if work.pk not in rows:
        return 1.0
    published = Work.objects.filter(status__in=PUBLIC_STATUSES).values_list("pk", flat=True)
    among = [rows[number] for number in published if number in rows and number != work.pk]
    like = most_similar_rows(
        order.feature_table.features, rows[work.pk], among, min_similarity=0.0, limit=1
    )
    return 1.0 - min(1.0, like[0][1]) if like else 1.0


def recent_coverage(today: date) -> RecentCoverage:
    """Return how often each topic and type was published in the last twelve months."""
    topics: Counter[str] = Counter()
    types: Counter[str] = Counter()
    pages = public_summaries().filter(first_published_at__date__gte=today - YEAR)
    for page in pages.prefetch_related("topics", "research_types"):
        topics.update(topic.key for topic in page.topics.all())
        types.update(kind.key for kind in page.research_types.all())
    return RecentCoverage(topics, types)


def network_names() -> frozenset[tuple[str, str]]:
    """Return family name and initial of all active users and authors of summaries."""
    people = get_user_model().objects.filter(is_active=True)
    names = [f"{user.first_name} {user.last_name}" for user in people]
    signed = SummaryPage.objects.values_list("author_name", flat=True).distinct()
    return frozenset(name for text in [*names, *signed] if (name := family_and_initial(text)))


def family_and_initial(name: str) -> tuple[str, str] | None:
    """Return family name and initial of "Ann B. Example"; None for a single word."""
    words = fold(name).split()
    return (words[-1], words[0][0]) if len(words) > 1 else None


def ineligibility(work: Work, network_authors: Iterable[tuple[str, str]]) -> str:
    """Return why a work cannot be picked: it is retracted, or a contributor is its author."""
    if work.is_retracted:
        return _("It has been retracted.")
    known = frozenset(network_authors)
    for author in work.authors.split(";"):
        family, _comma, given = author.partition(",")
        words = fold(given).split()
        if words and (fold(family), words[0][0]) in known:
            return _(
                "%(name)s appears to be both an author of this work and a contributor to this "
                "digest."
            ) % {"name": author.strip()}
    return ""
