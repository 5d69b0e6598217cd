"""Public addresses without a language: feeds, the sitemap, old addresses, downloads."""

from __future__ import annotations

from django.contrib.sitemaps.views import sitemap
from django.urls import URLPattern, path, re_path

from pprnet_site.digest.syndication import feeds
from pprnet_site.digest.syndication.sitemaps import SITEMAPS
from pprnet_site.digest.views import citing, files, search, search_files

ENDING = r"\.(?P<ending>ris|bib|json|txt)$"

urlpatterns: list[URLPattern] = [
    path("feed.xml", feeds.digest_feed, name="feed"),
    path("topics/<slug:key>/feed.xml", feeds.topic_feed, name="topic-feed"),
    path("types/<slug:key>/feed.xml", feeds.type_feed, name="type-feed"),
    path("corrections/feed.xml", feeds.corrections_feed, name="corrections-feed"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", files.robots, name="robots"),
    re_path(rf"^citations/all{ENDING}", files.all_citations, name="all-citations"),
    re_path(
        rf"^citations/(?P<month>[0-9]{{4}}-[0-9]{{2}}){ENDING}",
        files.issue_citations,
        name="issue-citations",
    ),
    re_path(
        rf"^citations/(?P<pk>[0-9]{{1,18}}){ENDING}",
        files.summary_citations,
        name="summary-citations",
    ),
    re_path(
        rf"^citations/summary/(?P<pk>[0-9]{{1,18}}){ENDING}",
        citing.own_citation,
        name="own-citation",
    ),
    re_path(
        rf"^citations/topics/(?P<key>[-\w]+){ENDING}",
        files.topic_citations,
        name="topic-citations",
    ),
    re_path(
        rf"^citations/types/(?P<key>[-\w]+){ENDING}", files.type_citations, name="type-citations"
    ),
    re_path(rf"^search{ENDING}", search_files.search_citations, name="search-citations"),
    path("blog", search.legacy_redirect, name="old-address"),
    path("blog/", search.legacy_redirect),
]
