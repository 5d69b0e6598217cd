"""Interests of the author of a summary: the state and the text must agree."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pprnet_site.digest.enums import InterestsState


def checked_state(state: str, text: str) -> str:
    """Return the state of the interests; a text that was entered declares them.

    Raises:
        ValidationError: Declared interests have no text, or "none" has one.
    """
    has_text = bool(text.strip())
    if state == InterestsState.NONE and has_text:
        raise ValidationError(
            {"interests": _("Remove this text, or choose that the author declares interests.")}
        )
    if state == InterestsState.DECLARED and not has_text:
        raise ValidationError({"interests": _("Enter the interests that the author declares.")})
    return InterestsState.DECLARED.value if has_text else state
