"""Parts of every page of an account."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, ngettext

from pprnet_site.accounts.forms import CodeForm
from pprnet_site.accounts.two_factor.devices import CodeCheck
from pprnet_site.accounts.two_factor.pending_step import half_signed_in

P = ParamSpec("P")


class AccountRequest(HttpRequest):
    """A request of a person with an account."""

    person: User
    """Who it is; the password may be all that they have given yet."""


def account_view(
    view: Callable[Concatenate[AccountRequest, P], HttpResponse], *, allow_half: bool = False
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Return a view for people with an account; `allow_half`: the password alone is enough."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        person = request.user if isinstance(request.user, User) else None
        if person is None and allow_half:
            person = half_signed_in(request)
        if person is None:
            return redirect_to_login(request.get_full_path())
        request.person = person  # type: ignore[attr-defined]  # what `AccountRequest` declares
        response = view(request, *args, **kwargs)  # type: ignore[arg-type]  # as above
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


def render_account_page(
    request: AccountRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Return a page of an account."""
    base = {"person": request.person, "next": requested_next(request), "noindex": True}
    return render(request, f"accounts/{template}", base | context, status=status)


def requested_next(request: HttpRequest) -> str:
    """Return the address of this site to go on to, the desk if none is asked for."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if safe else reverse("desk:inbox")


def add_code_error(form: CodeForm, check: CodeCheck) -> None:
    """Add the reason why a code was not taken."""
    if check.wait:
        form.add_error(
            "code",
            ngettext(
                "There were too many wrong codes. Wait %(n)s second, then enter a new code.",
                "There were too many wrong codes. Wait %(n)s seconds, then enter a new code.",
                check.wait,
            )
            % {"n": check.wait},
        )
    else:
        form.add_error(
            "code",
            gettext(
                "This code is wrong, or it was used before. Wait for the next one in your app. If "
                "none is taken, check the clock of your phone."
            ),
        )
