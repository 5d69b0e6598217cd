"""Configuration of the Django app `desk`."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The editor’s desk."""

    name = "pprnet_site.desk"
    label = "desk"
    verbose_name = _("The editor’s desk")
