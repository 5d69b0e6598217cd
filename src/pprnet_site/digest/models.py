"""The pages that readers see: home, about, one issue a month, and its summaries."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, Page, Revision

from pprnet_site.digest import panels
from pprnet_site.digest.enums import Certainty, Language, SummaryNoticeKind
from pprnet_site.digest.forms import SummaryForm
from pprnet_site.digest.publication import gate


class PublicPage(Page):
    """A page whose address follows the language of the interface."""

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        """Give the address, without the name of the site."""
        return self.get_url() or ""

    def template_context(self, request: HttpRequest) -> dict[str, Any]:
        """Give what the template of this kind of page shows."""
        raise NotImplementedError

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add to what Wagtail gives each template."""
        return super().get_context(request, *args, **kwargs) | self.template_context(request)


class HomePage(PublicPage):
    """The front door: the newest issue, the topics, the types, the months before."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["digest.IssuePage", "digest.AboutPage"]

    class Meta:
        verbose_name = _("home page")

    def template_context(self, _request: HttpRequest) -> dict[str, Any]:
        """Show the newest issue and the ways into the rest."""
        from pprnet_site.digest import page_context  # a view knows the models, so it comes late

        return page_context.home_context()


class AboutPage(PublicPage):
    """Who makes the digest and how, in English and, where it is written, in French."""

    body = models.TextField(_("text in English"), blank=True)
    body_fr = models.TextField(_("text in French"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("body"), FieldPanel("body_fr")]

    parent_page_types = ["digest.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("about page")

    def template_context(self, _request: HttpRequest) -> dict[str, Any]:
        """Show the text in the language of the interface where it is written in it."""
        from pprnet_site.digest import page_context

        return page_context.about_context(self)


class IssuePage(PublicPage):
    """One month of the digest; its address is the month, as in `/2023-02/`."""

    month = models.DateField(_("month"), unique=True)
    """The first day of the month."""
    teaser = models.TextField(
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

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Check it as a month: its first day, and the address that is made from it."""
        self.normalise_month()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """Check a draft likewise."""
        self.normalise_month()
        super().minimal_clean()

    def normalise_month(self) -> None:
        """Let the month begin on its first day and the address follow it."""
        if self.month:
            self.month = self.month.replace(day=1)
            self.slug = f"{self.month:%Y-%m}"

    def template_context(self, _request: HttpRequest) -> dict[str, Any]:
        """Show the summaries of the month."""
        from pprnet_site.digest import page_context

        return page_context.issue_context(self)


class SummaryPage(PublicPage):
    """The editor's plain account of one or more works, with its practice implications.

    Text fields hold plain text; an empty line parts two paragraphs.
    """

    teaser_clause = models.CharField(
        _("teaser clause"),
        max_length=120,
        blank=True,
        help_text=_("As in “This month… I blog about …”, for example “what ends therapy early”."),
    )
    bottom_line = models.TextField(_("bottom line"), blank=True)
    in_practice = models.CharField(_("in practice, in one line"), max_length=255, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    implications = models.TextField(_("practice implications"), blank=True)
    limits = models.TextField(_("limits"), blank=True)
    for_whom = models.TextField(_("for whom"), blank=True)
    certainty = models.CharField(
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
    author_name = models.CharField(_("author"), max_length=120, blank=True)
    interests = models.CharField(
        _("interests of the author of this summary"),
        max_length=255,
        blank=True,
        help_text=_("Leave it empty where there are none to declare."),
    )
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.ENGLISH
    )
    minor_change = models.BooleanField(
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

    @property
    def issue(self) -> IssuePage | None:
        """The month it belongs to."""
        parent = self.get_parent() if self.path else None
        return parent.specific if parent else None

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it where its issue is public too; a preview is shown to whoever may edit it."""
        is_preview = getattr(request, "is_preview", False)
        if not is_preview and not (self.issue and self.issue.live):
            raise Http404
        return super().serve(request, *args, **kwargs)

    def template_context(self, request: HttpRequest) -> dict[str, Any]:
        """Show the whole summary and what stands beside it."""
        from pprnet_site.digest import page_context

        return page_context.summary_context(self, request)

    @transaction.atomic
    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Publish a version, now or on its date, if the gate lets it pass."""
        # Asked first, so that a refusal leaves even an earlier version's schedule as it was.
        gate.ensure_publishable(revision.as_object())
        super().publish(revision, *args, **kwargs)


class SummarySource(Orderable):
    """A work that a summary tells of."""

    summary = ParentalKey(SummaryPage, on_delete=models.CASCADE, related_name="sources")
    work = models.ForeignKey(
        "catalogue.Work",
        verbose_name=_("work"),
        on_delete=models.PROTECT,
        related_name="summary_sources",
    )

    class Meta(Orderable.Meta):
        verbose_name = _("source")
        constraints = [
            models.UniqueConstraint(fields=["summary", "work"], name="one_source_a_summary")
        ]

    def __str__(self) -> str:
        return str(self.work)


class KeyFact(Orderable):
    """A fact at the side of a summary, with where it comes from."""

    summary = ParentalKey(SummaryPage, on_delete=models.CASCADE, related_name="key_facts")
    label = models.CharField(_("fact"), max_length=120)
    value = models.CharField(_("value"), max_length=255, blank=True)
    note = models.CharField(_("note"), max_length=255, blank=True)
    origin = models.TextField(_("where this comes from"), blank=True)
    is_figure = models.BooleanField(_("the main figure"), default=False)

    class Meta(Orderable.Meta):
        verbose_name = _("key fact")
        verbose_name_plural = _("key facts")

    def __str__(self) -> str:
        return f"{self.label}: {self.value}"


class Notice(Orderable):
    """A dated note on a published summary: a correction, a concern, a retraction."""

    summary = ParentalKey(SummaryPage, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(
        _("kind"), max_length=16, choices=SummaryNoticeKind, default=SummaryNoticeKind.CORRECTED
    )
    date = models.DateField(_("date"))
    text = models.TextField(_("what changed and why"))

    class Meta(Orderable.Meta):
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-date", "sort_order"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.date}"


class LegacyAddress(models.Model):
    """One row of the table that leads an old `blog?cat_1=..` address to its new place."""

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
