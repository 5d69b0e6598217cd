"""The settings of a digest, and when each part of the site was last heard of."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import (
    CharField,
    DateTimeField,
    Model,
    PositiveSmallIntegerField,
    TextField,
)
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from pprnet_site.core.display_names import is_log_in_name
from pprnet_site.core.enums import ServicePart


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
    editor_name: CharField[str, str] = CharField(
        _("editor who speaks to readers"),
        max_length=120,
        blank=True,
        help_text=_(
            "With a name, a month whose teaser clauses were all written begins “This month… I blog "
            "about …”, followed by this name. Without one it begins “This month… …”."
        ),
    )
    """The person in whose name a teaser may say "I"."""
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
        FieldPanel("editor_name"),
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

    def clean(self) -> None:
        """Validate the settings; readers never see a name that somebody logs in with."""
        super().clean()
        if is_log_in_name(self.editor_name.strip()):
            message = _("Somebody logs in with this name. Enter the name that readers may see.")
            raise ValidationError({"editor_name": message})

    @classmethod
    def for_request(cls, request: HttpRequest) -> DigestSettings:
        """Return the settings of a request's site, and keep them with the request.

        Where none were saved they are the defaults, unsaved: Wagtail would write them, and then no
        page could be read while the database refuses writes.
        """
        name = cls.get_cache_attr_name()
        if not hasattr(request, name):
            site = Site.find_for_request(request)
            found = cls.base_queryset().filter(site=site).first() or cls(site=site)
            setattr(request, name, found)
        kept: DigestSettings = getattr(request, name)
        return kept


class ServiceBeat(Model):
    """When a part of the site last said that it is alive, or a regular work was last done."""

    part: CharField[str, str] = CharField(
        _("part"), max_length=16, primary_key=True, choices=ServicePart.choices
    )
    at: DateTimeField[datetime, datetime] = DateTimeField(_("at"))

    class Meta:
        verbose_name = _("beat of a part")
        verbose_name_plural = _("beats of parts")

    def __str__(self) -> str:
        return f"{self.part} {self.at:%Y-%m-%d %H:%M:%S}"
