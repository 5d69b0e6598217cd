"""Settings of a site for this machine only, as `make run` serves it."""

from __future__ import annotations

from pprnet_site.settings.base import *  # noqa: F403

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
