"""Public addresses that are no Wagtail pages."""

from __future__ import annotations

from django.urls import URLPattern, path, register_converter
from django.utils.translation import gettext_lazy as _

from pprnet_site.digest.addresses import NoticeKeyConverter
from pprnet_site.digest.views import citing, corrections, lists, search

register_converter(NoticeKeyConverter, "notice")

urlpatterns: list[URLPattern] = [
    path("topics/", lists.topics, name="topics"),
    path("topics/<slug:key>/", lists.topic, name="topic"),
    path("types/", lists.types, name="types"),
    path("types/<slug:key>/", lists.type_, name="type"),
    path("archive/", lists.archive, name="archive"),
    path("search/", search.search, name="search"),
    path("cite/<int:pk>/", citing.cite, name="cite"),
    path("corrections/", corrections.correction_list, name="corrections"),
    path("corrections/<notice:key>/", corrections.correction_page, name="correction"),
]

MENU = (
    ("topics", _("Topics")),
    ("types", _("Types of research")),
    ("archive", _("Archive")),
)
"""The lists in the main menu: the name of the URL, and the words of the link."""
