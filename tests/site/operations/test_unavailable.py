"""A locked, full or read-only database is an answer 503 everywhere, never an error 500."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager

import pytest
from django.contrib.auth import get_user_model
from django.db import OperationalError, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from pprnet_site.core.models import ServiceBeat
from pprnet_site.core.operations.beats import write_beat
from pprnet_site.core.operations.health import up
from pprnet_site.urls import handler400, handler500

__all__ = ["handler400", "handler500"]

# The file as one: a test that empties the database comes after those that need it filled.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def write_view(_request):
    write_beat("worker")
    return HttpResponse("written")


def session_view(request):
    request.session["number"] = request.session.get("number", 0) + 1
    return HttpResponse("counted")


def large_view(request):
    request.session["text"] = "x" * 20_000_000
    return HttpResponse("never")


def wrapped_view(_request):
    with transaction.atomic():
        try:
            write_beat("worker")
        except OperationalError:
            ServiceBeat.objects.count()
    return HttpResponse("never")


def faulty_view(_request):
    raise OperationalError("no such table: example")


def full_view(_request):
    raise OSError(errno.ENOSPC, "No space left on device")


urlpatterns = [
    path("up", up),
    path("write", write_view),
    path("session", session_view),
    path("large", large_view),
    path("wrapped", wrapped_view),
    path("faulty", faulty_view),
    path("full", full_view),
]

sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="uses pragmas of SQLite")

postgres = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="asks PostgreSQL")


@pytest.fixture
def visitor(settings):
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@contextmanager
def locked():
    name = connection.settings_dict["NAME"]
    other = sqlite3.connect(name, isolation_level=None)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    try:
        other.execute("BEGIN IMMEDIATE")
        yield
    finally:
        other.close()
        connection.close()


@contextmanager
def pragma(text):
    with connection.cursor() as cursor:
        cursor.execute(text)
    try:
        yield
    finally:
        connection.close()


@contextmanager
def full():
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # earlier tests leave free pages, into which much could be written
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    try:
        yield
    finally:
        connection.close()


def ensure_unavailable(response, seconds, *words):
    assert response.status_code == 503
    assert response["Retry-After"] == seconds
    text = response.content.decode()
    for each in words:
        assert each in text
    assert "Traceback" not in text


@sqlite
@pytest.mark.parametrize("address", ["/write", "/wrapped"])
def test_a_lock_in_a_view_is_503(visitor, address):
    with locked():
        ensure_unavailable(visitor.get(address), "10", "busy", "occupé", "Nothing was saved")
    assert visitor.get("/write").status_code == 200


@sqlite
def test_a_lock_while_the_session_is_saved_is_503(visitor):
    assert visitor.get("/session").status_code == 200
    with locked():
        ensure_unavailable(visitor.get("/session"), "10", "busy")
        ensure_unavailable(Client(raise_request_exception=False).get("/session"), "10", "busy")


@sqlite
def test_a_script_gets_json(visitor):
    with locked():
        response = visitor.get("/write", headers={"accept": "application/json"})
    assert response.status_code == 503
    assert response.json()["saved"] is False


@sqlite
def test_signing_in_while_the_database_is_locked_is_503():
    get_user_model().objects.create_superuser("anna", "anna@example.org", "an example")
    visitor = Client(raise_request_exception=False)
    with locked():
        said = visitor.post("/admin/login/", {"username": "anna", "password": "an example"})
    ensure_unavailable(said, "10", "busy")


@sqlite
def test_a_read_only_database_says_that_nothing_was_saved(visitor):
    with pragma("PRAGMA query_only = ON"):
        ensure_unavailable(visitor.get("/write"), "120", "cannot save anything", "plein")
        ensure_unavailable(visitor.get("/session"), "120", "cannot save anything")


@sqlite
def test_a_full_disk_says_that_nothing_was_saved(visitor):
    with full():
        ensure_unavailable(visitor.get("/large"), "120", "cannot save anything")


def test_a_full_disk_for_uploads_says_that_nothing_was_saved(visitor):
    ensure_unavailable(visitor.get("/full"), "120", "cannot save anything")


@pytest.fixture
def second_connection():
    other = connection.copy()
    yield other
    other.close()
    connection.close()


@postgres
def test_a_lock_of_postgresql_is_503(visitor, second_connection):
    with second_connection.cursor() as cursor:
        cursor.execute("BEGIN; LOCK TABLE core_servicebeat, django_session")
        with pragma("SET lock_timeout = 100"):
            ensure_unavailable(visitor.get("/write"), "10", "busy")
            ensure_unavailable(visitor.get("/session"), "10", "busy")
        cursor.execute("ROLLBACK")
    assert visitor.get("/write").status_code == 200


@postgres
def test_a_read_only_postgresql_says_that_nothing_was_saved(visitor):
    with pragma("SET default_transaction_read_only = on"):
        ensure_unavailable(visitor.get("/write"), "120", "cannot save anything")


@postgres
def test_a_postgresql_that_is_away_is_503(visitor, monkeypatch):
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "HOST", "/nowhere")
    try:
        ensure_unavailable(visitor.get("/write"), "10", "busy")
        assert visitor.get("/up").status_code == 503
    finally:
        monkeypatch.undo()


def test_another_error_is_still_one(visitor):
    assert visitor.get("/faulty").status_code == 500
