"""Which process works on a run: one at a time, and a dead one's place can be taken."""

from __future__ import annotations

import os
import secrets
import socket
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from pprnet_site.catalogue.enums import ImportStatus
from pprnet_site.catalogue.models import HarvestRun, ImportRun
from pprnet_site.core.errors import ConflictError

Run = ImportRun | HarvestRun

UNFINISHED_STATUSES = (ImportStatus.WAITING, ImportStatus.RUNNING)
REMOTE_TIMEOUT = timedelta(minutes=2)
"""A process on another machine that says nothing for so long is dead."""
LOCAL_TIMEOUT = timedelta(minutes=10)
"""Its number may by then belong to another program."""

_own_tokens: set[str] = set()


def acquire_lease(run: Run) -> str:
    """Take a run over for this process, unless another that is alive has it."""
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
    """Give a sign of life inside a batch's transaction; end where somebody took the run over."""
    run.beat_at = timezone.now()
    if not type(run).objects.filter(pk=run.pk, owner=token).update(beat_at=run.beat_at):
        raise ConflictError(_("Another process took over “%(name)s”.") % {"name": run})


def release_lease(token: str) -> None:
    """Forget a claim of this process."""
    _own_tokens.discard(token)


def has_live_owner(run: Run, *, now: datetime | None = None) -> bool:
    """Tell whether the process that reads a run is still at work."""
    host, _colon, rest = run.owner.partition(":")
    number = rest.partition(":")[0]
    if run.status != ImportStatus.RUNNING or not number.isdigit() or run.beat_at is None:
        return False
    silence = (now or timezone.now()) - run.beat_at
    if host != socket.gethostname()[:64]:
        return silence < REMOTE_TIMEOUT
    if int(number) == os.getpid():
        return run.owner in _own_tokens
    return silence < LOCAL_TIMEOUT and process_exists(int(number))


def process_exists(number: int) -> bool:
    """Tell whether a process of this machine exists and has not ended."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def is_stalled(run: Run, *, now: datetime) -> bool:
    """Tell whether nobody works on an open run any more."""
    if run.status == ImportStatus.RUNNING:
        return not has_live_owner(run, now=now)
    return now - (run.beat_at or run.started_at) > LOCAL_TIMEOUT
