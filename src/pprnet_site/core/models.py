"""The settings of a digest."""

from __future__ import annotations

from django.db.models import CharField, PositiveSmallIntegerField, TextField
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="cog")
class DigestSettings(BaseSiteSetting):  # type: ignore[misc]  # Wagtail has no types
    """The digest's name, its tagline, its footer and the recommended lengths of texts."""

    name: CharField[str, str] = CharField(_("name of the digest"), max_length=80, default="pprnet")
    strap: CharField[str, str] = CharField(
        _("line below the name, in English"), max_length=160, blank=True
    )
    strap_fr: CharField[str, str] = CharField(
        _("line below the name, in French"), max_length=160, blank=True
    )
    footer: TextField[str, str] = TextField(_("text at the foot, in English"), blank=True)
    footer_fr: TextField[str, str] = TextField(_("text at the foot, in French"), blank=True)
    summary_min: PositiveSmallIntegerField[int, int] = PositiveSmallIntegerField(
        _("summary: words, from"), default=220
    )
    summary_max: PositiveSmallIntegerField[int, int] = PositiveSmallIntegerField(
        _("summary: words, to"), default=340
    )
    implications_min: PositiveSmallIntegerField[int, int] = PositiveSmallIntegerField(
        _("implications: words, from"), default=80
    )
    implications_max: PositiveSmallIntegerField[int, int] = PositiveSmallIntegerField(
        _("implications: words, to"), default=140
    )

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
