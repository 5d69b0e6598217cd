"""The app's name in Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Accounts and logging in."""

    name = "pprnet_site.accounts"
    label = "accounts"
    verbose_name = _("Accounts")
