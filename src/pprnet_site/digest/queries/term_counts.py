"""How many public summaries each topic and type has."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from pprnet_site.digest.queries.published import public_summaries
from pprnet_site.taxonomy.models import ResearchType, Topic, TypeGroup


def summary_count() -> Count:
    """Count the public summaries of a term as `number`."""
    public = public_summaries().order_by().values("pk")
    return Count("summaries", filter=Q(summaries__in=public), distinct=True)


def topics_with_counts() -> QuerySet[Topic]:
    """Give every topic with the `number` of its public summaries."""
    return Topic.objects.annotate(number=summary_count())


def type_counts() -> QuerySet[ResearchType]:
    """Give every type of research with the `number` of its public summaries."""
    return ResearchType.objects.annotate(number=summary_count()).select_related("group")


def grouped_types() -> list[tuple[TypeGroup, list[ResearchType]]]:
    """Give the types of research with their counts, under their groups."""
    groups: dict[TypeGroup, list[ResearchType]] = {}
    kinds: Iterable[ResearchType] = type_counts().order_by("group__position", "position")
    for kind in kinds:
        groups.setdefault(kind.group, []).append(kind)
    return list(groups.items())
