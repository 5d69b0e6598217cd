"""Who may sit at the desk, and what every page of it has in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from pprnet_site.digest.permissions import user_can_use_desk

View = Callable[..., HttpResponse]


def user_can_plan_screening(user: User | AnonymousUser) -> bool:
    """Tell whether this user may choose how many people judge each work."""
    return bool(user.is_active and user.has_perm("desk.add_screeningplan"))


def desk_view(view: View) -> View:
    """Keep a view to the desk's people: strangers log in, others are told why not."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = check_access(view, request, *args, **kwargs)
        # Abstracts are shown here: no shared cache and no index may keep a page of the desk.
        patch_cache_control(response, private=True, no_cache=True)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


def check_access(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Let the right people through to a view."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not user_can_use_desk(request.user):
        return render(request, "desk/forbidden.html", status=403)
    try:
        return view(request, *args, **kwargs)
    except PermissionDenied as denied:
        return render(request, "desk/forbidden.html", {"denied": str(denied)}, status=403)
