"""The app's name in Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    """Works and records."""

    name = "pprnet_site.catalogue"
    label = "catalogue"
    verbose_name = _("Works and records")
