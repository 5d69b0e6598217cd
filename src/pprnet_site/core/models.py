"""What the network sets for its own site."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="cog")
class DigestSettings(BaseSiteSetting):
    """The digest's name, its line, and the lengths that the house writes to."""

    name = models.CharField(_("name of the digest"), max_length=80, default="pprnet")
    strap = models.CharField(_("line below the name, in English"), max_length=160, blank=True)
    strap_fr = models.CharField(_("line below the name, in French"), max_length=160, blank=True)
    footer = models.TextField(_("text at the foot, in English"), blank=True)
    footer_fr = models.TextField(_("text at the foot, in French"), blank=True)
    summary_min = models.PositiveSmallIntegerField(_("summary: words, from"), default=220)
    summary_max = models.PositiveSmallIntegerField(_("summary: words, to"), default=340)
    implications_min = models.PositiveSmallIntegerField(_("implications: words, from"), default=80)
    implications_max = models.PositiveSmallIntegerField(_("implications: words, to"), default=140)

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("strap"), FieldPanel("strap_fr")]),
        MultiFieldPanel([FieldPanel("footer"), FieldPanel("footer_fr")], heading=_("Footer")),
        MultiFieldPanel(
            [
                FieldPanel("summary_min"),
                FieldPanel("summary_max"),
                FieldPanel("implications_min"),
                FieldPanel("implications_max"),
            ],
            heading=_("Recommended lengths"),
        ),
    ]

    class Meta:
        verbose_name = _("digest")
