"""Who gets what at every address: five roles, reading it and sending an empty form, as a table.

The table is `address_matrix.tsv`. An address that is new, or answers differently, fails here: look
at the difference, then write the table again with

    PPRNET_WRITE_MATRIX=1 pytest -q tests/site/permissions/test_address_matrix.py

An answer is its status; of a redirect it also says whether it leads to the log-in, or to the first
page of Wagtail's admin, where Wagtail sends whom it refuses.
"""

from __future__ import annotations

import logging
import os
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from address_arguments import argument_values
from address_routes import filled, routes
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from draft_factories import make_editor, make_user, make_writer

from pprnet_site.core.enums import ServicePart
from pprnet_site.core.operations.beats import write_beat

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.skipif(
        connection.vendor != "sqlite",
        reason="the addresses hold numbers of rows, which PostgreSQL does not count from 1 again",
    ),
]

TABLE = Path(__file__).with_name("address_matrix.tsv")
ROLES = ("stranger", "member", "writer", "editor", "administrator")
METHODS = ("get", "post")
COLUMNS = ("address", *(f"{method} {role}" for method in METHODS for role in ROLES))

Matrix = dict[str, tuple[str, ...]]
"""The route of an address -> its answers, in the order of the columns."""


class Visitor:
    """One role, signed in once; each request has the same cookies and leaves nothing behind."""

    def __init__(self, user: Any) -> None:
        client = Client()
        if user is not None:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        self.cookies = client.cookies.output(header="", sep=";")

    def answer(self, method: str, address: str) -> str:
        """Return in a word what the address answers."""
        client = Client(raise_request_exception=False)
        client.cookies = SimpleCookie(self.cookies)
        with transaction.atomic():
            response = getattr(client, method)(address)
            transaction.set_rollback(True)
        return in_a_word(response)


def in_a_word(response: HttpResponse) -> str:
    """Return the status of an answer, and whether it leads to the log-in or is a refusal."""
    place = response.headers.get("Location", "").partition("?")[0]
    leads = {reverse("wagtailadmin_login"): " log-in", reverse("wagtailadmin_home"): " admin"}
    return f"{response.status_code}{leads.get(place, '')}"


def read_table() -> Matrix:
    """Return the table as it is kept."""
    lines = TABLE.read_text("utf-8").splitlines()[1:] if TABLE.exists() else []
    return {route: tuple(answers) for route, *answers in (line.split("\t") for line in lines)}


def columns_of(method: str) -> slice:
    """Return where the answers to a method are in a row."""
    start = METHODS.index(method) * len(ROLES)
    return slice(start, start + len(ROLES))


def write_columns(method: str, found: Matrix) -> None:
    """Write the answers to one method into the table, and keep those to the other."""
    kept, lines = read_table(), ["\t".join(COLUMNS)]
    for route, answers in sorted(found.items()):
        row = list(kept.get(route, [""] * len(COLUMNS[1:])))
        row[columns_of(method)] = answers
        lines.append("\t".join([route, *row]))
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")


def differences(method: str, found: Matrix) -> list[str]:
    """Return each cell that differs, with its address and role."""
    kept = {route: row[columns_of(method)] for route, row in read_table().items()}
    said = [f"{route}: has no row" for route in found.keys() - kept.keys()]
    said += [f"{route}: is no address any more" for route in kept.keys() - found.keys()]
    for route in kept.keys() & found.keys():
        for role, old, new in zip(ROLES, kept[route], found[route], strict=True):
            if old != new:
                said.append(f"{method} {route}, {role}: {old} is now {new}")
    return sorted(said)


@pytest.fixture
def visitors() -> list[Visitor]:
    administrator = get_user_model().objects.create_superuser("administrator")
    people = [None, make_user("", "member"), make_writer(), make_editor(), administrator]
    return [Visitor(each) for each in people]


@pytest.fixture
def values() -> dict[str, str]:
    for part in ServicePart:
        write_beat(part)
    return argument_values()


@pytest.mark.parametrize("method", METHODS)
def test_every_address_answers_each_role_as_the_table_says(
    method: str, visitors: list[Visitor], values: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, "django.request")
    found = {
        route: tuple(visitor.answer(method, filled(route, values)) for visitor in visitors)
        for route in dict.fromkeys(routes())
    }
    if os.environ.get("PPRNET_WRITE_MATRIX"):
        write_columns(method, found)
    assert differences(method, found) == []
    assert {route: row for route, row in found.items() if any(a[0] == "5" for a in row)} == {}
