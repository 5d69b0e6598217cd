"""The site as a WSGI application."""

from __future__ import annotations

import logging
import os

from django.core.wsgi import get_wsgi_application

# The database and uploads hold personal data: only their owner may read what is written.
os.umask(0o077)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pprnet_site.settings.production")
site = get_wsgi_application()

# These need the settings and the models, which are loaded only now. Each worker loads this file,
# so the ranking of each is ready.
from pprnet.errors import SiteError  # noqa: E402 - as above
from pprnet_site.accounts.client_address import with_client_address  # noqa: E402 - as above
from pprnet_site.backup import recover  # noqa: E402 - as above
from pprnet_site.desk.ordering.ranking_cache import warm_up  # noqa: E402 - as above

application = with_client_address(site)
try:
    recover()
except SiteError as error:  # a restore runs just now
    logging.getLogger(__name__).warning("%s", error)
warm_up()
