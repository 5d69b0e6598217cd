"""What a person still has to do after the password before they count as logged in."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django_otp.plugins.otp_totp.models import TOTPDevice

from pprnet_site.digest.permissions import EDITORS

ENTER_CODE = "accounts:second-step"
SET_UP = "accounts:two-factor"


class SecondStepMiddleware:
    """Treat a person who has given the password only as a visitor, at every address.

    The pages of the second step find the person by `half_signed_in`. Nothing else does, so no
    other address of the site or of Wagtail can be a way round.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response of the view."""
        found = request.user
        request.user = cast("User", SimpleLazyObject(lambda: signed_in_user(request, found)))
        return self.get_response(request)


def signed_in_user(request: HttpRequest, user: User | AnonymousUser) -> User | AnonymousUser:
    """Return the person of a session, and nobody while a step of logging in is pending."""
    if isinstance(user, AnonymousUser) or not user.is_authenticated:
        return user
    if is_verified(user) or pending_step(user) is None:
        return user
    request.half_signed_in = user  # type: ignore[attr-defined]  # read by `half_signed_in`
    return AnonymousUser()


def half_signed_in(request: HttpRequest) -> User | None:
    """Return who has given the password but not done the second step, `None` if nobody has."""
    if request.user.is_authenticated:
        return None
    user: User | None = getattr(request, "half_signed_in", None)
    return user


def is_verified(user: User) -> bool:
    """Return whether this session has done the second step."""
    return getattr(user, "otp_device", None) is not None


def pending_step(user: User) -> str | None:
    """Return the name of the page where the person does the next step, `None` if none is left."""
    if has_second_step(user):
        return ENTER_CODE
    return SET_UP if must_have_second_step(user) else None


def has_second_step(user: User) -> bool:
    """Return whether this account logs in with two steps."""
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def must_have_second_step(user: User) -> bool:
    """Return whether the settings ask this account for two steps: those who publish."""
    if not settings.REQUIRE_TWO_FACTOR:
        return False
    return user.is_superuser or user.groups.filter(name=EDITORS).exists()


def step_address(step: str, following: str) -> str:
    """Return the address of a step, which leads on to another address."""
    return f"{reverse(step)}?{urlencode({'next': following})}"
