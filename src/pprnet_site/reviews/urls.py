"""The address of a guest who reads a draft."""

from __future__ import annotations

from django.urls import URLPattern, path

from pprnet_site.reviews.views import guest_page

app_name = "reviews"
urlpatterns: list[URLPattern] = [path("<str:token>/", guest_page.guest_view, name="guest")]
