"""The works that the watch asks about: those that readers see, or will on a set date."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import Revision

from pprnet_site.catalogue.models import Work
from pprnet_site.digest.models import SummaryPage, SummarySource
from pprnet_site.digest.queries.published import public_condition


def watched_works() -> QuerySet[Work]:
    """Return the sources of the published and of the scheduled summaries, each once."""
    public = SummarySource.objects.filter(public_condition("summary__")).values("work")
    return Work.objects.filter(Q(pk__in=public) | Q(pk__in=scheduled_works()))


def scheduled_works() -> set[int]:
    """Return the numbers of the works in versions that will be published on a set date.

    They are read from the version itself: that of a live page has its own sources.
    """
    versions = Revision.page_revisions.filter(
        approved_go_live_at__isnull=False,
        content_type=ContentType.objects.get_for_model(SummaryPage),
    )
    return {
        source["work"]
        for content in versions.values_list("content", flat=True)
        for source in content.get("sources", ())
        if source.get("work")
    }
