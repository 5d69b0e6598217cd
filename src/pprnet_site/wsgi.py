"""The site as a WSGI application."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pprnet_site.settings.production")
application = get_wsgi_application()

# Queries load models, which exist only now. Each worker loads this file, so each is ready.
from pprnet_site.desk.ordering.inbox_ranking import warm_up  # noqa: E402 - see above

warm_up()
