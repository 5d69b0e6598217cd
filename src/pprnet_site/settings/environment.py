"""Settings from the environment, all named `PPRNET_...`; a wrong one says what to do."""

from __future__ import annotations

import os
import re
import secrets
from importlib.util import find_spec
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

HOME = Path(os.environ.get("PPRNET_HOME") or "var").resolve()
"""The folder of this site's database, keys and uploads."""

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"0", "false", "no", "off"})
MAX_DAYS = 36_500
MAX_DIGITS = 5
LAST_HOUR = 23
SHORTEST_SECRET = 32
DATABASE_FORM = "postgresql://user:password@host:port/name"
_HOST = re.compile(r"\*|\.?[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*|\[[0-9A-Fa-f:.]+\]")


def wrong(name: str, expected: str, got: str, cure: str) -> ImproperlyConfigured:
    """Return the error of a variable: where, what was expected, what came and what to do."""
    return ImproperlyConfigured(f"{name}: expected {expected}, got {got}; {cure}")


def bool_setting(name: str, *, default: bool = False) -> bool:
    """Return a switch: 1, true, yes or on; 0, false, no or off.

    Raises:
        ImproperlyConfigured: It is neither.
    """
    given = os.environ.get(name, "").strip().lower()
    if given and given not in YES | NO:
        raise wrong(name, "yes or no", repr(given), "correct it or leave it out")
    return given in YES if given else default


def days_setting(name: str, *, default: int) -> int:
    """Return a number of days; 0 means for ever.

    Raises:
        ImproperlyConfigured: It is no whole number from 0 to a hundred years.
    """
    given = os.environ.get(name, "").strip()
    if not given:
        return default
    if not (
        given.isascii() and given.isdigit() and len(given) <= MAX_DIGITS and int(given) <= MAX_DAYS
    ):
        expected = f"a number of days from 0 (for ever) to {MAX_DAYS}"
        raise wrong(name, expected, repr(given), f"correct it or leave it out ({default} days)")
    return int(given)


def hour_setting(name: str, *, default: int) -> int:
    """Return an hour of the day, from 0 to 23.

    Raises:
        ImproperlyConfigured: It is none.
    """
    given = os.environ.get(name, "").strip()
    if not given:
        return default
    if not (
        given.isascii() and given.isdigit() and len(given) <= MAX_DIGITS and int(given) <= LAST_HOUR
    ):
        cure = f"correct it or leave it out ({default})"
        raise wrong(name, f"an hour from 0 to {LAST_HOUR}", repr(given), cure)
    return int(given)


