"""Permissions of the desk, and the decorator of its views."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.contrib.auth.models import AnonymousUser, User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from pprnet_site.digest.permissions import user_can_use_desk

P = ParamSpec("P")
Response = TypeVar("Response", bound=HttpResponseBase)


class DeskRequest(HttpRequest):
    """A request to a view of the desk, whose user is logged in."""

    user: User


def user_can_plan_screening(user: User | AnonymousUser) -> bool:
    """Return whether this user may set how many people screen each work."""
    return bool(user.is_active and user.has_perm("desk.add_screeningplan"))


def desk_view(
    view: Callable[Concatenate[DeskRequest, P], Response],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Return a view that only users of the desk may see: others log in or are refused."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = _checked_response(view, request, *args, **kwargs)
        # Abstracts are shown here: no shared cache and no index may keep a page of the desk.
        patch_cache_control(response, private=True, no_cache=True)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


def _checked_response(
    view: Callable[Concatenate[DeskRequest, P], Response],
    request: HttpRequest,
    *args: P.args,
    **kwargs: P.kwargs,
) -> HttpResponseBase:
    """Return the response of a view to a user of the desk, and to others a login or a refusal."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not user_can_use_desk(request.user):
        return render(request, "desk/forbidden.html", status=403)
    try:
        return view(cast("DeskRequest", request), *args, **kwargs)
    except PermissionDenied as denied:
        return render(request, "desk/forbidden.html", {"denied": str(denied)}, status=403)
