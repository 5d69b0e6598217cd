"""Addresses below `/admin/` that replace Wagtail's own."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.cache import never_cache

from pprnet_site.accounts.views.log_in import LogIn

urlpatterns = [path("login/", never_cache(LogIn.as_view()), name="log-in")]
