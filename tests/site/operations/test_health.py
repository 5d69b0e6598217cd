"""`/up`, the beats behind it, and what the desk says about a silent part."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from draft_factories import make_editor
from typer.testing import CliRunner

from pprnet.cli import build_app
from pprnet_site.catalogue.models import ImportRun
from pprnet_site.core.enums import ServicePart
from pprnet_site.core.models import ServiceBeat
from pprnet_site.core.operations import health
from pprnet_site.core.operations.beats import BEATING_PARTS, silent_parts, write_beat

pytestmark = pytest.mark.django_db


def beat(part, minutes=0.0):
    write_beat(part, now=timezone.now() - timedelta(minutes=minutes))


@pytest.fixture
def beating():
    for part in BEATING_PARTS:
        beat(part)


def waiting_task(minutes, status="READY"):
    task = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="pprnet_site.catalogue.tasks.import_file",
        run_after=timezone.now() - timedelta(minutes=minutes),
        status=status,
    )
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=minutes))
    return task


def test_all_is_well(client, beating):
    answer = client.get("/up")
    assert answer.status_code == 200
    found = answer.json()
    assert found["ok"]
    assert set(found["checks"]) == {
        *("database", "worker", "scheduler", "disk", "oldest_task", "last_backup"),
        "last_watch",
    }
    assert answer["Cache-Control"].count("no-store")


@pytest.mark.parametrize("part", BEATING_PARTS)
@pytest.mark.parametrize("minutes", [None, 4, -90])
def test_a_silent_part_is_503(client, beating, part, minutes):
    ServiceBeat.objects.filter(part=part).delete()
    if minutes is not None:
        beat(part, minutes)
    answer = client.get("/up")
    assert answer.status_code == 503
    assert answer["Retry-After"]
    checks = answer.json()["checks"]
    assert [name for name, check in checks.items() if not check["ok"]] == [part.value]


def test_little_room_on_the_disk_is_503(client, beating, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE_MEGABYTES", 10**12)
    answer = client.get("/up")
    assert answer.status_code == 503
    assert not answer.json()["checks"]["disk"]["ok"]


@pytest.mark.parametrize(
    ("minutes", "status", "code"),
    [(5, "READY", 200), (60 * 7, "READY", 503), (60 * 7, "SUCCESSFUL", 200)],
)
def test_a_task_that_waits_for_hours_is_503(client, beating, minutes, status, code):
    waiting_task(minutes, status)
    assert client.get("/up").status_code == code


def test_a_database_that_is_away_is_503(client, monkeypatch):
    def fail(*_arguments):
        raise health.DatabaseError("secret address of the database")

    monkeypatch.setattr(health, "last_beats", fail)
    monkeypatch.setattr(health.connection, "close", lambda: None)
    answer = client.get("/up")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] == {"ok": False}
    assert "secret" not in answer.text


def test_it_writes_nothing_and_is_cheap(client, beating):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get("/up")
    assert len(queries) <= 2
    assert all(query["sql"].startswith("SELECT") for query in queries)
    assert "sessionid" not in client.cookies


def test_only_reading_is_allowed(client):
    assert client.post("/up").status_code == 405


def test_a_backup_is_recorded(client, beating, tmp_path):
    assert "seconds" not in client.get("/up").json()["checks"]["last_backup"]
    made = CliRunner().invoke(build_app(), ["backup", str(tmp_path / "site.tar.gz")])
    assert made.exit_code == 0, made.output
    assert client.get("/up").json()["checks"]["last_backup"]["seconds"] < 600


def test_the_desk_names_a_silent_part(client):
    client.force_login(make_editor())
    assert "has said nothing" not in client.get("/desk/").text
    beat(ServicePart.WORKER, 4.2)
    beat(ServicePart.SCHEDULER, 0)
    page = client.get("/desk/").text
    assert "The task worker has said nothing for 4 minutes." in page
    assert "The scheduler has said nothing" not in page
    beat(ServicePart.SCHEDULER, 61)
    assert "The scheduler has said nothing for 61 minutes." in client.get("/desk/").text


def test_an_import_does_not_wait_for_ever_without_a_word(client):
    client.force_login(make_editor())
    run = ImportRun.objects.create(file_name="example.ris", status="waiting")
    address = f"/desk/imports/{run.pk}/"
    assert "as soon as earlier files are done" in client.get(address).text
    ImportRun.objects.update(started_at=timezone.now() - timedelta(minutes=9))
    assert "the task worker does not run" in client.get(address).text
    beat(ServicePart.WORKER)
    assert "as soon as earlier files are done" in client.get(address).text


def test_a_beat_that_is_renewed_ends_the_silence():
    beat(ServicePart.WORKER, 10)
    assert [(each.part, each.minutes) for each in silent_parts()] == [("worker", 10)]
    beat(ServicePart.WORKER)
    assert silent_parts() == []
