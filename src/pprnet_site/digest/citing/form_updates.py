"""The scheduled job that keeps the references of public summaries up to date in every style."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from wagtail.models import Site

from pprnet_site.catalogue.enrichment.reference_styles import request_forms
from pprnet_site.catalogue.models import ReferenceForms
from pprnet_site.core.models import DigestSettings
from pprnet_site.digest.citing.summary_references import items_of_summary
from pprnet_site.digest.queries.published import public_summaries
from pprnet_site.digest.queries.summary_rows import summary_rows

SUMMARIES_AT_ONCE = 50
"""Summaries that one run compares in turn, so that each is compared within hours at most."""
RECENT = timedelta(minutes=10)
"""Summaries that changed within this time are compared at once."""
PREFIX = "summary:"


def update_reference_forms(*, now: datetime) -> int:
    """Ask for the references of summaries that are new, changed or due; return how many changed.

    Args:
        now: the time of the run.
    """
    public = set(public_summaries().values_list("pk", flat=True))
    stored = _stored_summaries()
    gone = [f"{PREFIX}{number}" for number in stored.keys() - public]
    ReferenceForms.objects.filter(pk__in=gone[:SUMMARIES_AT_ONCE]).delete()
    new = sorted(public - stored.keys())[:SUMMARIES_AT_ONCE]
    due = sorted(public & stored.keys(), key=lambda number: stored[number])[:SUMMARIES_AT_ONCE]
    return _request({*new, *due, *recently_changed(now)}, now)


def _stored_summaries() -> dict[int, datetime]:
    """Return when each summary was last compared."""
    rows = ReferenceForms.objects.filter(owner__startswith=PREFIX)
    return {
        int(owner.removeprefix(PREFIX)): checked
        for owner, checked in rows.values_list("owner", "checked_at")
    }


def recently_changed(now: datetime) -> set[int]:
    """Return the public summaries that were published, or about whose sources something is new."""
    since = now - RECENT
    events = Q(sources__work__events__reported_at__gte=since) | Q(
        sources__work__events__changed_at__gte=since
    )
    changed = public_summaries().filter(Q(last_published_at__gte=since) | events)
    return set(changed.values_list("pk", flat=True))


def _request(numbers: Iterable[int], now: datetime) -> int:
    """Ask for the references of summaries and of their sources."""
    rows = summary_rows(public_summaries().filter(pk__in=list(numbers)))
    name = digest_name()
    items: dict[str, dict[str, Any]] = {}
    for row in rows:
        items |= items_of_summary(row, digest=name)
    return request_forms(items, now=now)


def digest_name() -> str:
    """Return the name of the digest, without a request."""
    site = Site.objects.filter(is_default_site=True).first()
    found = DigestSettings.objects.filter(site=site).first() or DigestSettings()
    return found.name
