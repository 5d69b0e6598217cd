"""Leases: one process at a time works on a run, and the lease of a dead process expires."""

from __future__ import annotations

import os
import secrets
import socket
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from pprnet_site.catalogue.enums import ImportStatus
from pprnet_site.catalogue.models import HarvestRun, ImportRun, WatchRun
from pprnet_site.core.errors import ConflictError

Run = ImportRun | HarvestRun | WatchRun

UNFINISHED_STATUSES = (ImportStatus.WAITING, ImportStatus.RUNNING)
REMOTE_TIMEOUT = timedelta(minutes=2)
"""A process on another machine without a heartbeat for this long counts as dead."""
LOCAL_TIMEOUT = timedelta(minutes=10)
"""After this time, its process number may belong to another program."""

_own_tokens: set[str] = set()


def acquire_lease(run: Run) -> str:
    """Acquire the lease of a run for this process.

    Raises:
        ConflictError: The run has ended, or a live process works on it.
    """
    run.refresh_from_db()
    if run.status not in UNFINISHED_STATUSES:
        raise ConflictError(_("“%(name)s” was already read.") % {"name": run})
    if has_live_owner(run):
        raise ConflictError(_("“%(name)s” is being read just now.") % {"name": run})
    token = f"{socket.gethostname()[:64]}:{os.getpid()}:{secrets.token_hex(8)}"
    mine = type(run).objects.filter(pk=run.pk, owner=run.owner, beat_at=run.beat_at)
    now = timezone.now()
    if not mine.update(owner=token, beat_at=now, status=ImportStatus.RUNNING):
        raise ConflictError(_("“%(name)s” is being read just now.") % {"name": run})
    run.owner, run.beat_at, run.status = token, now, ImportStatus.RUNNING
    _own_tokens.add(token)
    return token


def renew_lease(run: Run, token: str) -> None:
    """Save a heartbeat inside a batch's transaction.

    Raises:
        ConflictError: Another process has taken over the run.
    """
    run.beat_at = timezone.now()
    if not type(run).objects.filter(pk=run.pk, owner=token).update(beat_at=run.beat_at):
        raise ConflictError(_("Another process took over “%(name)s”.") % {"name": run})


def release_lease(token: str) -> None:
    """Release a lease of this process."""
    _own_tokens.discard(token)


def has_live_owner(run: Run, *, now: datetime | None = None) -> bool:
    """Return whether the process that owns a run is alive."""
    host, _colon, rest = run.owner.partition(":")
    number = rest.partition(":")[0]
    if run.status != ImportStatus.RUNNING or not number.isdigit() or run.beat_at is None:
        return False
    # A heartbeat in the future was written before the clock was put back.
    silence = abs((now or timezone.now()) - run.beat_at)
    if host != socket.gethostname()[:64]:
        return silence < REMOTE_TIMEOUT
    if int(number) == os.getpid():
        return run.owner in _own_tokens
    return silence < LOCAL_TIMEOUT and process_exists(int(number))


def process_exists(number: int) -> bool:
    """Return whether a process of this machine exists."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def is_stalled(run: Run, *, now: datetime) -> bool:
    """Return whether no process works on an unfinished run any more."""
    if run.status == ImportStatus.RUNNING:
        return not has_live_owner(run, now=now)
    return abs(now - (run.beat_at or run.started_at)) > LOCAL_TIMEOUT
