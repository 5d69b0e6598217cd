"""Configuration of the Django app `digest`: page contexts and signal receivers."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DigestConfig(AppConfig):
    """Issues and summaries."""

    name = "pprnet_site.digest"
    label = "digest"
    verbose_name = _("Issues and summaries")

    def ready(self) -> None:
        """Register page contexts, connect the receivers, and make the groups after migrations."""
        # These modules need the models, which are loaded only now.
        from pprnet_site.digest import page_context, receivers

        page_context.register_contexts()
        receivers.connect_receivers()
        post_migrate.connect(make_groups_after_migrate, dispatch_uid="digest.make_groups")


def make_groups_after_migrate(app_config: AppConfig, **_kwargs: Any) -> None:
    """Make the groups of editors and writers once every app has its permissions."""
    from pprnet_site.digest import permissions  # needs the models

    # Sent for each app in turn, ours before Wagtail's: only at the last are all of them there.
    if app_config == [each for each in apps.get_app_configs() if each.models_module][-1]:
        permissions.make_groups()
