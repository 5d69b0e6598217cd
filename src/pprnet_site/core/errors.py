"""The errors of the site, below `pprnet.errors.SiteError`."""

from __future__ import annotations

from pprnet.errors import SiteError


class ActionRefusedError(SiteError):
    """A change that the rules of the digest do not allow; the text says what to do instead."""


class ConflictError(ActionRefusedError):
    """A change that somebody else has made already; nothing was changed again."""
