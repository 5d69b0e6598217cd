"""Drafts as they are typed: saved without a button, and kept where they cannot be saved."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import ForeignKey
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from pprnet_site.catalogue.data_mapper import strip_unstorable
from pprnet_site.desk.models import AutosavedVersion, KeptForm
from pprnet_site.digest.actions import SavedDraft, save_draft
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.permissions import ensure_can_edit

SITTING = timedelta(minutes=30)
"""How much typing one version holds; the history keeps a version of each half hour."""
MAX_KEPT = 1_000_000
"""Characters of a form that is kept."""
MAX_KEPT_FORMS = 5
"""Of one person at one draft; the oldest is dropped."""


@transaction.atomic
def save_typed(
    *,
    summary: SummaryPage,
    fields: Mapping[str, Any],
    by: User,
    opened: int | None,
    sitting: str,
    is_autosave: bool = False,
    is_returned: bool = False,
) -> SavedDraft:
    """Save a version of a draft; it replaces the one that was autosaved in the same sitting.

    Each version has a number of its own, also where it replaces one: whoever opened the one before
    is told of the change. What was kept of the sitting is dropped. A page to which a browser went
    back states an earlier version than the one that was autosaved as the page was left; nobody
    else saved that one, and it stays in the history.

    Raises:
        ActionRefusedError: As `save_draft`.
        PermissionDenied: This user may not change the summary.
    """
    known = own_newest(summary, by=by, sitting=sitting) if is_returned else None
    saved = save_draft(summary=summary, fields=fields, by=by, opened=known or opened)
    begun = drop_autosaved(opened, by=by, sitting=sitting)
    if is_autosave:
        AutosavedVersion.objects.create(
            revision_id=saved.revision, sitting=sitting, begun_at=begun or timezone.now()
        )
    KeptForm.objects.filter(page=summary.pk, by=by, sitting=sitting).delete()
    return saved


def own_newest(summary: SummaryPage, *, by: User, sitting: str) -> int | None:
    """Return the newest version of a draft if this person autosaved it in this sitting."""
    newest = SummaryPage.objects.filter(pk=summary.pk).values("latest_revision")
    own = AutosavedVersion.objects.filter(revision__in=newest, revision__user=by, sitting=sitting)
    return own.values_list("revision", flat=True).first() if sitting else None


def drop_autosaved(revision: int | None, *, by: User, sitting: str) -> datetime | None:
    """Delete a version that was autosaved in this sitting; return when its typing began.

    One that something refers to stays, as when it was handed in to be read, and so does one in
    which half an hour was typed.
    """
    found = AutosavedVersion.objects.filter(
        revision=revision, sitting=sitting, revision__user=by
    ).first()
    if not sitting or found is None or found.begun_at < timezone.now() - SITTING:
        return None
    if is_referred_to(found.revision_id):
        return None
    PageLogEntry.objects.filter(revision=found.revision_id).delete()
    Revision.objects.filter(pk=found.revision_id).delete()
    return found.begun_at


def is_referred_to(revision: int) -> bool:
    """Return whether a row other than its log refers to a version."""
    return any(
        column.model._base_manager.filter(**{column.name: revision}).exists()  # noqa: SLF001
        for column in columns_to_versions()
    )


def columns_to_versions() -> Iterable[ForeignKey[Any, Any]]:
    """Yield each column of the site that refers to a version, but for logs and autosaves."""
    for relation in Revision._meta.get_fields(include_hidden=True):  # noqa: SLF001 - documented
        column = getattr(relation, "field", None)
        if not relation.auto_created or not isinstance(column, ForeignKey):
            continue
        if column.model not in {PageLogEntry, AutosavedVersion}:
            yield column


@transaction.atomic
def keep_form(
    *, summary: SummaryPage, fields: dict[str, list[str]], by: User, sitting: str
) -> bool:
    """Keep a form that cannot be saved as a version; return False where it is too long.

    Raises:
        PermissionDenied: This user may not change the summary.
    """
    ensure_can_edit(by, summary)
    if not sitting or len(json.dumps(fields)) > MAX_KEPT:
        return False
    kept = KeptForm.objects.filter(page=summary.pk, by=by)
    KeptForm.objects.update_or_create(
        page_id=summary.pk, by=by, sitting=sitting, defaults={"fields": strip_unstorable(fields)}
    )
    newest = list(kept.values_list("pk", flat=True)[:MAX_KEPT_FORMS])
    kept.exclude(pk__in=newest).delete()
    return True


def discard_kept(*, summary: SummaryPage, kept: int, by: User) -> bool:
    """Delete a form that this person typed; return False where it is gone already."""
    deleted, _rows = KeptForm.objects.filter(page=summary.pk, by=by, pk=kept).delete()
    return bool(deleted)
