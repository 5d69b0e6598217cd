"""Values of a draft for its form, and values of the form for the digest's actions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import QueryDict

from pprnet_site.desk.forms.drafts import TEXT_LABELS, DraftForm, FactFormSet, fact_values
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

BUTTONS = ("publish", "schedule", "unschedule", "preview", "sources", "remove", "add_facts")


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


def posted_facts(data: QueryDict, found: Draft) -> Any:
    """Return the rows of key facts that were sent.

    The first are those of the newest version, also where the page was opened before they were
    autosaved: as new rows they would count as empty where they say the same.
    """
    stored = initial_facts(found)
    if "facts-INITIAL_FORMS" in data:
        data = data.copy()
        data["facts-INITIAL_FORMS"] = str(len(stored))
    return FactFormSet(data, initial=stored, prefix="facts")


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


def autosaved_values(form: DraftForm, formset: Any) -> dict[str, Any]:
    """Return what is saved of a valid form as it is typed.

    Key facts are left out while a row is emptied, removed or confirmed: the rows of the page would
    no longer be those of the stored version, and a person confirms a fact by the button only.
    """
    values = form_values(form)
    if has_steady_facts(formset):
        values["key_facts"] = form_facts(formset)
    return values


def has_steady_facts(formset: Any) -> bool:
    """Return whether each row of the page stays the same row of the stored version."""
    named = [bool(form.cleaned_data.get("label")) for form in formset.forms]
    judged = any(
        form.cleaned_data.get("DELETE") or form.cleaned_data.get("checked")
        for form in formset.forms
    )
    known = len([form for form in formset.forms if form.initial])
    return not judged and all(named[:known]) and named == sorted(named, reverse=True)


def kept_fields(data: QueryDict) -> dict[str, list[str]]:
    """Return the fields of a form that was sent, to be stored; never its token or button."""
    left_out = {"csrfmiddlewaretoken", *BUTTONS}
    return {name: values for name, values in data.lists() if name not in left_out}


def restored_fields(fields: dict[str, list[str]]) -> QueryDict:
    """Return stored fields as a form that is sent."""
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return data
