"""What ends when a page is published."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.models import Page

from pprnet_site.reviews.models import HandIn, ReaderAssignment


def follow_publication(instance: Any, **_kwargs: Any) -> None:
    """Close the hand-in and the assignments of a page that was published."""
    if isinstance(instance, Page):
        for model in (HandIn, ReaderAssignment):
            rows = model.objects.filter(page=instance.pk, closed_at=None)
            rows.update(closed_at=timezone.now())
