"""The sitemap for search engines, with each page in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.urls import URLPattern, get_resolver, reverse
from django.utils.functional import cached_property

from pprnet_site.digest import queries
from pprnet_site.digest.models import AboutPage, HomePage, IssuePage, SummaryPage
from pprnet_site.digest.queries.corrections import correction_keys, last_events
from pprnet_site.taxonomy.models import ResearchType, Topic

SitemapPage = HomePage | AboutPage | IssuePage | SummaryPage


class TreeSitemap(Sitemap[SitemapPage]):
    """Home, about, issues and summaries."""

    i18n = True
    alternates = True
    x_default = True

    def items(self) -> Sequence[SitemapPage]:
        """Return the public pages."""
        return [
            *HomePage.objects.live(),
            *AboutPage.objects.live(),
            *queries.public_issues(),
            *queries.public_summaries(),
        ]

    def lastmod(self, item: Any) -> datetime | None:
        """Return the time of the last publication, or of a later event of a source."""
        page = item[0] if isinstance(item, tuple) else item
        times = (page.last_published_at, self.noticed.get(page.pk))
        return max(filter(None, times), default=None)

    @cached_property
    def noticed(self) -> dict[int, datetime]:
        """Return the time of the last event or decision on one, by the number of the summary."""
        return last_events()


class TermSitemap(Sitemap[Topic | ResearchType]):
    """Topics and types that have a public summary."""

    i18n = True
    alternates = True
    x_default = True

    def items(self) -> Sequence[Topic | ResearchType]:
        """Return the terms with a public summary."""
        return [
            *queries.topics_with_summaries(),
            *queries.types_with_summaries(),
        ]


class NoticeSitemap(Sitemap[str]):
    """The pages of the notices."""

    i18n = True
    alternates = True
    x_default = True

    def items(self) -> Sequence[str]:
        """Return the key of each notice that readers see."""
        return correction_keys()

    def location(self, item: str) -> str:
        """Return the address of a notice."""
        return reverse("correction", args=[item])


class ListSitemap(Sitemap[str]):
    """The lists that lead to the rest."""

    i18n = True
    alternates = True
    x_default = True

    def items(self) -> Sequence[str]:
        """Return the name of each list: the URLs of the digest without an argument."""
        patterns = get_resolver("pprnet_site.digest.urls").url_patterns
        return [
            str(each.name)
            for each in patterns
            if isinstance(each, URLPattern) and not each.pattern.converters
        ]

    def location(self, item: str) -> str:
        """Return the address of a list."""
        return reverse(item)


SITEMAPS = {
    "pages": TreeSitemap,
    "terms": TermSitemap,
    "lists": ListSitemap,
    "notices": NoticeSitemap,
}
