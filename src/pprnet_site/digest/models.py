"""Database models of the digest: home, about, monthly issues, summaries and their parts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, cast

from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, Page, Revision

from pprnet_site.digest.editor import panels
from pprnet_site.digest.editor.forms import SummaryForm
from pprnet_site.digest.enums import (
    Certainty,
    InterestsState,
    Language,
    StatedBy,
    SummaryNoticeKind,
)
from pprnet_site.digest.publication import gate
from pprnet_site.digest.publication.interests import checked_state
from pprnet_site.digest.publication.public_page import PublicPage

if TYPE_CHECKING:
    from pprnet_site.catalogue.models import Work


class HomePage(PublicPage):
    """The first page: the newest issue, the topics, the types of research, earlier issues."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["digest.IssuePage", "digest.AboutPage"]

    class Meta:
        verbose_name = _("home page")


class AboutPage(PublicPage):
    """Who makes the digest and how: in English, and in French where a text is written."""

    body: models.TextField[str, str] = models.TextField(_("text in English"), blank=True)
    body_fr: models.TextField[str, str] = models.TextField(_("text in French"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("body"), FieldPanel("body_fr")]

    parent_page_types = ["digest.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("about page")


class IssuePage(PublicPage):
    """One month of the digest; its address is the month, as in `/2023-02/`."""

    month: models.DateField[dt.date | str, dt.date] = models.DateField(_("month"), unique=True)
    """The first day of the month."""
    teaser: models.TextField[str, str] = models.TextField(
        _("teaser"),
        blank=True,
        help_text=_("Leave it empty: it is made from the summaries of the month."),
    )

    parent_page_types = ["digest.HomePage"]
    subpage_types = ["digest.SummaryPage"]
    content_panels = panels.ISSUE_PANELS
    promote_panels = [FieldPanel("search_description")]

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")

    def set_address(self) -> None:
        """Set `month` to its first day and the slug to the month."""
        if self.month:
            self.month = self.month.replace(day=1)
            self.slug = f"{self.month:%Y-%m}"


class SummaryPage(PublicPage):
    """A plain-language summary of one or more works, with its practice implications.

    Text fields hold plain text; an empty line separates two paragraphs.
    """

    teaser_clause: models.CharField[str, str] = models.CharField(
        _("teaser clause"),
        max_length=120,
        blank=True,
        help_text=_("As in “This month… what ends therapy early”."),
    )
    bottom_line: models.TextField[str, str] = models.TextField(_("bottom line"), blank=True)
    in_practice: models.CharField[str, str] = models.CharField(
        _("in practice, in one line"), max_length=255, blank=True
    )
    summary: models.TextField[str, str] = models.TextField(_("summary"), blank=True)
    implications: models.TextField[str, str] = models.TextField(
        _("practice implications"), blank=True
    )
    limits: models.TextField[str, str] = models.TextField(_("limits"), blank=True)
    for_whom: models.TextField[str, str] = models.TextField(_("for whom"), blank=True)
    certainty: models.CharField[str, str] = models.CharField(
        _("certainty"),
        max_length=16,
        choices=Certainty,
        default=Certainty.NOT_APPRAISED,
        blank=True,
    )
    topics = ParentalManyToManyField(
        "taxonomy.Topic", verbose_name=_("topics"), blank=True, related_name="summaries"
    )
    research_types = ParentalManyToManyField(
        "taxonomy.ResearchType",
        verbose_name=_("types of research"),
        blank=True,
        related_name="summaries",
    )
    author_name: models.CharField[str, str] = models.CharField(
        _("author"), max_length=120, blank=True
    )
    interests_state: models.CharField[str, str] = models.CharField(
        _("interests of the author of this summary"),
        max_length=16,
        choices=InterestsState,
        default=InterestsState.NOT_ASKED,
        blank=True,
    )
    interests: models.CharField[str, str] = models.CharField(
        _("what the author declares"), max_length=255, blank=True
    )
    language: models.CharField[str, str] = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.ENGLISH
    )
    minor_change: models.BooleanField[bool, bool] = models.BooleanField(
        _("The meaning is the same: no dated note is needed"),
        default=False,
        help_text=_(
            "For a spelling mistake in a published summary. It applies to the next publication "
            "only."
        ),
    )

    parent_page_types = ["digest.IssuePage"]
    subpage_types: list[str] = []
    base_form_class = SummaryForm
    content_panels = panels.SUMMARY_PANELS
    promote_panels = panels.ADDRESS_PANELS

    class Meta:
        verbose_name = _("summary")
        verbose_name_plural = _("summaries")

    def clean(self) -> None:
        """Validate the page; a text of interests means that they are declared."""
        super().clean()
        self.interests_state = checked_state(self.interests_state, self.interests)

    @property
    def issue(self) -> IssuePage | None:
        """The month it belongs to."""
        parent = self.get_parent() if self.path else None
        return cast("IssuePage", parent.specific) if parent else None

    @property
    def is_public(self) -> bool:
        """Whether readers see it: it is published, and so is the month it belongs to."""
        issue = self.issue if self.live else None
        return issue is not None and bool(issue.live)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the page where its issue is public too, or as a preview for those who may edit it.

        Raises:
            Http404: The issue is not public.

        """
        is_preview = getattr(request, "is_preview", False)
        if not is_preview and not self.is_public:
            raise Http404
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return response

    @transaction.atomic
    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Publish a version, now or on its date.

        Raises:
            PublishRefused: The gate found a reason against it.

        """
        # Asked first, so that a refusal leaves even an earlier version's schedule as it was.
        gate.ensure_publishable(revision.as_object())
        super().publish(revision, *args, **kwargs)


class SummarySource(Orderable):  # type: ignore[misc]  # Wagtail has no types
    """A work that a summary is about."""

    summary = ParentalKey(SummaryPage, on_delete=models.CASCADE, related_name="sources")
    work: models.ForeignKey[Work, Work] = models.ForeignKey(
        "catalogue.Work",
        verbose_name=_("work"),
        on_delete=models.PROTECT,
        related_name="summary_sources",
    )

    class Meta(Orderable.Meta):  # type: ignore[misc]  # as above
        verbose_name = _("source")
        constraints = [
            models.UniqueConstraint(fields=["summary", "work"], name="one_source_a_summary")
        ]

    def __str__(self) -> str:
        return str(self.work)


class KeyFact(Orderable):  # type: ignore[misc]  # Wagtail has no types
    """A key fact of a summary, with its origin."""

    summary = ParentalKey(SummaryPage, on_delete=models.CASCADE, related_name="key_facts")
    label: models.CharField[str, str] = models.CharField(_("fact"), max_length=120)
    value: models.CharField[str, str] = models.CharField(_("value"), max_length=255, blank=True)
    note: models.CharField[str, str] = models.CharField(_("note"), max_length=255, blank=True)
    origin: models.TextField[str, str] = models.TextField(_("where this comes from"), blank=True)
    is_figure: models.BooleanField[bool, bool] = models.BooleanField(
        _("the main figure"), default=False
    )
    stated_by: models.CharField[str, str] = models.CharField(
        _("who stated it"), max_length=16, choices=StatedBy, default=StatedBy.READ
    )

    class Meta(Orderable.Meta):  # type: ignore[misc]  # as above
        verbose_name = _("key fact")
        verbose_name_plural = _("key facts")

    def __str__(self) -> str:
        return f"{self.label}: {self.value}"

    @property
    def is_unchecked(self) -> bool:
        """Whether it was read automatically and no person has accepted it."""
        return self.stated_by == StatedBy.READ


class Notice(Orderable):  # type: ignore[misc]  # Wagtail has no types
    """A dated note on a published summary: a correction, a concern, a retraction."""

    summary = ParentalKey(SummaryPage, on_delete=models.CASCADE, related_name="notices")
    kind: models.CharField[str, str] = models.CharField(
        _("kind"), max_length=16, choices=SummaryNoticeKind, default=SummaryNoticeKind.CORRECTED
    )
    date: models.DateField[dt.date | str, dt.date] = models.DateField(_("date"))
    text: models.TextField[str, str] = models.TextField(_("what changed and why"))

    class Meta(Orderable.Meta):  # type: ignore[misc]  # as above
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-date", "sort_order"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.date}"


class LegacyAddress(models.Model):
    """One old address such as `blog?cat_1=..` and the term that it redirects to."""

    parameter = models.SlugField(
        _("parameter"), max_length=32, help_text=_("As in the old address, for example “cat_1”.")
    )
    value = models.CharField(_("value"), max_length=64)
    topic = models.ForeignKey(
        "taxonomy.Topic", null=True, blank=True, on_delete=models.CASCADE, verbose_name=_("topic")
    )
    research_type = models.ForeignKey(
        "taxonomy.ResearchType",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        verbose_name=_("type of research"),
    )

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        ordering = ["parameter", "value"]
        constraints = [
            models.UniqueConstraint(fields=["parameter", "value"], name="one_target_an_address")
        ]

    def __str__(self) -> str:
        return f"{self.parameter}={self.value}"
