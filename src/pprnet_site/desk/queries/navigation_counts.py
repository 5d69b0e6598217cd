"""The counts in the navigation bar of the desk."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Count, Q

from pprnet_site.catalogue.enums import SHORTLIST_STATUSES, WAITING_STATUSES
from pprnet_site.catalogue.models import Work
from pprnet_site.desk.models import Vote
from pprnet_site.desk.queries.screening.dual_screening import disputed_works, is_dual_screening
from pprnet_site.digest.models import SummaryPage
from pprnet_site.reviews.queries.reading_lists import reading_count


@dataclass(frozen=True, slots=True)
class NavigationCounts:
    """Numbers of works and drafts in each part of the desk."""

    inbox: int
    shortlist: int
    drafts: int
    to_read: int
    """Drafts that wait for this person: to read, to assign, to answer."""


def navigation_counts(user: User) -> NavigationCounts:
    """Return the numbers of waiting works, of works on the shortlist, and of unpublished drafts."""
    waits = Q(status__in=WAITING_STATUSES, later_since=None)
    if is_dual_screening():
        own = Vote.objects.filter(by=user.pk, undone_at=None).values("work")
        waits &= ~Q(pk__in=own) & ~Q(pk__in=disputed_works().values("pk"))
    works = Work.objects.aggregate(
        inbox=Count("pk", filter=waits),
        shortlist=Count("pk", filter=Q(status__in=SHORTLIST_STATUSES)),
    )
    return NavigationCounts(
        drafts=SummaryPage.objects.filter(live=False).count(),
        to_read=reading_count(user),
        **works,
    )
