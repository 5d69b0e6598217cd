"""References in every style, formatted in the background and read by pages."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class ReferenceForms(models.Model):
    """The reference of one thing in every style: of a work, or of a summary."""

    owner = models.CharField(_("of what"), max_length=64, primary_key=True)
    """A kind and a number, such as "work:7"."""
    item = models.JSONField("CSL-JSON", encoder=DjangoJSONEncoder)
    """What the forms were made from: they are valid as long as it is the same."""
    forms = models.JSONField(_("forms"), default=dict)
    """Key of a style -> `html`, `text` and `problem`; empty while it waits to be formatted."""
    is_pending = models.BooleanField(_("waits to be formatted"), default=True, db_index=True)
    checked_at = models.DateTimeField(_("checked"), db_index=True)
    """When the item was last compared with what it is made from."""

    class Meta:
        verbose_name = _("reference in every style")
        verbose_name_plural = _("references in every style")

    def __str__(self) -> str:
        return self.owner
