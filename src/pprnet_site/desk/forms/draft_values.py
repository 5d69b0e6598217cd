"""A draft -> its form, and the form -> what the digest's actions take."""

from __future__ import annotations

from datetime import date
from typing import Any

from pprnet_site.desk.forms.drafts import TEXT_LABELS, DraftForm, fact_values
from pprnet_site.desk.queries.drafts import Draft
from pprnet_site.digest.actions import Fact, NoteText
from pprnet_site.digest.enums import SummaryNoticeKind
from pprnet_site.digest.publication.gate import unpublished_notes

VALUES = (*TEXT_LABELS, "certainty", "author_name", "interests", "language", "minor_change")


def initial_texts(found: Draft) -> dict[str, Any]:
    """Give what the form of a draft starts from."""
    summary = found.summary
    return {
        **{name: getattr(summary, name) for name in VALUES},
        "topics": [topic.pk for topic in summary.topics.all()],
        "research_types": [kind.pk for kind in summary.research_types.all()],
        "opened": found.row.latest_revision_id,
        **initial_note(found),
    }


def initial_note(found: Draft) -> dict[str, Any]:
    """Give the note that waits to go out with the changes, if there is one."""
    waiting = unpublished_notes(found.summary) if found.row.live else []
    return {"change_kind": waiting[0].kind, "change_text": waiting[0].text} if waiting else {}


def initial_facts(found: Draft) -> list[dict[str, Any]]:
    """Give what the rows of key facts start from."""
    return [fact_values(fact) for fact in found.summary.key_facts.all()]


def form_values(form: DraftForm) -> dict[str, Any]:
    """Give the fields that a valid form holds, as they are saved."""
    names = (*VALUES, "topics", "research_types")
    return {name: form.cleaned_data[name] for name in names}


def form_note(form: DraftForm, *, date: date) -> NoteText | None:
    """Give the note that a valid form holds for readers, if it says anything."""
    said = form.cleaned_data
    if not said["change_text"]:
        return None
    return NoteText(said["change_kind"] or SummaryNoticeKind.CORRECTED, said["change_text"], date)


def form_facts(formset: Any) -> list[Fact]:
    """Give the facts of a valid set of rows, without the emptied and the struck ones."""
    rows = [form.cleaned_data for form in formset.forms if form.cleaned_data]
    return [
        Fact(
            label=row["label"],
            value=row["value"],
            note=row["note"],
            origin=row["origin"],
            is_figure=row["is_figure"],
        )
        for row in rows
        if row.get("label") and not row.get("DELETE")
    ]
