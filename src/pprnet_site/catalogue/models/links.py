"""Links between different works, and the keys by which they are found."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.enums import LinkKind


class WorkLink(models.Model):
    """The relation of one work to another; it can be deleted and computed again."""

    kind = models.CharField(_("kind"), max_length=32, choices=LinkKind)
    from_work = models.ForeignKey(
        "catalogue.Work", on_delete=models.CASCADE, related_name="links_out"
    )
    """The notice, comment, earlier version or translation."""
    to_work = models.ForeignKey("catalogue.Work", on_delete=models.CASCADE, related_name="links_in")
    why = models.TextField(_("why they are linked"), blank=True)

    class Meta:
        verbose_name = _("link of two works")
        verbose_name_plural = _("links of works")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["from_work", "to_work"], name="one_link_of_two")
        ]

    def __str__(self) -> str:
        return f"{self.from_work} / {self.to_work}"


class LinkKey(models.Model):
    """A key of a work that another mentions, or of the series that it belongs to.

    By these keys, a work finds the earlier ones that mention it.
    """

    work = models.ForeignKey("catalogue.Work", on_delete=models.CASCADE, related_name="link_keys")
    key = models.CharField(max_length=255, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["work", "key"], name="one_link_key_a_work")]

    def __str__(self) -> str:
        return self.key
