"""A wrong variable of the environment is one line that says where, what and what to do."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from processes import HANG_LIMIT, environment

from pprnet_site.settings import environment as environment_settings
from pprnet_site.settings import time_zone

PRODUCTION = "pprnet_site.settings.production"
WRONG = [
    ("PPRNET_DATABASE_URL", "mysql://example/db", "scheme 'mysql'", "postgresql://user"),
    ("PPRNET_DATABASE_URL", "example", "scheme ''", "leave it out"),
    ("PPRNET_DATABASE_URL", "postgresql://a:hidden@host:port/name", "port", "percent-encoded"),
    ("PPRNET_DATABASE_URL", "postgresql://a:hidden@host", "no name", "percent-encoded"),
    ("PPRNET_DATABASE_URL", "postgresql://a:hidden@[host/name", "wrong host", "percent-encoded"),
    ("PPRNET_TIME_ZONE", "Europe/Nowhere", "'Europe/Nowhere'", "Europe/Paris"),
    ("PPRNET_TIME_ZONE", "../etc/passwd", "name of a time zone", "leave it out"),
    ("PPRNET_SECRET_KEY", "short", "at least 32", "longer"),
    ("PPRNET_CONTACT", "nobody", "e-mail address", "leave it out"),
    ("PPRNET_NCBI_KEY", "two words", "key", "copy the key again"),
    ("PPRNET_OPENALEX_KEY", "schlüssel", "key", "copy the key again"),
    ("PPRNET_HOSTS", "https://digest.example.org", "names of hosts", "leave out https://"),
    ("PPRNET_HOSTS", "digest.example.org:8000", "names of hosts", "ports"),
    ("PPRNET_TRUSTED_PROXIES", "10.0.0.1/8", "addresses or networks", "this machine only"),
    ("PPRNET_TRUSTED_PROXIES", "proxy.example.org", "10.0.0.0/8", "correct it"),
    ("PPRNET_MAIL_HOST", "smtp://mail.example.org", "name of a mail server", "leave out smtp://"),
    ("PPRNET_MAIL_PORT", "65536", "a port from 1 to 65535", "587"),
    ("PPRNET_MAIL_USER", "two\nlines", "one line of text", "copy it again"),
    ("PPRNET_MAIL_PASSWORD", "hidden\nlines", "one line of text", "copy it again"),
    ("PPRNET_MAIL_PASSWORD_FILE", "/dev/null/secret", "file with a password", "right to read it"),
    ("PPRNET_MAIL_TLS", "perhaps", "starttls, tls, no", "leave it out"),
    ("PPRNET_MAIL_FROM", "nobody", "e-mail address", "leave it out"),
    ("PPRNET_REQUIRE_TWO_FACTOR", "perhaps", "yes or no", "correct it"),
    ("PPRNET_SSL_REDIRECT", "perhaps", "yes or no", "correct it"),
    ("PPRNET_KEEP_TASK_DAYS", "-1", "number of days", "14 days"),
    ("PPRNET_KEEP_LOGIN_DAYS", "a month", "number of days", "30 days"),
    ("PPRNET_KEEP_HISTORY_DAYS", "9999999999", "number of days", "leave it out"),
    ("PPRNET_WATCH", "perhaps", "yes or no", "correct it"),
    ("PPRNET_WATCH_HOUR", "24", "an hour from 0 to 23", "leave it out"),
    ("PPRNET_HOME", "/dev/null/site", "a folder", "may write to"),
    ("DJANGO_SETTINGS_MODULE", "no.such.settings", "no.such.settings", "leave it out"),
]


EACH_IN_A_FORK = """
import json, os, sys
import django.urls, pprnet_site.cli.setup
from pprnet.cli import main
sys.argv = ["pprnet", "setup"]
said = []
for name, value in json.load(sys.stdin):
    reading, writing = os.pipe()
    if not os.fork():
        os.environ[name] = value
        os.dup2(writing, 1)
        os.dup2(writing, 2)
        main()
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as output:
        text = output.read()
    said.append((os.waitstatus_to_exitcode(os.wait()[1]), text))
