"""What the scheduler starts: the monthly harvest and the nightly watch."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from pprnet_site.catalogue import tasks
from pprnet_site.catalogue.actions.harvests import enqueue_harvest
from pprnet_site.catalogue.ingest.harvest_runs import open_harvest
from pprnet_site.catalogue.ingest.harvest_sources import contact_address, has_contact
from pprnet_site.catalogue.ingest.leases import UNFINISHED_STATUSES
from pprnet_site.catalogue.models import HarvestRun, HarvestSchedule, SavedSearch
from pprnet_site.catalogue.permissions import ensure_can_harvest
from pprnet_site.catalogue.watch.watch_lease import reserve_run
from pprnet_site.catalogue.watch.watch_runs import is_watch_due

OVERLAP = timedelta(days=30)
"""Period fetched again: a source may add a publication weeks after its date."""
FIRST_PERIOD = timedelta(days=31)
"""Period that is fetched for a search that has never run."""
DECEMBER = 12


def next_harvest_day(month_day: int, after: date) -> date:
    """Return the next date after `after` with this day of the month."""
    if after.day < month_day:
        return after.replace(day=month_day)
    is_last = after.month == DECEMBER
    return date(after.year + is_last, 1 if is_last else after.month + 1, month_day)


@transaction.atomic
def set_schedule(
    *, enabled: bool, month_day: int, by: User | None, today: date | None = None
) -> HarvestSchedule:
    """Switch the monthly harvest on or off, on a day of the month.

    Raises:
        PermissionDenied: The user may not change harvests.
        ContactMissingError: The schedule is switched on without a contact address.
    """
    ensure_can_harvest(by)
    if enabled:
        contact_address()
    eve = (today or timezone.localdate()) - timedelta(days=1)
    schedule, _made = HarvestSchedule.objects.update_or_create(
        pk=1,
        defaults={
            "is_on": enabled,
            "month_day": month_day,
            "next_on": next_harvest_day(month_day, eve) if enabled else None,
        },
    )
    return schedule


@transaction.atomic
def start_due_harvest(*, now: datetime | None = None) -> HarvestRun | None:
    """Start the monthly harvest if it is due and no other harvest is unfinished."""
    today = timezone.localdate(now)
    correct_next_day(today)
    due = HarvestSchedule.objects.select_for_update().filter(is_on=True, next_on__lte=today)
    schedule = due.first()
    searches = SavedSearch.objects.filter(is_on=True)
    if schedule is None or not searches.exists() or not has_contact():
        return None
    if HarvestRun.objects.filter(status__in=UNFINISHED_STATUSES).exists():
        return None
    schedule.next_on = next_harvest_day(schedule.month_day, today)
    schedule.save(update_fields=["next_on"])
    run = open_harvest(
        since=first_harvest_day(searches, today), until=today, by=None, scheduled=True
    )
    enqueue_harvest(run)
    return run


def correct_next_day(today: date) -> None:
    """Move a next day that no schedule can have to the next right one.

    A clock that was in the future for a time has moved it there; without this the schedule would
    be silent until then. One month too far is left: the harvest of this month may have run already.
    """
    schedule = HarvestSchedule.objects.filter(is_on=True).first()
    if schedule is None or schedule.next_on is None:
        return
    following = next_harvest_day(schedule.month_day, today)
    if schedule.next_on > next_harvest_day(schedule.month_day, following):
        HarvestSchedule.objects.filter(pk=schedule.pk).update(next_on=following)


def first_harvest_day(searches: QuerySet[SavedSearch], today: date) -> date:
    """Return the first day to fetch so that every search is complete up to today."""
    reached = list(searches.values_list("reached", flat=True))
    return min(day - OVERLAP if day else today - FIRST_PERIOD for day in reached)


def start_due_watch(*, now: datetime | None = None) -> bool:
    """Queue a run of the watch for the worker if something is due; return whether it was queued.

    Nothing is queued while a run waits or is at work; one whose process has died is queued again.
    """
    now = now or timezone.now()
    if not is_watch_due(now):
        return False
    with transaction.atomic():
        if not reserve_run(now):
            return False
        transaction.on_commit(enqueue_watch)
    return True


def enqueue_watch() -> None:
    """Queue a run of the watch for the worker."""
    tasks.ask_services.enqueue()
