"""The evidence in Wagtail's admin: how the log names what was let stand."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter

from pprnet_site.evidence.actions.claim_decisions import LOG_KEPT


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]  # Wagtail has no types
def register_kept_log(actions: LogActionRegistry) -> None:
    """Register the label and message of an error that an editor let stand."""

    @actions.register_action(LOG_KEPT)
    class KeptFormatter(LogFormatter):  # type: ignore[misc]  # Wagtail has no types
        label = _("Let an error stand")

        def format_message(self, entry: Any) -> str:
            return str(gettext("“%(what)s” was let stand: %(reason)s") % entry.data)
