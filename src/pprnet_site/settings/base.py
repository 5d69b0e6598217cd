"""Settings of every kind of site."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from pprnet_site.settings.environment import (
    HOME,
    bool_setting,
    contact_setting,
    database_settings,
    days_setting,
    hour_setting,
    key_setting,
    networks_setting,
    stored_secret,
)
from pprnet_site.settings.mail_server import mail_server
from pprnet_site.settings.time_zone import time_zone

PACKAGE = Path(__file__).resolve().parent.parent

SECRET_KEY = stored_secret("secret_key")
DEBUG = False
ALLOWED_HOSTS: list[str] = []
ROOT_URLCONF = "pprnet_site.urls"
WSGI_APPLICATION = "pprnet_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "pprnet_site.core",
    "pprnet_site.taxonomy",
    "pprnet_site.catalogue",
    "pprnet_site.reviews",
    "pprnet_site.evidence",
    "pprnet_site.digest",
    "pprnet_site.desk",
    "pprnet_site.accounts",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "pprnet_site.core.middleware.BodilessHeadMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "pprnet_site.core.security.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "pprnet_site.accounts.two_factor.pending_step.SecondStepMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "pprnet_site.core.middleware.RefusalMiddleware",
    "pprnet_site.core.middleware.IncompleteFormMiddleware",
    "pprnet_site.core.operations.unavailable.UnavailableMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "wagtail.contrib.settings.context_processors.settings",
                "pprnet_site.desk.page_line.page_line",
            ],
        },
    }
]

DATABASES = {"default": database_settings()}

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "desk:inbox"

# The limits on wrong passwords are in accounts.log_in_limits.
AXES_HANDLER = "pprnet_site.accounts.log_in_limits.LogInLimits"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_CLIENT_IP_CALLABLE = "pprnet_site.accounts.client_address.counted_address"
AXES_VERBOSE = False
OTP_TOTP_ISSUER = "pprnet"
# Whether those who publish must log in with two steps.
REQUIRE_TWO_FACTOR = bool_setting("PPRNET_REQUIRE_TWO_FACTOR")
# Only these may say in X-Forwarded-For whom they speak for.
TRUSTED_PROXIES = networks_setting("PPRNET_TRUSTED_PROXIES", default="127.0.0.0/8, ::1")

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["pprnet_site.formats"]
USE_I18N = True
USE_TZ = True
# Days, months and schedules of the site; the database holds moments.
TIME_ZONE = time_zone()

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = HOME / "media"
STORAGES = {
    "default": {"BACKEND": "pprnet_site.core.storage.Uploads"},
    "staticfiles": {"BACKEND": "pprnet_site.core.storage.StaticFiles"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# `run_scheduler` calls each every half minute with the time.
SCHEDULED_JOBS = [
    "pprnet_site.digest.actions.publish_due",
    "pprnet_site.catalogue.actions.format_pending_citations",
    "pprnet_site.digest.citing.form_updates.update_reference_forms",
    "pprnet_site.catalogue.enrichment.reference_styles.format_pending_forms",
    "pprnet_site.catalogue.actions.requeue_stalled_imports",
    "pprnet_site.catalogue.actions.requeue_stalled_harvests",
    "pprnet_site.catalogue.actions.start_due_harvest",
    "pprnet_site.catalogue.actions.start_due_watch",
    "pprnet_site.core.operations.pruning.prune_daily",
    "pprnet_site.backup.leftovers.sweep_daily",
]

# Days for which rows that only describe the running of the site are kept; 0 is for ever.
KEEP_DAYS = {
    "tasks": days_setting("PPRNET_KEEP_TASK_DAYS", default=14),
    "logins": days_setting("PPRNET_KEEP_LOGIN_DAYS", default=30),
    "history": days_setting("PPRNET_KEEP_HISTORY_DAYS", default=0),
}

# The sources of a harvest ask for a contact address: without one none is started.
PPRNET_CONTACT = contact_setting("PPRNET_CONTACT")
PPRNET_KEYS = {
    "pubmed": key_setting("PPRNET_NCBI_KEY"),
    "openalex": key_setting("PPRNET_OPENALEX_KEY"),
}
# The function that opens the sources; tests set local services here.
HARVEST_SOURCES = "pprnet_site.catalogue.ingest.harvest_sources.live_sources"
# The function that opens the services that are asked for pasted identifiers.
LOOKUP_SERVICES = "pprnet_site.catalogue.lookups.lookup_services.live_lookups"

# Whether services are asked each night what has happened to the sources, and from which hour on.
PPRNET_WATCH = bool_setting("PPRNET_WATCH", default=True)
PPRNET_WATCH_HOUR = hour_setting("PPRNET_WATCH_HOUR", default=3)
# The function that opens the services; tests set local ones here.
WATCH_SERVICES = "pprnet_site.catalogue.watch.watch_services.live_services"
# The function that returns the works to ask about.
WATCHED_WORKS = "pprnet_site.digest.queries.watched_works"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# No inline script or style on public pages; Wagtail's admin allows some (core.security).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

WAGTAIL_SITE_NAME = "pprnet"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8000"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("fr", "Français")]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

MAIL = mail_server()
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL.host else 'console'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.tls == "starttls", MAIL.tls == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL.sender or "webmaster@localhost"
# A new password by e-mail is only offered where mail can be sent.
WAGTAIL_PASSWORD_RESET_ENABLED = bool(MAIL.host)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"deleted_page": {"()": "pprnet_site.core.logs.DeletedPageFilter"}},
    # On the handler, because the task worker sets its loggers to INFO when it starts: two lines
    # for each task would hide what a person should read, first of all the password shown once.
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "level": "WARNING",
            "filters": ["deleted_page"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
