"""Settings of a local site that waits for a lock for a fifth of a second, not for twenty."""

from __future__ import annotations

from pprnet_site.settings.local import *  # noqa: F403
from pprnet_site.settings.local import DATABASES

DATABASES["default"]["OPTIONS"]["timeout"] = 0.2
