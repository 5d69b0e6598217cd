"""Wrong passwords are counted by name and address, by address and by name; known browsers alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axes.models import AccessFailureLog
from django.test import Client
from django.urls import reverse
from draft_factories import make_editor

from pprnet_site.accounts.known_browsers import COOKIE
from pprnet_site.accounts.log_in_limits import ADDRESS, KNOWN_BROWSER, NAME, NAME_AND_ADDRESS
from pprnet_site.cli.users import reset_password

pytestmark = pytest.mark.django_db
STRANGER, EDITOR = "198.51.100.66", "203.0.113.77"
PASSWORD = "example-only"


@pytest.fixture(autouse=True)
def editor(settings):
    settings.AXES_ENABLED = True
    return make_editor()


def log_in(client, address=STRANGER, name="editor", password="wrong", **headers):
    form = {"username": name, "password": password}
    place = reverse("wagtailadmin_login")
    return client.post(place, form, REMOTE_ADDR=address, **headers).status_code


def fail(times, address=STRANGER, **given):
    """Record wrong passwords as the log-in page does, without the time that hashes take."""
    for _ in range(times):
        assert log_in(Client(), address, **given) == 200


def let_pass(time):
    for row in AccessFailureLog.objects.all():
        earlier = row.attempt_time - time
        AccessFailureLog.objects.filter(pk=row.pk).update(attempt_time=earlier)


def test_five_wrong_passwords_for_one_name_from_one_address(client):
    fail(5)
    assert log_in(client, password=PASSWORD) == 429
    assert log_in(client, address=EDITOR, password=PASSWORD) == 302


def test_refused_attempts_do_not_prolong_the_pause(client):
    fail(5)
    let_pass(NAME_AND_ADDRESS.within - timedelta(minutes=1))
    assert log_in(client) == 429
    let_pass(timedelta(minutes=2))
    assert log_in(client, password=PASSWORD) == 302


def test_the_right_password_ends_the_count(client):
    fail(4)
    assert log_in(client, password=PASSWORD) == 302
    fail(4)
    assert log_in(Client(), password=PASSWORD) == 302


def test_one_address_cannot_try_many_names(client):
    for number in range(ADDRESS.failures):
        fail(1, name=f"example{number}")
    assert log_in(client, name="someone") == 429
    assert log_in(client, password=PASSWORD) == 429
    let_pass(ADDRESS.within)
    assert log_in(client, password=PASSWORD) == 302


def test_many_addresses_cannot_try_one_name(client):
    for number in range(NAME.failures):
        fail(1, address=f"198.51.100.{number}")
    assert log_in(client, address="192.0.2.9") == 429
    assert log_in(client, address="192.0.2.9", name="someone") == 200


def test_a_known_browser_is_let_in_whatever_strangers_do(client):
    assert log_in(client, EDITOR, password=PASSWORD) == 302
    for number in range(NAME.failures):
        fail(1, address=f"198.51.100.{number}")
    fail(5, address=EDITOR, name="other")
    fail_more = [log_in(Client(), EDITOR) for _ in range(6)]
    assert set(fail_more) == {429}
    assert log_in(client, EDITOR, password=PASSWORD) == 302


def test_a_known_browser_has_a_limit_of_its_own(client):
    assert log_in(client, password=PASSWORD) == 302
    let_pass(timedelta(seconds=1))
    assert [log_in(client) for _ in range(6)] == [200] * 5 + [429]
    assert log_in(client, password=PASSWORD) == 429
    assert log_in(Client(), password=PASSWORD) == 302


def test_a_browser_is_known_for_its_own_account_only(client):
    make_editor("other")
    assert log_in(client, name="other", password=PASSWORD) == 302
    fail(5)
    assert log_in(client, password=PASSWORD) == 429


def test_one_browser_is_known_for_several_accounts(client):
    make_editor("other")
    for name in ("other", "editor"):
        assert log_in(client, name=name, password=PASSWORD) == 302
    for name in ("other", "editor"):
        fail(5, name=name)
        assert log_in(client, name=name, password=PASSWORD) == 302


def test_the_cookie_cannot_be_read_by_scripts_or_made(client):
    assert log_in(client, password=PASSWORD) == 302
    cookie = client.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["path"] == reverse("wagtailadmin_login")
    assert cookie["samesite"] == "Lax"
    assert "editor" not in cookie.value
    fail(5)
    forged = Client()
    forged.cookies[COOKIE] = cookie.value[:-3] + "abc"
    assert log_in(forged, password=PASSWORD) == 429


def test_no_cookie_after_a_wrong_password(client):
    log_in(client)
    assert COOKIE not in client.cookies


def test_a_browser_cannot_call_itself_known(client):
    named = {"HTTP_USER_AGENT": f"{KNOWN_BROWSER}example"}
    assert [log_in(client, **named) for _ in range(6)] == [200] * 5 + [429]


def test_a_new_password_ends_the_pause(client):
    fail(5)
    assert log_in(client, password=reset_password(name="editor")) == 302


def test_the_page_says_what_to_do(client):
    fail(5)
    form = {"username": "editor", "password": PASSWORD}
    answer = client.post(reverse("wagtailadmin_login"), form, REMOTE_ADDR=STRANGER)
    assert "wait a quarter of an hour" in answer.content.decode()
    assert AccessFailureLog.objects.filter(locked_out=True).count() == 1
