"""Chromium, where it is installed, and a site that it can reach."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connections

from pprnet_site.digest.permissions import EDITORS

PASSWORD = "example-" * 3
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture
def editor() -> Any:
    """Return a person with every permission at the desk."""
    user = get_user_model().objects.create_user("example-editor", password=PASSWORD)
    user.groups.add(Group.objects.get(name=EDITORS))
    return user


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Start Chromium once, or skip where it is not installed."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    # Playwright's loop runs in this thread, and Django takes the test for asynchronous code:
    # it would refuse to ask the database, and do so over a connection of its own, which knows
    # nothing of the rows to bring back after each test.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    before = {alias: connections[alias] for alias in connections}
    with sync_playwright() as play:
        for alias, connection in before.items():
            connections[alias] = connection
        browser = play.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def record_message(message: Any, said: list[str]) -> None:
    """Note a complaint of the browser; its hints to developers are none."""
    if message.type in {"error", "warning"}:
        said.append(message.text)


@pytest.fixture
def browser_page(chromium, live_server) -> Iterator[Any]:
    """Yield a browser page at the site; a message on its console fails the test."""
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: record_message(message, said))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []
