"""The site as a WSGI application."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

# The database and uploads hold personal data: only their owner may read what is written.
os.umask(0o077)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pprnet_site.settings.production")
application = get_wsgi_application()

# The ranking loads models, which exist only now. Each worker loads this file, so each is ready.
from pprnet_site.desk.ordering.ranking_cache import warm_up  # noqa: E402 - as above

warm_up()
