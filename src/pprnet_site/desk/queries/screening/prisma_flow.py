"""The flow of the literature through the desk, in the boxes of PRISMA 2020."""

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
    """How many records came in and what became of them (Page and others, 2021, figure 1)."""

    sources: tuple[tuple[str, int], ...]
    """Records kept, by the source that they came from."""
    identified: int
    """Records read, those that were known already included."""
    works: int
    screened: int
    reasons: tuple[tuple[str | Promise, int], ...]
    included: int
    published: int

    @property
    def duplicates(self) -> int:
        """Records removed before screening, as copies of others."""
        return self.identified - self.works

    @property
    def excluded(self) -> int:
        """Works screened out."""
        return self.screened - self.included

    @property
    def waiting(self) -> int:
        """Works that nobody has decided on yet."""
        return self.works - self.screened


def prisma_flow() -> PrismaFlow:
    """Count what came in, what was left out and why, and what readers got."""
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
    """Count the works left out by reason, those without one last."""
    left_out = Work.objects.filter(status=WorkStatus.SCREENED_OUT)
    newest: dict[int, str] = dict(
        Move.objects.filter(work__in=left_out, to_status=WorkStatus.SCREENED_OUT, undone_at=None)
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
