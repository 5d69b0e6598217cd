"""The app's name in Django, and the vocabulary after each migration."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def sync_after_migrate(**_options: Any) -> None:
    """Write the vocabulary once the tables stand."""
    from pprnet_site.taxonomy.actions import sync_vocabulary

    sync_vocabulary()


class TaxonomyConfig(AppConfig):
    """Topics and research types."""

    name = "pprnet_site.taxonomy"
    label = "taxonomy"
    verbose_name = _("Topics and research types")

    def ready(self) -> None:
        """Ask to be called after each migration of this app."""
        post_migrate.connect(sync_after_migrate, sender=self)
