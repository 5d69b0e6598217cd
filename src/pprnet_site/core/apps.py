"""The app's name in Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """The site’s frame."""

    name = "pprnet_site.core"
    label = "core"
    verbose_name = _("Site settings")
