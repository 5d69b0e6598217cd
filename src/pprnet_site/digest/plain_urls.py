"""Public addresses without a language: feeds, the site map, old addresses, downloads."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