json.dump(said, sys.stdout)
"""
"""`pprnet setup` once for each variable, in forks of one process, as most time goes to imports."""


@pytest.fixture(scope="module")
def answers(tmp_path_factory) -> dict[tuple[str, str], tuple[int, str]]:
    """Exit code and message of `pprnet setup`, by the wrong variable and its value."""
    cases = [(name, value) for name, value, *_expected in WRONG]
    done = subprocess.run(
        [sys.executable, "-c", EACH_IN_A_FORK],
        input=json.dumps(cases),
        env=environment(tmp_path_factory.mktemp("home"), DJANGO_SETTINGS_MODULE=PRODUCTION),
        capture_output=True,
        text=True,
        check=True,
        timeout=HANG_LIMIT,
    )
    return dict(zip(cases, json.loads(done.stdout), strict=True))


@pytest.mark.slow
@pytest.mark.parametrize(("name", "value", "said", "cure"), WRONG)
def test_a_wrong_variable_is_named(answers, name, value, said, cure):
    code, text = answers[name, value]
    message = " ".join(text.split())
    assert code == 1
    assert name in message
    assert said in message
    assert cure in message
    assert "Traceback" not in message
    assert "hidden" not in message


def test_every_variable_is_in_the_table():
    folder = Path(environment_settings.__file__).parent
    words = "".join(file.read_text() for file in folder.glob("*.py"))
    used = {word for word in words.split('"') if word.startswith("PPRNET_") and word.isupper()}
    assert used - {name for name, *_rest in WRONG} == set()


def test_a_missing_driver_is_named(monkeypatch):
    monkeypatch.setenv("PPRNET_DATABASE_URL", "postgresql://user:hidden@host/name")
    monkeypatch.setattr(environment_settings, "find_spec", lambda _name: None)
    with pytest.raises(ImproperlyConfigured, match="pip install") as raised:
        environment_settings.database_settings()
    assert "hidden" not in str(raised.value)


@pytest.mark.parametrize("value", ["1", "true", "Yes", "on", " ON "])
def test_a_switch_is_on(monkeypatch, value):
    monkeypatch.setenv("PPRNET_EXAMPLE", value)
    assert environment_settings.bool_setting("PPRNET_EXAMPLE") is True


@pytest.mark.parametrize("value", ["0", "false", "No", "off"])
def test_a_switch_is_off(monkeypatch, value):
    monkeypatch.setenv("PPRNET_EXAMPLE", value)
    assert environment_settings.bool_setting("PPRNET_EXAMPLE", default=True) is False


@pytest.fixture
def machine(monkeypatch, tmp_path):
    for name in ("PPRNET_TIME_ZONE", "TZ"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(time_zone, "LOCALTIME", tmp_path / "localtime")
    monkeypatch.setattr(time_zone, "TIMEZONE", tmp_path / "timezone")
    return tmp_path


def test_the_setting_comes_first(machine, monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Paris")
    monkeypatch.setenv("PPRNET_TIME_ZONE", "America/Montreal")
    assert time_zone.time_zone() == "America/Montreal"


@pytest.mark.parametrize("value", [":Europe/Paris", "/usr/share/zoneinfo/Europe/Paris"])
def test_the_variable_of_the_system_is_next(machine, monkeypatch, value):
    monkeypatch.setenv("TZ", value)
    assert time_zone.time_zone() == "Europe/Paris"


def test_then_the_link_of_the_machine(machine):
    (machine / "localtime").symlink_to("/usr/share/zoneinfo/Europe/Zurich")
    assert time_zone.time_zone() == "Europe/Zurich"


def test_then_the_file_of_the_machine(machine, monkeypatch):
    monkeypatch.setenv("TZ", "no zone at all")
    (machine / "timezone").write_text("Asia/Tokyo\n")
    assert time_zone.time_zone() == "Asia/Tokyo"


@pytest.mark.parametrize("text", ["", "Nowhere\n", "../../etc/passwd"])
def test_a_machine_without_a_zone_has_utc(machine, text):
    (machine / "timezone").write_text(text)
    assert time_zone.time_zone() == "UTC"


@pytest.mark.parametrize("name", ["localtime", "posixrules", "Factory"])
def test_localtime_is_not_a_place(name):
    assert not time_zone.is_zone(name)


def test_the_time_zone_reaches_the_site(tmp_path):
    code = "from django.conf import settings; print(settings.TIME_ZONE)"
    shown = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(tmp_path, PPRNET_TIME_ZONE="America/Toronto"),
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.strip() == "America/Toronto"
