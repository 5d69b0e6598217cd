"""The app's name in Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TaxonomyConfig(AppConfig):
    """Topics and research types."""

    name = "pprnet_site.taxonomy"
    label = "taxonomy"
    verbose_name = _("Topics and research types")
