"""The site's leaves of the one tree of errors."""

from __future__ import annotations

from pprnet.errors import SiteError


class ActionRefusedError(SiteError):
    """A change that the rules of the house do not allow; the text says what to do instead."""


class ConflictError(ActionRefusedError):
    """A change that somebody else made first; nothing was changed a second time."""
