"""Whose address a request counts for, alone and behind a proxy, also through a real gunicorn."""

from __future__ import annotations

import http.cookiejar
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from ipaddress import ip_network

import pytest
from django.test import RequestFactory
from processes import HANG_LIMIT, command, environment, free_port, wait_for

from pprnet_site.accounts.client_address import client_address, counted_address

LOOPBACK = (ip_network("127.0.0.0/8"), ip_network("::1"))
INNER = (*LOOPBACK, ip_network("10.0.0.0/8"))
STRANGER, EDITOR = "198.51.100.66", "203.0.113.77"
CASES = [
    ("127.0.0.1", STRANGER, LOOPBACK, STRANGER),
    ("127.0.0.1", f"{EDITOR}, {STRANGER}", LOOPBACK, STRANGER),
    ("127.0.0.1", "", LOOPBACK, "127.0.0.1"),
    ("127.0.0.1", "no address", LOOPBACK, "127.0.0.1"),
    ("127.0.0.1", f"{EDITOR}, no address", LOOPBACK, "127.0.0.1"),
    ("", STRANGER, LOOPBACK, STRANGER),
    ("::1", "2001:db8::7", LOOPBACK, "2001:db8::7"),
    ("::ffff:127.0.0.1", STRANGER, LOOPBACK, STRANGER),
    (STRANGER, EDITOR, LOOPBACK, STRANGER),
    ("10.1.2.3", EDITOR, LOOPBACK, "10.1.2.3"),
    ("10.1.2.3", EDITOR, INNER, EDITOR),
    ("127.0.0.1", f"{STRANGER}, {EDITOR}, 10.1.2.3", INNER, EDITOR),
    ("127.0.0.1", f"{EDITOR}, 10.1.2.3", LOOPBACK, "10.1.2.3"),
    ("127.0.0.1", "10.1.2.3", INNER, "10.1.2.3"),
]


@pytest.mark.parametrize(("peer", "forwarded", "trusted", "expected"), CASES)
def test_the_header_is_believed_from_its_end_and_from_proxies_only(
    peer, forwarded, trusted, expected
):
    assert client_address(peer, forwarded, trusted=trusted) == expected


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        (STRANGER, STRANGER),
        ("::ffff:198.51.100.66", STRANGER),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::9", "2001:db8:1:2::"),
        ("", None),
    ],
)
def test_an_ipv6_address_counts_as_its_network(address, counted):
    assert counted_address(RequestFactory().get("/", REMOTE_ADDR=address)) == counted


class Browser:
    """A browser that keeps its cookies, at an address that a proxy reports."""

    def __init__(self, port: int, address: str) -> None:
        self.place = f"http://127.0.0.1:{port}/admin/login/"
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies), NoRedirect
        )
        self.opener.addheaders = [("X-Forwarded-For", f"192.0.2.1, {address}")]

    def log_in(self, name: str, password: str) -> int:
        for cookie in [each for each in self.cookies if each.name == "sessionid"]:
            self.cookies.clear(cookie.domain, cookie.path, cookie.name)
        self.opener.open(self.place, timeout=HANG_LIMIT).read()
        token = next(each.value for each in self.cookies if each.name == "csrftoken")
        form = {"username": name, "password": password, "csrfmiddlewaretoken": token}
        try:
            return self.opener.open(
                self.place, urllib.parse.urlencode(form).encode(), timeout=HANG_LIMIT
            ).status
        except urllib.error.HTTPError as answer:
            return answer.code


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_given):
        return None


@contextmanager
def gunicorn(home, log):
    port = free_port()
    words = ("--bind", f"127.0.0.1:{port}", "--threads", "4", "--access-logfile", "-")
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *words, "pprnet_site.wsgi"],
            env=environment(home),
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(lambda: answers(port))
        yield port
    finally:
        process.terminate()
        process.wait(timeout=HANG_LIMIT)


def answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/robots.txt", timeout=HANG_LIMIT).read()
    except OSError:
        return False
    return True


@pytest.mark.slow
def test_a_stranger_cannot_keep_an_editor_out_behind_a_proxy(home, tmp_path):
    made = command(home, "user", "add", "ed3", "--role", "editor")
    password = made.stdout.split("Password: ")[1].split()[0]
    log = tmp_path / "access.log"
    with gunicorn(home, log) as port:
        known = Browser(port, EDITOR)
        assert known.log_in("ed3", password) == 302
        stranger = Browser(port, STRANGER)
        assert [stranger.log_in("ed3", "wrong") for _ in range(6)] == [200] * 5 + [429]
        assert Browser(port, STRANGER).log_in("ed3", password) == 429
        assert Browser(port, EDITOR).log_in("ed3", password) == 302
        known.opener.addheaders = stranger.opener.addheaders
        assert known.log_in("ed3", password) == 302
    lines = [line for line in log.read_text().splitlines() if "POST /admin/login/" in line]
    assert [line.split()[0] for line in lines] == [EDITOR, *[STRANGER] * 7, EDITOR, STRANGER]
