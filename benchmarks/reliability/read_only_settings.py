"""A local site whose connections to SQLite refuse every write, as a read-only disk does."""

from pprnet_site.settings.local import *  # noqa: F403
from pprnet_site.settings.local import DATABASES

OPTIONS = DATABASES["default"]["OPTIONS"]
OPTIONS["init_command"] = f"{OPTIONS['init_command']} PRAGMA query_only=ON;"
