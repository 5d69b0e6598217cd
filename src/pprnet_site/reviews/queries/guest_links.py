"""Which link a secret belongs to."""

from __future__ import annotations

import hashlib
from datetime import datetime

from pprnet_site.reviews.models import GuestLink


def open_guest_link(token: str, *, now: datetime) -> GuestLink | None:
    """Return the link of a secret, or None where it is unknown, withdrawn or expired."""
    rows = GuestLink.objects.filter(
        token_hash=token_hash(token), withdrawn_at=None, expires_at__gt=now
    )
    return rows.select_related("revision", "page").first()


def token_hash(token: str) -> str:
    """Return the hash of a secret, as it is stored."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
