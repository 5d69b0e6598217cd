"""A site on the web, behind a proxy that speaks HTTPS and sets `X-Forwarded-Proto`."""

from __future__ import annotations

from pprnet_site.settings.base import *  # noqa: F403
from pprnet_site.settings.base import MAIL
from pprnet_site.settings.environment import bool_setting, hosts_setting

ALLOWED_HOSTS = hosts_setting("PPRNET_HOSTS")
WAGTAILADMIN_BASE_URL = f"https://{ALLOWED_HOSTS[0]}" if ALLOWED_HOSTS else ""
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

SECURE_SSL_REDIRECT = bool_setting("PPRNET_SSL_REDIRECT", default=True)
# A monitor on the machine itself asks `/up` without the proxy.
SECURE_REDIRECT_EXEMPT = [r"^up$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

if not MAIL.host:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
