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
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise SiteError(str(error)) from error
    except ModuleNotFoundError as error:
        named = os.environ["DJANGO_SETTINGS_MODULE"]
        if error.name is None or not f"{named}.".startswith(f"{error.name}."):
            raise
        raise SiteError(
            f"DJANGO_SETTINGS_MODULE: expected a module of settings, got {named!r}, which does "
            f"not exist; leave it out for a local site ({SETTINGS})"
        ) from error


@contextmanager
def site() -> Iterator[None]:
    """Start Django and check the database; errors of the site become `SiteError`.

    A restore that was interrupted is completed or undone first.
    """
    start_django()
    from django.core.exceptions import PermissionDenied, ValidationError
    from django.db import DatabaseError, InterfaceError

    from pprnet_site.core.operations.storage_faults import storage_fault

    try:
        ensure_tables()
        complete_restore()
        yield
    except (DatabaseError, InterfaceError) as error:
        raise SiteError(storage_message(error)) from error
    except OSError as error:
        if storage_fault(error) is None:
            raise
        raise SiteError(storage_message(error)) from error
    except ValidationError as error:
        raise SiteError(" ".join(error.messages)) from error
    except PermissionDenied as error:
        raise SiteError(str(error)) from error


def complete_restore() -> None:
    """Complete or undo a restore that was interrupted."""
    from pprnet_site.backup import recover
    from pprnet_site.catalogue.derived import rebuild_derived

    if recover():
        rebuild_derived()


def storage_message(error: Exception) -> str:
    """Return where the storage failed, how, and what to do."""
    from django.conf import settings

    from pprnet_site.core.operations.storage_faults import StorageFault, storage_fault

    place, said = settings.DATABASES["default"]["NAME"], " ".join(str(error).split())
    fault = storage_fault(error)
    if fault is StorageFault.UNWRITABLE:
        named = getattr(error, "filename", None) or place
        return (
            f"{named}: cannot be written ({said}); what was being written was not saved. Free "
            "space or give this user the right to write there, then run the command again"
        )
    if fault is StorageFault.BUSY and "locked" in said:
        return (
            f"{place}: another program is writing to it ({said}); nothing more was saved. Wait "
            "until it is done, then run the command again"
        )
    if fault is StorageFault.BUSY:
        return (
            f"the database {place} cannot be reached ({said}): check that its server runs and "
            "that PPRNET_DATABASE_URL is right, then run the command again"
        )
    return f"the database of the site reported an error: {said}"


def ensure_tables() -> None:
    """Raise an error for a site that was not set up, or not to the end."""
    from django.conf import settings
    from django.db import connection

    from pprnet_site.core.operations.migrations import is_migrated

    if "catalogue_samplemark" not in connection.introspection.table_names():
        name = settings.DATABASES["default"]["NAME"]
        raise SiteError(f"the site is not set up in {name}: run `pprnet setup` first")
    if not is_migrated():
        raise SiteError(
            "the database lacks tables of this version, as the set-up or the upgrade was not "
            "completed: run `pprnet setup` first; nothing is lost"
        )
