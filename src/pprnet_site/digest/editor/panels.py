"""Panels of Wagtail's editor for each class of page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    Panel,
    TitleFieldPanel,
)

from pprnet_site.digest.publication import gate
from pprnet_site.digest.publication.advice import advice, word_count


class GatePanel(Panel):  # type: ignore[misc]  # Wagtail has no types
    """The reasons against publishing a summary, and the advice on its text."""

    class BoundPanel(Panel.BoundPanel):  # type: ignore[misc]  # Wagtail has no types
        template_name = "digest/admin/gate_panel.html"

        def is_shown(self) -> bool:
            """Return whether there is a saved version."""
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return the reasons, the advice and the word counts of the version on the form."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {
                "refusals": gate.refusals(self.instance),
                "advice": advice(self.instance),
                "kept_refusal": gate.scheduled_refusal(self.instance),
                "words": {
                    name: word_count(getattr(self.instance, name))
                    for name in ("summary", "implications")
                },
            }


SUMMARY_PANELS = [
    GatePanel(heading=_("Ready to publish?")),
    TitleFieldPanel("title", help_text=_("Best as a question.")),
    FieldPanel("bottom_line", widget=forms.Textarea(attrs={"rows": 2})),
    FieldPanel("in_practice"),
    FieldPanel("summary", widget=forms.Textarea(attrs={"rows": 14})),
    FieldPanel("implications", widget=forms.Textarea(attrs={"rows": 7})),
    FieldPanel("limits", widget=forms.Textarea(attrs={"rows": 2})),
    FieldPanel("for_whom", widget=forms.Textarea(attrs={"rows": 2})),
    FieldPanel("certainty"),
    InlinePanel("sources", panels=[FieldPanel("work")], heading=_("Sources"), label=_("source")),
    FieldPanel("topics", widget=forms.CheckboxSelectMultiple(attrs={"class": "pprnet-terms"})),
    FieldPanel(
        "research_types", widget=forms.CheckboxSelectMultiple(attrs={"class": "pprnet-terms"})
    ),
    InlinePanel(
        "key_facts",
        panels=[
            FieldPanel("label"),
            FieldPanel("value"),
            FieldPanel("note"),
            FieldPanel("origin", widget=forms.Textarea(attrs={"rows": 2})),
            FieldPanel("is_figure"),
            FieldPanel("stated_by"),
        ],
        heading=_("Key facts"),
        label=_("key fact"),
    ),
    MultiFieldPanel(
        [
            InlinePanel(
                "notices",
                panels=[
                    FieldPanel("kind"),
                    FieldPanel("date"),
                    FieldPanel("text", widget=forms.Textarea(attrs={"rows": 2})),
                ],
                label=_("note"),
            ),
            FieldPanel("minor_change"),
        ],
        heading=_("Dated notes for readers"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("teaser_clause"),
            FieldPanel("author_name"),
            FieldPanel("interests_state"),
            FieldPanel("interests"),
            FieldPanel("language"),
        ],
        heading=_("For the month, and by whom"),
    ),
]

ISSUE_PANELS = [
    TitleFieldPanel("title", help_text=_("As in “February 2023”.")),
    FieldPanel(
        "month", help_text=_("Any day of the month; the address of the issue is made from it.")
    ),
    FieldPanel("teaser", widget=forms.Textarea(attrs={"rows": 2})),
]

ADDRESS_PANELS = [FieldPanel("slug"), FieldPanel("search_description")]
"""For the tab that Wagtail calls Promote; a changed address leaves a redirect."""
