"""What the network looks for, as last written down."""

from __future__ import annotations

from pprnet_site.desk.models import Criteria


def criteria_text() -> str:
    """Give the text that holds now, or nothing."""
    newest = Criteria.objects.first()
    return newest.text if newest else ""
