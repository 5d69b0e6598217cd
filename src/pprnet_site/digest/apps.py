"""The app's name in Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DigestConfig(AppConfig):
    """Issues and summaries."""

    name = "pprnet_site.digest"
    label = "digest"
    verbose_name = _("Issues and summaries")
