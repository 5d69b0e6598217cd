"""Numbers of public summaries of each topic and type."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from pprnet_site.digest.queries.published import public_summaries
from pprnet_site.taxonomy.models import ResearchType, Topic, TypeGroup


def summary_count() -> Count:
    """Return an aggregate that counts the public summaries of a term."""
    public = public_summaries().order_by().values("pk")
    return Count("summaries", filter=Q(summaries__in=public), distinct=True)


def topics_with_counts() -> QuerySet[Topic]:
    """Return every topic with the `number` of its public summaries."""
    return Topic.objects.annotate(number=summary_count())


def type_counts() -> QuerySet[ResearchType]:
    """Return every type of research with the `number` of its public summaries."""
    return ResearchType.objects.annotate(number=summary_count()).select_related("group")


def topics_with_summaries() -> QuerySet[Topic]:
    """Return the topics that have a public summary."""
    return Topic.objects.annotate(number=summary_count()).filter(number__gt=0)


def types_with_summaries() -> QuerySet[ResearchType]:
    """Return the types of research that have a public summary."""
    return ResearchType.objects.annotate(number=summary_count()).filter(number__gt=0)


def grouped_types() -> list[tuple[TypeGroup, list[ResearchType]]]:
    """Return the types of research with their counts, by group."""
    groups: dict[TypeGroup, list[ResearchType]] = {}
    kinds: Iterable[ResearchType] = type_counts().order_by("group__position", "position")
    for kind in kinds:
        groups.setdefault(kind.group, []).append(kind)
    return list(groups.items())