def list_setting(name: str, default: str = "") -> list[str]:
    """Return the parts of a list separated by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def hosts_setting(name: str) -> list[str]:
    """Return the names that the site answers to.

    Raises:
        ImproperlyConfigured: One has a scheme, a port or a path.
    """
    hosts = list_setting(name)
    for host in hosts:
        if not _HOST.fullmatch(host):
            expected = "names of hosts with commas, for example digest.example.org"
            raise wrong(name, expected, repr(host), "leave out https://, ports and paths")
    return hosts


def networks_setting(name: str, default: str) -> list[IPv4Network | IPv6Network]:
    """Return networks of addresses; an address alone is a network of one.

    Raises:
        ImproperlyConfigured: One is neither.
    """
    networks = []
    for word in list_setting(name, default):
        try:
            networks.append(ip_network(word))
        except ValueError as error:
            expected = "addresses or networks with commas, for example 10.0.0.0/8"
            cure = "correct it, or leave it out to trust this machine only"
            raise wrong(name, expected, repr(word), cure) from error
    return networks


def contact_setting(name: str) -> str:
    """Return the contact address for the sources, empty if there is none.

    Raises:
        ImproperlyConfigured: It is no e-mail address.
    """
    given = os.environ.get(name, "").strip()
    if given and not re.fullmatch(r"[^@\s]{1,200}@[^@\s]{1,200}", given):
        cure = "correct it, or leave it out to harvest nothing"
        raise wrong(name, "an e-mail address", repr(given), cure)
    return given


def key_setting(name: str) -> str:
    """Return the key of a service, empty if there is none.

    Raises:
        ImproperlyConfigured: It has signs that no key has. The message does not show it.
    """
    given = os.environ.get(name, "").strip()
    if not (given.isascii() and given.isprintable()) or " " in given:
        cure = "copy the key again, without quotation marks or comments"
        raise wrong(name, "a key of ASCII letters and digits", "other signs in it", cure)
    return given


def make_home() -> None:
    """Make the folder of the site, which only its owner may read.

    Raises:
        ImproperlyConfigured: It cannot be made.
    """
    try:
        HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        got = f"{HOME} ({error.strerror})"
        raise wrong(
            "PPRNET_HOME", "a folder", got, "name a folder that you may write to"
        ) from error


def stored_secret(name: str) -> str:
    """Return a secret from the environment, or from a private file created on first use.

    Raises:
        ImproperlyConfigured: It is too short, or its file cannot be written or read.
    """
    variable = f"PPRNET_{name.upper()}"
    if given := os.environ.get(variable):
        if len(given) < SHORTEST_SECRET:
            expected = f"at least {SHORTEST_SECRET} characters"
            raise wrong(variable, expected, str(len(given)), "use a longer one or leave it out")
        return given
    make_home()
    path = HOME / name
    try:
        write_secret(path)
        secret = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        cure = f"give this user the right to it, or set {variable}"
        raise wrong("PPRNET_HOME", f"a file {path}", str(error), cure) from error
    if not secret.strip():
        raise wrong("PPRNET_HOME", f"a secret in {path}", "an empty file", "remove the file")
    return secret


def write_secret(path: Path) -> None:
    """Write a new secret to a private file, unless the file exists."""
    try:
        private = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(private, "w") as file:
        file.write(secrets.token_urlsafe(64))


def sqlite_settings(path: Path) -> dict[str, object]:
    """Return settings with which a reader never waits for a writer and no write is lost."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;"
            ),
        },
    }


def database_settings() -> dict[str, object]:
    """Return the settings of SQLite in the home folder, or of `PPRNET_DATABASE_URL`.

    The address has the form `postgresql://user:password@host:port/name`; a host that is a folder
    (percent-encoded) is that of a socket.

    Raises:
        ImproperlyConfigured: The address has another form, or its driver is not installed.
    """
    address = os.environ.get("PPRNET_DATABASE_URL", "").strip()
    if not address:
        make_home()
        return sqlite_settings(HOME / "pprnet.sqlite3")
    parts, port = database_parts(address)
    if find_spec("psycopg") is None:
        raise wrong(
            "PPRNET_DATABASE_URL",
            "the driver of PostgreSQL",
            "none installed",
            "install it with: pip install 'pprnet[site,postgres]'; or leave the variable out to "
            "use SQLite",
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": port,
        "CONN_MAX_AGE": 60,
    }


def database_parts(address: str) -> tuple[SplitResult, str]:
    """Return the parts of the address of a database, and its port.

    Raises:
        ImproperlyConfigured: The address has another form. The message shows no password.
    """
    cure = f"write it as {DATABASE_FORM}, with special signs percent-encoded; or leave it out"
    try:
        parts = urlsplit(address)
        port = str(parts.port or "")
    except ValueError as error:
        got = "an address with a wrong host or port"
        raise wrong("PPRNET_DATABASE_URL", DATABASE_FORM, got, cure) from error
    if parts.scheme not in {"postgres", "postgresql"}:
        got = f"the scheme {parts.scheme!r}"
        raise wrong("PPRNET_DATABASE_URL", DATABASE_FORM, got, cure)
    if not parts.path.strip("/"):
        got = "no name of a database"
        raise wrong("PPRNET_DATABASE_URL", DATABASE_FORM, got, cure)
    return parts, port
