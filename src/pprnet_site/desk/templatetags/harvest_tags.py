"""Template filter for notices about a work."""

from __future__ import annotations

from django import template

from pprnet_site.catalogue.models import Work, WorkNotice
from pprnet_site.desk.queries.harvests import notices_about

register = template.Library()


@register.filter
def notices(work: Work) -> list[WorkNotice]:
    """Return the notices about a work, the newest first."""
    return notices_about(work)
