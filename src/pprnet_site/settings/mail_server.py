"""The mail server of the site, from `PPRNET_MAIL_...`."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from pprnet_site.settings.environment import contact_setting, wrong

TLS_CHOICES = ("starttls", "tls", "no")
MAX_PORT = 65_535
_SERVER = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*")


@dataclass(frozen=True)
class MailServer:
    """A server that takes mail by SMTP."""

    host: str
    """Its name; empty where there is none."""
    port: int
    user: str
    password: str
    tls: str
    """One of `TLS_CHOICES`."""
    sender: str
    """The address that mail comes from."""


def mail_server() -> MailServer:
    """Return the mail server, whose `host` is empty where none is set.

    Raises:
        ImproperlyConfigured: A variable is wrong, or there is a server but no sender.
    """
    host = mail_host("PPRNET_MAIL_HOST")
    sender = contact_setting("PPRNET_MAIL_FROM")
    if host and not sender:
        cure = "set it to the address that the site's mail comes from"
        raise wrong("PPRNET_MAIL_FROM", "an e-mail address", "none", cure)
    return MailServer(
        host=host,
        port=mail_port("PPRNET_MAIL_PORT"),
        user=printable_setting("PPRNET_MAIL_USER"),
        password=mail_password(),
        tls=mail_tls("PPRNET_MAIL_TLS"),
        sender=sender,
    )


def mail_host(name: str) -> str:
    """Return the name of the server, empty if there is none.

    Raises:
        ImproperlyConfigured: It has a scheme, a port or other signs.
    """
    given = os.environ.get(name, "").strip()
    if given and not _SERVER.fullmatch(given):
        cure = "leave out smtp:// and the port, or leave it out to send no mail"
        raise wrong(name, "the name of a mail server", repr(given), cure)
    return given


def mail_port(name: str) -> int:
    """Return the port of the server, 587 if none is given.

    Raises:
        ImproperlyConfigured: It is no number of a port.
    """
    given = os.environ.get(name, "").strip() or "587"
    number = int(given) if re.fullmatch(r"[0-9]{1,5}", given) else 0
    if not 1 <= number <= MAX_PORT:
        expected = f"a port from 1 to {MAX_PORT}"
        raise wrong(name, expected, repr(given), "correct it or leave it out (587)")
    return number


def mail_tls(name: str) -> str:
    """Return how the connection is encrypted.

    Raises:
        ImproperlyConfigured: It is none of the choices.
    """
    given = os.environ.get(name, "").strip().lower() or TLS_CHOICES[0]
    if given not in TLS_CHOICES:
        cure = "correct it or leave it out (starttls)"
        raise wrong(name, ", ".join(TLS_CHOICES), repr(given), cure)
    return given


def printable_setting(name: str) -> str:
    """Return a text without control characters, empty if there is none.

    Raises:
        ImproperlyConfigured: It has some. The message does not show it.
    """
    given = os.environ.get(name, "")
    if not given.isprintable():
        raise wrong(name, "one line of text", "control characters in it", "copy it again")
    return given


def mail_password() -> str:
    """Return the password for the server, from its variable or from a file.

    Raises:
        ImproperlyConfigured: The file cannot be read.
    """
    path = os.environ.get("PPRNET_MAIL_PASSWORD_FILE", "").strip()
    if not path:
        return printable_setting("PPRNET_MAIL_PASSWORD")
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        cure = "give this user the right to read it, or leave it out"
        got = f"{path} ({error})"
        raise wrong("PPRNET_MAIL_PASSWORD_FILE", "a file with a password", got, cure) from error
