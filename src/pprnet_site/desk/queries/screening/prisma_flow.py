"""The counts of a PRISMA 2020 flow diagram."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.enums import INCLUDED_STATUSES, PUBLIC_STATUSES, WorkStatus
from pprnet_site.catalogue.models import ImportRun, Move, Record, Work
from pprnet_site.catalogue.queries import count_by_status
from pprnet_site.desk.enums import ExclusionReason


@dataclass(frozen=True, slots=True)
class PrismaFlow:
    """Numbers of records and works in each box (Page and others, 2021, figure 1)."""

    sources: tuple[tuple[str, int], ...]
    """Numbers of records by source."""
    identified: int
    """Records identified, including those that were known already."""
    works: int
    screened: int
    reasons: tuple[tuple[str | Promise, int], ...]
    included: int
    published: int

    @property
    def duplicates(self) -> int:
        """Records removed before screening as duplicates."""
        return self.identified - self.works

    @property
    def excluded(self) -> int:
        """Works excluded."""
        return self.screened - self.included

    @property
    def waiting(self) -> int:
        """Works that are not screened yet."""
        return self.works - self.screened


def prisma_flow() -> PrismaFlow:
    """Return the numbers of records and works from identification to publication."""
    sources = Record.objects.values_list("source").annotate(n=Count("pk")).order_by("-n", "source")
    known = ImportRun.objects.aggregate(known=Sum("known"))["known"] or 0
    states = count_by_status()
    works = sum(states.values()) - states[WorkStatus.MERGED]
    return PrismaFlow(
        sources=tuple(sources),
        identified=sum(count for _source, count in sources) + known,
        works=works,
        screened=works - states[WorkStatus.FOUND],
        reasons=exclusion_counts(states[WorkStatus.SCREENED_OUT]),
        included=sum(states[status] for status in INCLUDED_STATUSES),
        published=sum(states[status] for status in PUBLIC_STATUSES),
    )


def exclusion_counts(excluded: int) -> tuple[tuple[str | Promise, int], ...]:
    """Return the numbers of excluded works by reason, those without one last."""
    excluded_works = Work.objects.filter(status=WorkStatus.SCREENED_OUT)
    newest: dict[int, str] = dict(
        Move.objects.filter(
            work__in=excluded_works, to_status=WorkStatus.SCREENED_OUT, undone_at=None
        )
        .order_by("pk")
        .values_list("work", "reason")
    )
    counted = [
        (reason.label, sum(given == reason for given in newest.values()))
        for reason in ExclusionReason
    ]
    without = excluded - sum(count for _label, count in counted)
    named = [(label, count) for label, count in counted if count]
    return (*named, (_("No reason given"), without)) if without else tuple(named)
