"""Configuration of the Django app `reviews`."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    """Reading of drafts by a second person."""

    name = "pprnet_site.reviews"
    label = "reviews"
    verbose_name = _("Reading of drafts")

    def ready(self) -> None:
        """Close what was asked of readers when a page is published."""
        from wagtail.signals import page_published

        from pprnet_site.reviews.actions.closing import follow_publication  # needs the models

        page_published.connect(follow_publication, dispatch_uid="reviews.published")
