"""Configuration of the Django app `desk`."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The editor’s desk."""

    name = "pprnet_site.desk"
    label = "desk"
    verbose_name = _("The editor’s desk")

    def ready(self) -> None:
        """Have holds removed once a day whose time is over."""
        from pprnet_site.core.operations.pruning import register_old_rows
        from pprnet_site.desk.queries.screening.holds import expired_holds

        register_old_rows(expired_holds)
