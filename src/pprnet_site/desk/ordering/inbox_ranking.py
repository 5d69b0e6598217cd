"""Ranking of the works that wait in the inbox, the most likely relevant first."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from pprnet.triage import (
    LinearModel,
    PastDecisionWeighting,
    Ranking,
    Suggestions,
    TermContribution,
    WorkMetadata,
    explain_score,
    most_similar_rows,
    strongest_precedent,
    suggest,
)
from pprnet_site.catalogue.enums import PUBLIC_STATUSES, WAITING_STATUSES
from pprnet_site.catalogue.models import Move
from pprnet_site.desk.ordering.feature_table import FeatureTable
from pprnet_site.desk.ordering.screening_states import States, training_label

RECENT_DECISIONS = 8
"""Number of the latest decisions from which the next works should differ."""


@dataclass(frozen=True, slots=True, eq=False)
class InboxOrder:
    """The works that wait, in order, and the ranking that the order comes from."""

    ids: tuple[int, ...]
    later: tuple[int, ...]
    total: int
    decided: int
    feature_table: FeatureTable
    suggestions: Suggestions

    @property
    def ranking(self) -> Ranking:
        """The ranking that the order comes from, with its scores and model."""
        return self.suggestions.ranking

    @property
    def is_trained(self) -> bool:
        """Whether there are decisions of both kinds, so that a model is trained."""
        return self.ranking.model is not None

    def reasons(self, work_id: int) -> tuple[TermContribution, ...]:
        """Return the terms that count most in a score; none before a model is trained."""
        row = self.feature_table.rows.get(work_id)
        return () if row is None else explain_score(self.feature_table.table, self.ranking, row)

    def precedent(self, work_id: int) -> tuple[int, float] | None:
        """Return the included work whose similarity raises a score most, and its weight."""
        row = self.feature_table.rows.get(work_id)
        found = (
            None
            if row is None
            else strongest_precedent(self.feature_table.table, self.ranking, row)
        )
        return (self.feature_table.ids[found.row], found.similarity_weight) if found else None

    def is_random(self, work_id: int) -> bool:
        """Return whether a work has its place from the random sample."""
        return self.feature_table.rows.get(work_id) in self.suggestions.random_rows

    def is_raised(self, work_id: int) -> bool:
        """Return whether a work was ranked higher because its abstract is missing."""
        return self.feature_table.rows.get(work_id) in self.suggestions.adjusted_rows

    def similar(self, work_id: int) -> tuple[tuple[int, float], ...]:
        """Return the waiting works that are very similar to one, with their similarity, 0-1."""
        row = self.feature_table.rows.get(work_id)
        if row is None:
            return ()
        waiting = [self.feature_table.rows[work] for work in self.ids]
        found = most_similar_rows(self.feature_table.features, row, waiting)
        return tuple((self.feature_table.ids[other], similarity) for other, similarity in found)


def rank_inbox(
    states: States, feature_table: FeatureTable, last: LinearModel | None = None
) -> InboxOrder:
    """Return the waiting works ranked by a model of the decisions.

    Args:
        states: state of every work.
        feature_table: features of every work.
        last: model of the previous ranking on the same table, from which training starts.

    """
    known = [state for state in states if state[0] in feature_table.rows]
    labels = {
        feature_table.rows[work]: label
        for work, status, _ in known
        if (label := training_label(status)) is not None
    }
    published_weight = PastDecisionWeighting().weight(WorkMetadata(published=True))
    open_works = [state for state in known if state[1] in WAITING_STATUSES]
    waiting = [feature_table.rows[work] for work, _, later in open_works if not later]
    suggestions = suggest(
        feature_table.table,
        labels,
        waiting=waiting,
        earlier_rows=[
            feature_table.rows[work]
            for work in decided_before_this_month()
            if work in feature_table.rows
        ],
        importance={
            feature_table.rows[work]: published_weight
            for work, state, _ in known
            if state in PUBLIC_STATUSES
        },
        missing_abstract=feature_table.missing_abstract,
        shown=[
            feature_table.rows[work] for work in recently_decided() if work in feature_table.rows
        ],
        prior=feature_table.prior,
        previous_model=last,
    )
    return InboxOrder(
        ids=tuple(feature_table.ids[row] for row in suggestions.ranking.rows),
        later=tuple(work for work, _, later in open_works if later),
        total=len(states),
        decided=len(states) - len(open_works),
        feature_table=feature_table,
        suggestions=suggestions,
    )


def decided_before_this_month() -> list[int]:
    """Return the works that were decided on before this month."""
    month = timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    moves = Move.objects.filter(undone_at=None, from_status__in=WAITING_STATUSES, put_off=False)
    return list(moves.filter(at__lt=month).values_list("work", flat=True))


def recently_decided() -> list[int]:
    """Return the works that were decided on last, the newest last."""
    moves = Move.objects.filter(undone_at=None, from_status__in=WAITING_STATUSES, put_off=False)
    return list(moves.order_by("-pk").values_list("work", flat=True)[:RECENT_DECISIONS])[::-1]
