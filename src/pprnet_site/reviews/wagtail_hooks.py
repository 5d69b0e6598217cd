"""Reviews in Wagtail's admin: how the log names an override."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter

from pprnet_site.reviews.actions.decisions import LOG_OVERRIDDEN


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]  # Wagtail has no types
def register_override_log(actions: LogActionRegistry) -> None:
    """Register the label and message of an override of the second person."""

    @actions.register_action(LOG_OVERRIDDEN)
    class OverriddenFormatter(LogFormatter):  # type: ignore[misc]  # Wagtail has no types
        label = _("Decide that no second person reads it")

        def format_message(self, entry: Any) -> str:
            return str(gettext("No second person reads this version: %(reason)s") % entry.data)
