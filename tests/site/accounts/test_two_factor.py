"""Logging in with two steps: set-up, codes, recovery codes, and no way round at any address."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import get_resolver, reverse
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from draft_factories import make_editor, make_user, make_writer
from lxml import html as lxml_html

import pages
from pprnet.errors import SiteError
from pprnet_site.accounts.two_factor import devices
from pprnet_site.cli.users import remove_two_factor, reset_password
from pprnet_site.digest.permissions import EDITORS, WRITERS

pytestmark = pytest.mark.django_db
PASSWORD = "example-only"


def right_code(user, ahead=0):
    """The code that the app shows now, or some steps of half a minute ahead."""
    device = TOTPDevice.objects.get(user=user)
    return f"{TOTP(device.bin_key, drift=ahead).token():06}"


def turn_on(user):
    """Turn two-factor log-in on, and return the recovery codes."""
    devices.start_set_up(user)
    assert devices.confirm_set_up(user, right_code(user)).device
    let_next_code_come(user)
    return devices.make_recovery_codes(user)


def let_next_code_come(user):
    """As if time had passed: a code counts once, and wrong ones are followed by a pause."""
    earlier = timezone.now() - timedelta(days=1)
    TOTPDevice.objects.filter(user=user).update(last_t=-1)
    for model in (TOTPDevice, StaticDevice):
        model.objects.filter(user=user).update(throttling_failure_timestamp=earlier)


def log_in(client, name="editor", following=""):
    form = {"username": name, "password": PASSWORD, "next": following}
    return client.post(reverse("wagtailadmin_login"), form)


def send_code(client, code, following=""):
    return client.post(reverse("accounts:second-step"), {"code": code, "next": following})


def is_in(client):
    return client.get("/desk/").status_code == 200 and client.get("/admin/").status_code == 200


def send(client, **form):
    return client.post(reverse("accounts:two-factor"), form)


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def codes(editor):
    return turn_on(editor)


def test_set_up_shows_a_key_and_wants_a_code_of_it(client, editor):
    client.force_login(editor)
    assert send(client, action="start").status_code == 302
    page = client.get(reverse("accounts:two-factor")).content.decode()
    device = TOTPDevice.objects.get()
    assert devices.key_text(device) in page
    tree = lxml_html.fromstring(page)
    (picture,) = tree.xpath("//div[@role='img']/svg")
    assert len(picture.xpath(".//path")) == 2
    assert not tree.xpath("//@style")
    assert send(client, action="confirm", code="abc").status_code == 422
    assert not TOTPDevice.objects.get().confirmed
    let_next_code_come(editor)
    answer = send(client, action="confirm", code=right_code(editor))
    assert TOTPDevice.objects.get().confirmed
    shown = re.findall(r"<code>(\w{4}-\w{4})</code>", answer.content.decode())
    assert len(set(shown)) == devices.RECOVERY_CODES
    assert is_in(client)
    assert shown[0] not in client.get(reverse("accounts:two-factor")).content.decode()


def test_the_key_reaches_the_app_as_its_address(client, editor):
    device = devices.start_set_up(editor)
    assert device.config_url.startswith("otpauth://totp/pprnet%3Aeditor?secret=")
    assert devices.key_text(device).replace(" ", "") in device.config_url


@pytest.mark.usefixtures("codes")
def test_a_password_alone_lets_nobody_in(client, editor):
    answer = log_in(client)
    assert answer.headers["Location"].startswith(reverse("accounts:second-step"))
    assert not is_in(client)
    assert send_code(client, "000000").status_code == 422
    assert not is_in(client)
    let_next_code_come(editor)
    key = client.session.session_key
    answer = send_code(client, right_code(editor), "/desk/works/")
    assert answer.headers["Location"] == "/desk/works/"
    assert is_in(client)
    assert client.session.session_key != key


def wagtail_addresses():
    """Each address below /admin/ that needs no number."""
    for found in get_resolver().url_patterns:
        if str(found.pattern) == "admin/":
            yield from (f"/admin/{path}" for path in plain_paths(found))


def plain_paths(found):
    for each in found.url_patterns:
        route = str(each.pattern)
        if "<" in route or "(" in route or "^" in route:
            continue
        if hasattr(each, "url_patterns"):
            yield from (route + path for path in plain_paths(each))
        else:
            yield route


OPEN_TO_ALL = {"/admin/login/", "/admin/logout/", "/admin/jsi18n/", "/admin/sprite/"}
NO_PAGE = {"/admin/failwhale/"}


@pytest.mark.usefixtures("codes")
def test_no_address_is_a_way_round_the_second_step(client):
    log_in(client)
    addresses = [path for path in wagtail_addresses() if "password_reset" not in path]
    assert len(addresses) > 60
    addresses += [*(each.address() for each in pages.DESK[:4]), reverse("accounts:account")]
    addresses += [reverse("accounts:two-factor")]
    allowed = ("/admin/login/", "/account/second-step/")
    through = {}
    for method in ("get", "post"):
        for address in set(addresses) - OPEN_TO_ALL - NO_PAGE:
            answer = getattr(client, method)(address)
            place = answer.headers.get("Location", "")
            if answer.status_code not in (302, 404) or not place.startswith(allowed):
                through[method, address] = (answer.status_code, place)
    assert through == {}


@pytest.mark.usefixtures("codes")
def test_the_log_in_page_leads_to_the_second_step(client):
    log_in(client, following="/desk/drafts/")
    answer = client.get("/desk/works/", follow=True)
    assert answer.redirect_chain[-1][0] == "/account/second-step/?next=%2Fdesk%2Fworks%2F"
    assert answer.context["person"].get_username() == "editor"


def test_a_code_counts_once(client, editor, codes):
    log_in(client)
    code = right_code(editor)
    send_code(client, code)
    other = client.__class__()
    log_in(other)
    assert send_code(other, code).status_code == 422
    assert not is_in(other)


def test_a_recovery_code_counts_once(client, editor, codes):
    log_in(client)
    assert send_code(client, f" {codes[3].upper()} ").status_code == 302
    assert is_in(client)
    assert devices.recovery_codes_left(editor) == devices.RECOVERY_CODES - 1
    other = client.__class__()
    log_in(other)
    assert send_code(other, codes[3]).status_code == 422
    assert not is_in(other)


@pytest.mark.usefixtures("codes")
def test_wrong_codes_are_followed_by_growing_pauses(client, editor):
    log_in(client)
    for _ in range(3):
        send_code(client, "000000")
    assert "Wait" in send_code(client, right_code(editor)).content.decode()
    assert not is_in(client)
    assert TOTPDevice.objects.get().throttling_failure_count >= 1


@pytest.mark.usefixtures("codes")
def test_a_new_password_ends_the_pauses(client, editor):
    log_in(client)
    for wrong in ("000000", "0000-0000") * 2:
        send_code(client, wrong)
    assert devices.check_code(editor, "1111-1111").wait > 0
    form = {"username": "editor", "password": reset_password(name="editor")}
    client.post(reverse("wagtailadmin_login"), form)
    assert send_code(client, right_code(editor)).status_code == 302
    assert is_in(client)


def test_a_code_of_somebody_else_lets_nobody_in(client, codes):
    turn_on(make_editor("other"))
    log_in(client, "other")
    assert send_code(client, codes[0]).status_code == 422
    assert not is_in(client)


def test_other_sessions_need_a_code_once_it_is_on(client, editor):
    client.force_login(editor)
    assert is_in(client)
    turn_on(editor)
    assert not is_in(client)


@pytest.mark.parametrize("action", ["off", "codes"])
def test_changes_want_a_code(client, editor, codes, action):
    log_in(client)
    send_code(client, codes[0])
    assert send(client, action=action, code="").status_code == 422
    assert send(client, action=action, code="000000").status_code == 422
    assert TOTPDevice.objects.exists()
    assert devices.recovery_codes_left(editor) == devices.RECOVERY_CODES - 1
    let_next_code_come(editor)
    send(client, action=action, code=right_code(editor))
    assert TOTPDevice.objects.exists() is (action == "codes")
    assert StaticDevice.objects.exists() is (action == "codes")
    assert is_in(client)
    assert devices.check_code(editor, codes[1]).device is None


def test_editors_must_set_it_up_where_the_site_asks(client, settings, editor):
    settings.REQUIRE_TWO_FACTOR = True
    answer = log_in(client, following="/desk/")
    assert answer.headers["Location"].startswith(reverse("accounts:two-factor"))
    assert not is_in(client)
    send(client, action="start", next="/desk/")
    answer = send(client, action="confirm", code=right_code(editor), next="/desk/")
    assert 'href="/desk/"' in answer.content.decode()
    assert is_in(client)


def test_writers_need_not(client, settings):
    settings.REQUIRE_TWO_FACTOR = True
    make_writer()
    log_in(client, "writer")
    assert is_in(client)
    assert get_user_model().objects.get().groups.get().name == WRITERS


def test_an_account_without_it_logs_in_as_before(client):
    make_user(EDITORS, "plain")
    assert log_in(client, "plain", "/desk/").headers["Location"] == "/desk/"
    assert is_in(client)


def test_an_address_elsewhere_is_not_followed(client, codes):
    log_in(client, following="https://example.org/")
    assert send_code(client, codes[0], "https://example.org/").headers["Location"] == "/desk/"


def test_whoever_runs_the_site_removes_a_lost_device(client, editor, codes):
    assert remove_two_factor(name="editor")
    assert not remove_two_factor(name="editor")
    log_in(client)
    assert is_in(client)
    with pytest.raises(SiteError, match="no account named nobody"):
        remove_two_factor(name="nobody")
