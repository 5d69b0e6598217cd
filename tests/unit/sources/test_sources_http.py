"""How the HTTP client waits, identifies itself and hides keys."""

from __future__ import annotations

import ast
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

import pprnet
from fakes.small_page_sources import FAST_RETRIES
from pprnet.errors import (
    ContactMissingError,
    SourceDownError,
    SourceRefusedError,
    SourceResponseError,
)
from pprnet.sources.clients.json_responses import json_object_reader
from pprnet.sources.contact import checked_contact
from pprnet.sources.http import HttpClient
from pprnet.sources.request_messages import redacted_url
from pprnet.sources.request_timing import RateLimiter, retry_after
from pprnet.sources.services import OPENALEX, PUBMED, PUBMED_WITH_KEY, Service

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


def test_requests_to_one_service_are_spaced_and_others_are_not():
    now, slept = [100.0], []

    def sleep(seconds):
        slept.append(round(seconds, 3))
        now[0] += seconds

    limiter = RateLimiter(lambda: now[0], sleep)
    for _ in range(4):
        limiter.wait("pubmed", 2)
    limiter.wait("crossref", 1)
    now[0] += 60
    limiter.wait("pubmed", 2)
    assert slept == [0.5, 0.5, 0.5]
    assert now[0] == pytest.approx(161.5)


@pytest.mark.parametrize(("service", "most"), [(PUBMED, 3), (PUBMED_WITH_KEY, 10), (OPENALEX, 100)])
def test_no_service_is_asked_more_often_than_it_allows(service, most):
    assert service.per_second <= most


@pytest.mark.parametrize("contact", ["", "  ", "mailto:"])
def test_no_contact_says_how_to_give_one(contact):
    with pytest.raises(ContactMissingError, match=r"PPRNET_CONTACT.*--contact"):
        HttpClient(contact)


@pytest.mark.parametrize("contact", ["me", "me@here", "a b@c.org", "<a@b.org>", "a@b.org\nX: y"])
def test_a_contact_that_is_none_is_refused(contact):
    with pytest.raises(ContactMissingError, match="expected an e-mail address"):
        checked_contact(contact)


def test_a_contact_is_taken_as_it_is():
    assert checked_contact(" mailto:desk@example.org ") == "desk@example.org"


def test_an_address_is_shown_without_keys_and_persons():
    url = "https://u:p@example.org/x?api_key=SECRET&mailto=me@x.org&email=y&query=grief"
    assert redacted_url(url) == "https://example.org/x?query=grief"


def test_a_refusal_that_echoes_our_key_does_not_reveal_it():
    for ask in ("get", "post"):
        refusal = httpx.Response(400, json={"error": "bad", "api-key": "SECRET", "of": "me@x.org"})
        fields = {"api_key": "SECRET", "email": "me@x.org"}
        with open_client([refusal]) as opened, pytest.raises(SourceRefusedError) as raised:
            getattr(opened, ask)(SERVICE, "/x", fields, json_object_reader("Example"))
        assert "(hidden)" in str(raised.value)
        assert "SECRET" not in str(raised.value)
        assert "me@x.org" not in str(raised.value)


def open_client(answers, **kwargs):
    """Open a client that gets the answers in turn."""
    given = iter(answers)

    def answer(request):
        found = next(given)
        if isinstance(found, Exception):
            raise found
        return found

    transport = httpx.MockTransport(answer)
    return HttpClient("test@example.org", transport=transport, retry_policy=FAST_RETRIES, **kwargs)


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
def test_transient_faults_are_retried(fault):
    with open_client([fault, fault, httpx.Response(200, json={"a": 1})]) as opened:
        assert opened.get(SERVICE, "/x", {}, json_object_reader("Example")) == {"a": 1}


@pytest.mark.parametrize("kind", [httpx.ReadError, httpx.ConnectTimeout, httpx.PoolTimeout])
def test_lasting_faults_are_given_up_after_the_last_attempt(kind):
    with (
        open_client([kind("no")] * 3 + [AssertionError("a fourth")]) as opened,
        pytest.raises(SourceDownError, match=r"Example \(https://example.org/api/x\): asked 3 "),
    ):
        opened.get(SERVICE, "/x", {}, json_object_reader("Example"))


def test_a_request_that_must_not_be_repeated_is_not():
    with open_client([httpx.ReadError("cut")]) as opened, pytest.raises(SourceDownError):
        opened.get(SERVICE, "/x", {}, json_object_reader("Example"), no_retry=True)


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
            open_client([kind("no")] * 3) as opened,
            pytest.raises((SourceDownError, SourceResponseError)) as ours,
        ):
            opened.get(SERVICE, "/x", {}, json_object_reader("Example"))
        assert "Example" in str(ours.value)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[1]", b'{"a":', b"\xff\xfe"])
def test_invalid_json_is_a_response_error(body):
    with pytest.raises(SourceResponseError, match="Example: expected "):
        json_object_reader("Example")(body)


def test_only_the_http_module_opens_sockets():
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
