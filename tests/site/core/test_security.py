"""Who is kept out, and what a page may load."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

pytestmark = pytest.mark.django_db

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "pprnet_site.settings.production",
    "PPRNET_HOSTS": "digest.example.org",
}


def test_the_production_settings_pass_the_deployment_check(tmp_path):
    environment = {**os.environ, **PRODUCTION, "PPRNET_HOME": str(tmp_path)}
    environment.pop("PPRNET_DATABASE_URL", None)
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_secret_key_is_made_for_each_site_and_private(tmp_path):
    environment = {**os.environ, **PRODUCTION, "PPRNET_HOME": str(tmp_path)}
    code = "from django.conf import settings; print(settings.SECRET_KEY)"
    keys = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for _ in range(2)
    }
    assert len(keys) == 1
    assert len(keys.pop().strip()) > 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("address", ["/", "/fr/", "/archive/", "/search/?q=alliance", "/no-such/"])
def test_a_public_page_may_load_nothing_inline_and_nothing_from_elsewhere(client, address):
    policy = client.get(address).headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "http" not in policy


def test_head_has_the_headers_of_get_and_no_body(client):
    get, head = client.get("/archive/"), client.generic("HEAD", "/archive/")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["Content-Length"] == get.headers["Content-Length"] != "0"


def test_sign_in_is_locked_after_five_wrong_passwords(client, settings):
    settings.AXES_ENABLED = True
    get_user_model().objects.create_user("editor", password="right-" * 3)
    address = reverse("wagtailadmin_login")
    for _ in range(5):
        client.post(address, {"username": "editor", "password": "wrong"})
    answer = client.post(address, {"username": "editor", "password": "right-" * 3})
    assert answer.status_code == 429
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["/desk/", "/fr/desk/", "/admin/"])
def test_an_anonymous_visitor_is_sent_to_sign_in(client, address):
    answer = client.get(address)
    assert answer.status_code == 302
    assert reverse("wagtailadmin_login") in answer.headers["Location"]
