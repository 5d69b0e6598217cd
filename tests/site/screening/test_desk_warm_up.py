"""The order of the inbox is made ready when the server starts."""

from __future__ import annotations

import logging
import runpy
import threading

import pytest
from django.db import DatabaseError

from pprnet_site.desk.ordering import ranking_cache


def wait_for_thread():
    """Wait for the thread that makes the order ready."""
    for thread in threading.enumerate():
        if thread.name == "desk-order":
            thread.join(10)


def test_the_server_prepares_the_order(monkeypatch):
    called = []
    monkeypatch.setattr(ranking_cache, "warm_up", lambda: called.append("warm"))
    loaded = runpy.run_module("pprnet_site.wsgi")
    assert called == ["warm"]
    assert callable(loaded["application"])


@pytest.mark.parametrize("error", [None, DatabaseError("no such table")])
def test_a_failure_is_logged_and_the_server_starts(error, monkeypatch, caplog):
    threads = []

    def current_order():
        threads.append(threading.current_thread())
        if error:
            raise error

    monkeypatch.setattr(ranking_cache, "current_order", current_order)
    with caplog.at_level(logging.WARNING):
        ranking_cache.warm_up()
        wait_for_thread()
    assert [thread.daemon for thread in threads] == [True]
    assert threads[0] is not threading.main_thread()
    assert ("could not be prepared" in caplog.text) == bool(error)
