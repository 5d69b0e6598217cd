"""The states of rows of the frame of the site."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ServicePart(TextChoices):
    """What says that it was here: the running parts, and work that is done once in a while."""

    WORKER = "worker", _("task worker")
    SCHEDULER = "scheduler", _("scheduler")
    BACKUP = "backup", _("backup")
    PRUNING = "pruning", _("removal of old rows")
    RESTORE = "restore", _("restore of a backup")
    WATCH = "watch", _("watch over the sources")
    SWEEPING = "sweeping", _("removal of left-over files")
