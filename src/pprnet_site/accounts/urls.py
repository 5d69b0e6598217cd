"""Addresses of a person's own account, below `/account/`."""

from __future__ import annotations

from django.urls import path

from pprnet_site.accounts.views.overview import account, data
from pprnet_site.accounts.views.second_step import second_step
from pprnet_site.accounts.views.two_factor import two_factor

app_name = "accounts"
urlpatterns = [
    path("", account, name="account"),
    path("data/", data, name="data"),
    path("two-factor/", two_factor, name="two-factor"),
    path("second-step/", second_step, name="second-step"),
]
