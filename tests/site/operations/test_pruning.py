"""Old rows that only describe the running of the site are removed once a day, others never."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult
from wagtail.admin.models import EditingSession
from wagtail.models import ModelLogEntry

from pprnet_site.catalogue.models import ImportRun
from pprnet_site.core.operations import pruning
from pprnet_site.core.operations.pruning import prune, prune_daily

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)


def ago(days):
    return NOW - timedelta(days=days)


def task(days, status="SUCCESSFUL"):
    row = DBTaskResult.objects.create(
        args_kwargs={}, task_path="example", run_after=ago(days), status=status
    )
    DBTaskResult.objects.filter(pk=row.pk).update(
        enqueued_at=ago(days),
        started_at=None if status == "READY" else ago(days),
        finished_at=ago(days) if status in ("SUCCESSFUL", "FAILED") else None,
    )
    return row.pk


def test_finished_tasks_are_kept_for_two_weeks():
    kept = {task(13), task(13, "FAILED"), task(400, "READY"), task(1, "RUNNING")}
    for status in ("SUCCESSFUL", "FAILED", "RUNNING"):
        task(15, status)
    assert prune(now=NOW)["django_tasks_database.dbtaskresult"] == 3
    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == kept


def test_many_rows_are_removed_in_small_parts(monkeypatch):
    monkeypatch.setattr(pruning, "CHUNK", 2)
    for _ in range(5):
        task(20)
    assert prune(now=NOW)["django_tasks_database.dbtaskresult"] == 5
    assert not DBTaskResult.objects.exists()


def test_sessions_that_have_ended_are_removed():
    Session.objects.create(session_key="ended", session_data="", expire_date=ago(1))
    Session.objects.create(session_key="open", session_data="", expire_date=ago(-1))
    prune(now=NOW)
    assert Session.objects.get().session_key == "open"


@pytest.mark.parametrize("model", [AccessAttempt, AccessFailureLog, AccessLog])
def test_logins_are_kept_for_a_month(model):
    for name, days in (("old", 31), ("new", 29)):
        extra = {"failures_since_start": 1} if model is AccessAttempt else {}
        row = model.objects.create(username=name, ip_address="192.0.2.1", **extra)
        model.objects.filter(pk=row.pk).update(attempt_time=ago(days))
    prune(now=NOW)
    assert model.objects.get().username == "new"


def test_editing_sessions_are_kept_for_a_day():
    user = get_user_model().objects.create_user("anna")
    kind = ContentType.objects.get_for_model(ImportRun)
    for days in (0.5, 2):
        EditingSession.objects.create(
            user=user, content_type=kind, object_id="1", last_seen_at=ago(days)
        )
    prune(now=NOW)
    assert EditingSession.objects.get().last_seen_at == ago(0.5)


def test_the_history_of_edits_is_kept_unless_a_setting_says_otherwise(settings):
    kind = ContentType.objects.get_for_model(ImportRun)
    entry = {"content_type": kind, "label": "Example", "action": "wagtail.edit", "data": {}}
    ModelLogEntry.objects.create(object_id="1", timestamp=ago(4000), **entry)
    prune(now=NOW)
    assert ModelLogEntry.objects.count() == 1
    settings.KEEP_DAYS = {**settings.KEEP_DAYS, "history": 365}
    prune(now=NOW)
    assert not ModelLogEntry.objects.exists()


def test_the_days_are_settings_and_0_is_for_ever(settings):
    task(20)
    settings.KEEP_DAYS = {"tasks": 0, "logins": 0, "history": 0}
    prune(now=NOW)
    assert DBTaskResult.objects.count() == 1
    settings.KEEP_DAYS = {"tasks": 19, "logins": 0, "history": 0}
    prune(now=NOW)
    assert not DBTaskResult.objects.exists()


def test_imports_and_their_problems_stay():
    run = ImportRun.objects.create(file_name="example.ris", status="done")
    ImportRun.objects.update(started_at=ago(4000))
    prune(now=NOW)
    assert ImportRun.objects.get() == run


def test_it_is_done_once_a_day(monkeypatch):
    assert prune_daily(now=NOW)
    assert prune_daily(now=NOW + timedelta(minutes=1)) == {}
    assert prune_daily(now=NOW + timedelta(days=1))


@pytest.mark.parametrize("years", [10, -10])
def test_a_jump_of_the_clock_does_not_end_it(years):
    prune_daily(now=NOW + timedelta(days=365 * years))
    assert prune_daily(now=NOW)


def test_the_scheduler_does_it(settings):
    assert "pprnet_site.core.operations.pruning.prune_daily" in settings.SCHEDULED_JOBS
