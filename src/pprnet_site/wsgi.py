"""The site as a WSGI application."""

from __future__ import annotations

import logging
import os

from django.core.wsgi import get_wsgi_application

# The database and uploads hold personal data: only their owner may read what is written.
os.umask(0o077)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pprnet_site.settings.production")
application = get_wsgi_application()

# Models exist only now. Each worker loads this file, so each is ready.
from pprnet.errors import SiteError  # noqa: E402
from pprnet_site.backup import recover  # noqa: E402
from pprnet_site.desk.ordering.ranking_cache import warm_up  # noqa: E402

try:
    recover()
except SiteError as error:  # a restore runs just now
    logging.getLogger(__name__).warning("%s", error)
warm_up()
