"""Browsers that an account has logged in with, by a signed cookie.

Source: the device cookies of OWASP, https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies
"""

from __future__ import annotations

import secrets
from typing import TypedDict

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.crypto import salted_hmac

COOKIE = "pprnet_browser"
SALT = "pprnet_site.accounts.known_browsers"
MAX_AGE = 365 * 24 * 3600
"""Seconds for which a browser is known after its last log-in."""
MAX_NAMES = 5
"""Accounts that one browser is known for."""
NAME_DIGITS = 32
MAX_COOKIE = 1000


class Content(TypedDict):
    """What the cookie holds: no name that can be read."""

    id: str
    names: list[str]


def known_browser(request: HttpRequest, name: str) -> str | None:
    """Return the key of a browser that this account has logged in with, `None` for any other."""
    content = read_cookie(request)
    return content["id"] if content and name_digest(name) in content["names"] else None


def remember_browser(request: HttpRequest, response: HttpResponseBase, name: str) -> None:
    """Set the cookie after the right password; only the log-in page receives it."""
    content = read_cookie(request) or Content(id=secrets.token_urlsafe(16), names=[])
    others = [each for each in content["names"] if each != name_digest(name)]
    content["names"] = [name_digest(name), *others][:MAX_NAMES]
    response.set_cookie(
        COOKIE,
        signing.dumps(content, salt=SALT),
        max_age=MAX_AGE,
        path=reverse("wagtailadmin_login"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def read_cookie(request: HttpRequest) -> Content | None:
    """Return what the cookie holds, `None` without one that this site has signed."""
    text = request.COOKIES.get(COOKIE, "")
    if not text or len(text) > MAX_COOKIE:
        return None
    try:
        content: Content = signing.loads(text, salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        return None
    return content


def name_digest(name: str) -> str:
    """Return a digest of an account's name that only this site can make."""
    return salted_hmac(SALT, name, algorithm="sha256").hexdigest()[:NAME_DIGITS]
