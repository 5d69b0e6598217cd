"""App configuration of the catalogue, and what is saved after each migration."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def sync_after_migrate(**_options: Any) -> None:
    """Save the shipped searches; mark the derived tables of a new site complete."""
    from pprnet_site.catalogue.actions.searches import sync_searches
    from pprnet_site.catalogue.derived import mark_new_site

    sync_searches()
    mark_new_site()


class CatalogueConfig(AppConfig):
    """Works and records."""

    name = "pprnet_site.catalogue"
    label = "catalogue"
    verbose_name = _("Works and records")

    def ready(self) -> None:
        """Connect the receiver that runs after each migration of this app."""
        post_migrate.connect(sync_after_migrate, sender=self)
