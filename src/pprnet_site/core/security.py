"""The content security policy: nothing inline on public pages, some in Wagtail's admin."""

from __future__ import annotations

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponseBase

WAGTAIL_ADMIN_PATH = "/admin/"

# Wagtail's editor sets styles in attributes, draws previews in a frame and icons from data.
WAGTAIL_ADMIN_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}


class ContentSecurityPolicy(CSPMiddleware):
    """Send the strict policy of the site, and a wider one in Wagtail's admin."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Return the parts of the header."""
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith(WAGTAIL_ADMIN_PATH) and not report_only:
            parts.replace = {**(parts.replace or {}), **WAGTAIL_ADMIN_POLICY}
        return parts
