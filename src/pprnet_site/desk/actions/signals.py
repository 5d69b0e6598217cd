"""Acceptance of all signals of a work."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from pprnet_site.catalogue.actions import judge_signal
from pprnet_site.catalogue.enums import JudgementVerdict
from pprnet_site.catalogue.models import Work
from pprnet_site.catalogue.queries.signal_review import signal_reviews


@transaction.atomic
def accept_all(*, work_id: int, by: User) -> int:
    """Accept all signals of a work that are not reviewed yet; return their number."""
    work = Work.objects.select_for_update().get(pk=work_id)
    unreviewed = [reading for reading in signal_reviews(work) if reading.judgement is None]
    for reading in unreviewed:
        judge_signal(
            work_id=work_id,
            kind=reading.kind,
            value=reading.value,
            verdict=JudgementVerdict.ACCEPTED,
            by=by,
        )
    return len(unreviewed)
