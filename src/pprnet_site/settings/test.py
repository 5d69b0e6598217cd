"""Settings of the tests: fast hashes, immediate tasks, and a separate database."""

# ruff: noqa: E402 - the home must be set before anything reads it

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

# Tests never use a real site.
os.environ["PPRNET_HOME"] = tempfile.mkdtemp(prefix="pprnet-test-")
atexit.register(shutil.rmtree, os.environ["PPRNET_HOME"], ignore_errors=True)

from pprnet_site.settings.base import *  # noqa: F403
from pprnet_site.settings.base import DATABASES, STATIC_ROOT

STATIC_ROOT.mkdir()

ALLOWED_HOSTS = ["*"]
TIME_ZONE = "UTC"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
AXES_ENABLED = False
PPRNET_WATCH = False  # on only in tests that set local services
if "sqlite3" in str(DATABASES["default"]["ENGINE"]):
    DATABASES["default"]["TEST"] = {"NAME": os.environ["PPRNET_HOME"] + "/test.sqlite3"}
