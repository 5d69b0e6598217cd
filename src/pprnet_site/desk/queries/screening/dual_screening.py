"""Dual screening: votes, conflicts and agreement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet

from pprnet.triage.agreement import Agreement, agreement
from pprnet_site.catalogue.enums import UNDOABLE_STATUSES, WAITING_STATUSES
from pprnet_site.catalogue.models import Work
from pprnet_site.catalogue.queries import postponed_works
from pprnet_site.desk.enums import COUNTED_VERDICTS, TWO_SCREENERS, Verdict
from pprnet_site.desk.models import ScreeningPlan, Vote


def is_dual_screening() -> bool:
    """Return whether two people screen each work."""
    plan = ScreeningPlan.objects.first()
    return plan is not None and plan.screeners == TWO_SCREENERS


def active_votes(work: Work) -> QuerySet[Vote]:
    """Return the votes on a work that were not undone."""
    return Vote.objects.filter(work=work, undone_at=None)


def own_vote(work: Work, user: User) -> Vote | None:
    """Return a person's vote on a work that was not undone, or None."""
    return active_votes(work).filter(by=user).select_related("move").first()


def disputed_works() -> QuerySet[Work]:
    """Return the waiting works with two counted votes, which differ."""
    spoken = Count("votes", filter=Q(votes__undone_at=None, votes__verdict__in=COUNTED_VERDICTS))
    waiting = Work.objects.filter(status__in=WAITING_STATUSES)
    return waiting.annotate(spoken=spoken).filter(spoken__gte=TWO_SCREENERS)


def postponed_by(user: User) -> QuerySet[Work]:
    """Return the postponed works: by anybody, or in dual screening by this user."""
    if not is_dual_screening():
        return postponed_works()
    votes = Vote.objects.filter(by=user, undone_at=None, verdict=Verdict.LATER)
    return Work.objects.filter(votes__in=votes, status__in=WAITING_STATUSES).order_by("votes__pk")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A work on which two people differ, with their votes."""

    work: Work
    votes: tuple[Vote, ...]


def conflicts() -> list[Conflict]:
    """Return the works on which two screeners differ, the oldest first."""
    works = list(disputed_works().defer("merged").prefetch_related("events").order_by("pk"))
    votes: dict[int, list[Vote]] = defaultdict(list)
    rows = Vote.objects.filter(work__in=works, undone_at=None, verdict__in=COUNTED_VERDICTS)
    for vote in rows.select_related("by"):
        votes[vote.work_id].append(vote)
    return [Conflict(work, tuple(votes[work.pk])) for work in works]


def undoable_vote(user: User) -> Vote | None:
    """Return a person's last vote that can be undone, or None."""
    votes = Vote.objects.filter(by=user, undone_at=None, work__status__in=UNDOABLE_STATUSES)
    newest = votes.select_related("work", "move").last()
    if newest is None or newest.move is None:
        return newest
    verdicts = set(active_votes(newest.work).values_list("verdict", flat=True))
    return newest if verdicts == {newest.verdict} else None


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """The agreement of two people on the works that both screened."""

    names: tuple[str, str]
    agreement: Agreement


def agreements() -> list[PairAgreement]:
    """Return the agreement of each pair of people on the works that both screened."""
    spoken: dict[int, dict[str, bool]] = defaultdict(dict)
    rows = Vote.objects.filter(undone_at=None, verdict__in=COUNTED_VERDICTS)
    for vote in rows.select_related("by").order_by("pk"):
        if vote.by is None:
            continue  # the account was deleted
        name = vote.by.get_full_name() or vote.by.get_username()
        spoken[vote.work_id][name] = vote.verdict == Verdict.IN
    pairs: dict[tuple[str, str], list[tuple[bool, bool]]] = defaultdict(list)
    for said in spoken.values():
        for names in name_pairs(said):
            pairs[names].append((said[names[0]], said[names[1]]))
    return [PairAgreement(names, agreement(pairs[names])) for names in sorted(pairs)]


def name_pairs(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return every pair of names, in alphabetical order."""
    ordered = sorted(names)
    return [(one, other) for at, one in enumerate(ordered) for other in ordered[at + 1 :]]
