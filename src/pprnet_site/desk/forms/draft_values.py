"""Values of a draft for its form, and values of the form for the digest's actions."""

from __future__ import annotations

from datetime import date
from typing import Any

from pprnet_site.desk.forms.drafts import TEXT_LABELS, DraftForm, fact_values
from pprnet_site.desk.queries.drafts import Draft
from pprnet_site.digest.actions import Fact, NoteText
from pprnet_site.digest.enums import SummaryNoticeKind
from pprnet_site.digest.publication.gate import unpublished_notes

VALUES = (
    *TEXT_LABELS,
    "certainty",
    "author_name",
    "interests_state",
    "interests",
    "language",
    "minor_change",
)


def initial_texts(found: Draft) -> dict[str, Any]:
    """Return the initial values of the form of a draft."""
    summary = found.summary
    return {
        **{name: getattr(summary, name) for name in VALUES},
        "topics": [topic.pk for topic in summary.topics.all()],
        "research_types": [kind.pk for kind in summary.research_types.all()],
        "opened": found.row.latest_revision_id,
        **initial_note(found),
    }


def initial_note(found: Draft) -> dict[str, Any]:
    """Return the initial values of the unpublished note, if there is one."""
    waiting = unpublished_notes(found.summary) if found.row.live else []
    return {"change_kind": waiting[0].kind, "change_text": waiting[0].text} if waiting else {}


def initial_facts(found: Draft) -> list[dict[str, Any]]:
    """Return the initial values of the rows of key facts."""
    return [fact_values(fact) for fact in found.summary.key_facts.all()]


def form_values(form: DraftForm) -> dict[str, Any]:
    """Return the fields of a valid form, as they are saved."""
    names = (*VALUES, "topics", "research_types")
    return {name: form.cleaned_data[name] for name in names}


def form_note(form: DraftForm, *, date: date) -> NoteText | None:
    """Return the note for readers of a valid form, or None if it is empty."""
    data = form.cleaned_data
    if not data["change_text"]:
        return None
    return NoteText(data["change_kind"] or SummaryNoticeKind.CORRECTED, data["change_text"], date)


def form_facts(formset: Any) -> list[Fact]:
    """Return the facts of a valid set of rows, without empty and deleted ones."""
    return [
        Fact(
            label=form.cleaned_data["label"],
            value=form.cleaned_data["value"],
            note=form.cleaned_data["note"],
            origin=form.cleaned_data["origin"],
            is_figure=form.cleaned_data["is_figure"],
            stated_by=form.stated_by,
        )
        for form in formset.forms
        if form.cleaned_data.get("label") and not form.cleaned_data.get("DELETE")
    ]
