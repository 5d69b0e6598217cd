"""All addresses of the site: English at the root, French under `/fr/`."""

from __future__ import annotations

from typing import NoReturn

from django.conf.urls.i18n import i18n_patterns
from django.http import Http404, HttpRequest
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from pprnet_site.core.operations.health import up

handler400 = "pprnet_site.core.operations.unavailable.answer_bad_request"
handler500 = "pprnet_site.core.operations.unavailable.answer_error"


def no_page(_request: HttpRequest) -> NoReturn:
    """Raise `Http404`, at an address that Wagtail has and a digest does not need."""
    raise Http404


urlpatterns: list[URLPattern | URLResolver] = [
    path("up", up, name="up"),
    path("admin/", include("pprnet_site.accounts.admin_urls")),
    path("admin/failwhale/", no_page, name="no-page"),  # Wagtail's, which fails on purpose
    path("admin/", include(wagtailadmin_urls)),
    path("", include("pprnet_site.digest.urls_unlocalised")),
]
urlpatterns += i18n_patterns(
    path("account/", include("pprnet_site.accounts.urls")),
    path("desk/", include("pprnet_site.desk.urls")),
    path("review/", include("pprnet_site.reviews.urls")),
    path("", include("pprnet_site.digest.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
