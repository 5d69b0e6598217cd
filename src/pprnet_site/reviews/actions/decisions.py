"""Decisions on a version: the meaning is the same, the list is ticked, the rule is overridden."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.reviews.actions.locking import (
    checked_text,
    fingerprint_of,
    locked_page,
    newest_version_of,
    version_of,
)
from pprnet_site.reviews.enums import CheckPoint, OverriddenRule
from pprnet_site.reviews.models import (
    MAX_NOTE,
    GateOverride,
    SameMeaningMark,
    TickedChecks,
    VersionReading,
)
from pprnet_site.reviews.permissions import ensure_can_hand_in, ensure_can_lead_review
from pprnet_site.reviews.queries.second_person import is_respelled, newest_by_person
from pprnet_site.reviews.queries.versions import version_text

LOG_OVERRIDDEN = "pprnet.second_person_overridden"
"""The action in a page's log that says why a version needed no second person."""
SHORTEST_REASON = 10
"""Characters of a reason: a full stop or "ok" is none."""


@transaction.atomic
def mark_same_meaning(*, page: Page, by: User) -> SameMeaningMark:
    """State that the newest version means the same as the version that was read.

    Raises:
        ActionRefusedError: More than white space and spelling has changed since it was read.
        PermissionDenied: This user may not decide on this draft.
    """
    row = locked_page(page)
    ensure_can_lead_review(by, row)
    version = version_text(newest_version_of(row).content)
    readings = VersionReading.objects.filter(page=row).select_related("revision")
    read = next((r for r in newest_by_person(readings) if is_respelled(r, version)), None)
    if read is None:
        raise ActionRefusedError(
            _(
                "More than white space and spelling has changed since the draft was read. "
                "Ask the reader to read it again."
            )
        )
    mark, _made = SameMeaningMark.objects.get_or_create(
        page=row, read=read.fingerprint, changed=version.fingerprint, defaults={"by": by}
    )
    return mark


@transaction.atomic
def tick_checks(
    *, page: Page, revision: int | None, points: Collection[str], by: User
) -> TickedChecks:
    """Keep that one person alone has checked a version.

    Raises:
        ActionRefusedError: A point of the list is not ticked, or there is no such version.
        PermissionDenied: This user may not change the draft.
    """
    row = locked_page(page)
    ensure_can_hand_in(by, row)
    if missing := [point for point in CheckPoint if point not in points]:
        raise ActionRefusedError(
            _("Not ticked yet: %(point)s.") % {"point": CheckPoint(missing[0]).label}
        )
    version = version_of(row, revision)
    ticked, _made = TickedChecks.objects.get_or_create(
        page=row,
        fingerprint=fingerprint_of(version),
        defaults={"revision": version, "points": CheckPoint.values, "by": by},
    )
    return ticked


@transaction.atomic
def override_second_person(
    *, page: Page, revision: int | None, reason: str, by: User
) -> GateOverride:
    """Decide, with a reason that is kept, that a version is published without a second person.

    Raises:
        ActionRefusedError: There is no reason, or no such version.
        PermissionDenied: This user may not decide on this draft.
    """
    row = locked_page(page)
    ensure_can_lead_review(by, row)
    missing = _("State why it is published without a second reader: the reason is kept.")
    reason = checked_text(reason, longest=MAX_NOTE, missing=missing)
    if len(reason) < SHORTEST_REASON:
        raise ActionRefusedError(missing)
    version = version_of(row, revision)
    made, is_new = GateOverride.objects.get_or_create(
        page=row,
        fingerprint=fingerprint_of(version),
        rule=OverriddenRule.SECOND_PERSON,
        defaults={"revision": version, "reason": reason, "by": by},
    )
    if is_new:
        data = {"reason": reason}
        log(instance=row.specific, action=LOG_OVERRIDDEN, user=by, revision=version, data=data)
    return made
