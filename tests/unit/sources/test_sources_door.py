"""How the door waits, names itself, and tells nobody's secrets."""

from __future__ import annotations

import ast
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

import pprnet
from fakes.sources import HURRIED
from pprnet.errors import (
    ContactMissingError,
    SourceConfusedError,
    SourceDownError,
    SourceRefusedError,
)
from pprnet.sources.answers import read_json
from pprnet.sources.http import Door, checked_contact, shown
from pprnet.sources.services import OPENALEX, PUBMED, PUBMED_WITH_KEY, Service
from pprnet.sources.waiting import Pace, retry_after

NOW = datetime(2026, 1, 31, 12, 0, 0, tzinfo=UTC)
SERVICE = Service("example", "Example", "https://example.org/api", 1000)


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        ("0", 0.0),
        ("7", 7.0),
        (" 120 ", 120.0),
        ("Sat, 31 Jan 2026 12:00:30 GMT", 30.0),
        ("Sat, 31 Jan 2026 11:00:00 GMT", 0.0),
        ("Sat, 31 Jan 2026 12:00:30 -0000", 30.0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("١٢", None),
    ],
)
def test_retry_after_in_seconds_or_as_a_date(stated, seconds):
    assert retry_after({"retry-after": stated}, now=NOW) == seconds


def test_questions_to_one_service_are_kept_apart_and_others_are_not():
    now, slept = [100.0], []

    def sleep(seconds):
        slept.append(round(seconds, 3))
        now[0] += seconds

    pace = Pace(lambda: now[0], sleep)
    for _ in range(4):
        pace.wait("pubmed", 2)
    pace.wait("crossref", 1)
    now[0] += 60
    pace.wait("pubmed", 2)
    assert slept == [0.5, 0.5, 0.5]
    assert now[0] == pytest.approx(161.5)


@pytest.mark.parametrize(("service", "most"), [(PUBMED, 3), (PUBMED_WITH_KEY, 10), (OPENALEX, 100)])
def test_no_service_is_asked_more_often_than_it_allows(service, most):
    assert service.per_second <= most


@pytest.mark.parametrize("contact", ["", "  ", "mailto:"])
def test_no_contact_says_how_to_give_one(contact):
    with pytest.raises(ContactMissingError, match=r"PPRNET_CONTACT.*--contact"):
        Door(contact)


@pytest.mark.parametrize("contact", ["me", "me@here", "a b@c.org", "<a@b.org>", "a@b.org\nX: y"])
def test_a_contact_that_is_none_is_refused(contact):
    with pytest.raises(ContactMissingError, match="expected an e-mail address"):
        checked_contact(contact)


def test_a_contact_is_taken_as_it_is():
    assert checked_contact(" mailto:desk@example.org ") == "desk@example.org"


def test_an_address_is_shown_without_keys_and_persons():
    url = httpx.URL("https://u:p@example.org/x?api_key=SECRET&mailto=me@x.org&email=y&query=grief")
    assert shown(url) == "https://example.org/x?query=grief"


def test_a_refusal_that_echoes_our_key_does_not_tell_it():
    for ask in ("get", "post"):
        refusal = httpx.Response(400, json={"error": "bad", "api-key": "SECRET", "of": "me@x.org"})
        fields = {"api_key": "SECRET", "email": "me@x.org"}
        with door([refusal]) as opened, pytest.raises(SourceRefusedError) as raised:
            getattr(opened, ask)(SERVICE, "/x", fields, read_json("Example"))
        assert "(hidden)" in str(raised.value)
        assert "SECRET" not in str(raised.value)
        assert "me@x.org" not in str(raised.value)


def door(answers, **kwargs):
    """Open a door behind which the answers come in turn."""
    given = iter(answers)

    def answer(request):
        found = next(given)
        if isinstance(found, Exception):
            raise found
        return found

    transport = httpx.MockTransport(answer)
    return Door("test@example.org", transport=transport, patience=HURRIED, **kwargs)


@pytest.mark.parametrize(
    "fault",
    [
        httpx.ConnectError("refused"),
        httpx.ConnectTimeout("slow"),
        httpx.ReadTimeout("slow"),
        httpx.ReadError("cut"),
        httpx.RemoteProtocolError("cut"),
        httpx.DecodingError("not gzip"),
        *(httpx.Response(status) for status in (408, 425, 429, 500, 502, 503, 504)),
    ],
)
def test_what_passes_is_asked_again(fault):
    with door([fault, fault, httpx.Response(200, json={"a": 1})]) as opened:
        assert opened.get(SERVICE, "/x", {}, read_json("Example")) == {"a": 1}


@pytest.mark.parametrize("kind", [httpx.ReadError, httpx.ConnectTimeout, httpx.PoolTimeout])
def test_what_does_not_pass_is_given_up_after_the_last_attempt(kind):
    with (
        door([kind("no")] * 3 + [AssertionError("a fourth")]) as opened,
        pytest.raises(SourceDownError, match=r"Example \(https://example.org/api/x\): asked 3 "),
    ):
        opened.get(SERVICE, "/x", {}, read_json("Example"))


def test_a_question_that_must_not_be_repeated_is_not():
    with door([httpx.ReadError("cut")]) as opened, pytest.raises(SourceDownError):
        opened.get(SERVICE, "/x", {}, read_json("Example"), once=True)


def test_every_foreign_error_is_one_of_ours():
    """A library that grows an error we do not map fails here."""
    kinds = [kind for kind in vars(httpx).values() if isinstance(kind, type)]
    raised = [
        kind
        for kind in kinds
        if issubclass(kind, httpx.HTTPError | httpx.InvalidURL)
        and kind is not httpx.HTTPStatusError
    ]
    assert len(raised) > 10
    for kind in raised:
        with (
            door([kind("no")] * 3) as opened,
            pytest.raises((SourceDownError, SourceConfusedError)) as ours,
        ):
            opened.get(SERVICE, "/x", {}, read_json("Example"))
        assert "Example" in str(ours.value)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[1]", b'{"a":', b"\xff\xfe"])
def test_json_that_is_none_is_confused(body):
    with pytest.raises(SourceConfusedError, match="Example: expected "):
        read_json("Example")(body)


def test_only_the_door_opens_sockets():
    """Sockets by way of the standard library, which the import contract cannot tell apart."""
    folder = Path(pprnet.__file__).parent
    openers = {"urllib.request", "http.client", "socket", "ssl", "httpx", "requests", "ftplib"}
    found = set()
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or "", *(f"{node.module}.{a.name}" for a in node.names)]
            found |= {str(file.relative_to(folder)) for name in names if name in openers}
    assert found == {"sources/http.py"}
