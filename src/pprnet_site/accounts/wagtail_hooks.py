"""A link from Wagtail's page of an account to this site's."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from wagtail import hooks


def account_menu_item(_request: HttpRequest) -> dict[str, Any]:
    """Return the link, as Wagtail's page of an account lists it."""
    return {
        "url": reverse("accounts:account"),
        "label": gettext("Two-factor log-in and your data"),
        "help_text": gettext("Log in with a code of an app, download your data."),
    }


hooks.register("register_account_menu_item", account_menu_item)
