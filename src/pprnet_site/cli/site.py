"""Starting Django when a verb needs it, with plain messages for its errors."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from pprnet.errors import SiteError

SETTINGS = "pprnet_site.settings.local"


def start_django() -> None:
    """Start Django with the settings of the environment, or those of a local site.

    What is written from here on can be read by its owner only: the database holds personal data.
    """
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    django.setup()


@contextmanager
def site() -> Iterator[None]:
    """Start Django and check the database; errors of the site become `SiteError`."""
    start_django()
    from django.core.exceptions import PermissionDenied, ValidationError
    from django.db import DatabaseError

    try:
        ensure_tables()
        yield
    except DatabaseError as error:
        message = f"the database of the site reported an error: {str(error).strip()}"
        raise SiteError(message) from error
    except ValidationError as error:
        raise SiteError(" ".join(error.messages)) from error
    except PermissionDenied as error:
        raise SiteError(str(error)) from error


def ensure_tables() -> None:
    """Raise an error for a site that was never set up."""
    from django.conf import settings
    from django.db import connection

    if "catalogue_samplemark" not in connection.introspection.table_names():
        name = settings.DATABASES["default"]["NAME"]
        raise SiteError(f"the site is not set up in {name}: run `pprnet setup` first")
