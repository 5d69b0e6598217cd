"""Addresses of the public digest that are no Wagtail page."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
