"""Addresses below `/admin/` that replace Wagtail's own."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.cache import never_cache

from pprnet_site.accounts.views.log_in import LogIn
from pprnet_site.accounts.views.password_reset import RequestPasswordReset

urlpatterns = [
    path("login/", never_cache(LogIn.as_view()), name="log-in"),
    path("password_reset/", never_cache(RequestPasswordReset.as_view()), name="password-reset"),
]
