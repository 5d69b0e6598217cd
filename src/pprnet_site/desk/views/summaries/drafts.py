"""The list of drafts, the page of one draft, and its buttons."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.desk.actions.typed_drafts import save_typed
from pprnet_site.desk.forms.draft_values import (
    form_facts,
    form_note,
    form_values,
    initial_facts,
    initial_texts,
    posted_facts,
    restored_fields,
)
from pprnet_site.desk.forms.drafts import DraftForm, FactFormSet, NoticeForm, PublicationDateForm
from pprnet_site.desk.models import KeptForm
from pprnet_site.desk.permissions import DeskRequest, desk_view
from pprnet_site.desk.queries.drafts import Draft, kept_forms, open_drafts, read_draft, type_groups
from pprnet_site.desk.views.desk_page import number_in_address, parse_number, render_page
from pprnet_site.digest import actions
from pprnet_site.digest.publication.refusals import PublishRefused


@dataclass(slots=True)
class DraftForms:
    """The forms on the page of a draft."""

    form: DraftForm
    facts: Any
    schedule: PublicationDateForm
    notice: NoticeForm
    refusal: str = ""
    changed: bool = False
    """Whether the form contains unsaved changes."""
    keep_only: bool = False
    """Whether it is saved by the button alone: somebody else saved a version in between."""
    kept: list[KeptForm] = field(default_factory=list)
    """What this person typed before and could not save."""

    @property
    def is_valid(self) -> bool:
        """Whether the texts and the facts can be saved."""
        return all([self.form.is_valid(), self.facts.is_valid()])


def stored_forms(found: Draft) -> DraftForms:
    """Return the forms with the values of the newest version."""
    return DraftForms(
        DraftForm(initial=initial_texts(found)),
        FactFormSet(initial=initial_facts(found), prefix="facts"),
        PublicationDateForm(prefix="schedule", initial={"at": found.scheduled_for}),
        NoticeForm(prefix="notice"),
    )


def posted_forms(request: DeskRequest, found: Draft) -> DraftForms:
    """Return the forms with the values that were sent."""
    return filled_forms(request.POST, found)


def filled_forms(data: QueryDict, found: Draft) -> DraftForms:
    """Return the forms with typed values."""
    return DraftForms(
        DraftForm(data, initial=initial_texts(found)),
        posted_facts(data, found),
        PublicationDateForm(prefix="schedule", initial={"at": data.get("schedule-at")}),
        NoticeForm(prefix="notice"),
        changed=True,
        keep_only="keep_only" in data,
    )


def opened_forms(request: DeskRequest, found: Draft) -> DraftForms:
    """Return the forms of a page that is opened: as stored, or as typed and not saved.

    Raises:
        Http404: The address names something that this person did not type here.
    """
    number = number_in_address(request, "kept")
    kept = kept_forms(found.row.pk, user=request.user)
    if number is None:
        forms = stored_forms(found)
        forms.kept = kept
        return forms
    typed = next((each for each in kept if each.pk == number), None)
    if typed is None:
        raise Http404
    return filled_forms(restored_fields(typed.fields), found)


def show_draft(
    request: DeskRequest, found: Draft, forms: DraftForms, status: int = 200
) -> HttpResponse:
    """Return the page of a draft."""
    context = {
        "draft": found,
        "sheet": forms,
        "groups": type_groups(),
        "topics_chosen": forms.form.chosen("topics"),
        "types_chosen": forms.form.chosen("research_types"),
    }
    return render_page(request, "desk/draft.html", "drafts", context, status=status)


@desk_view
@require_GET
def drafts_view(request: DeskRequest) -> HttpResponse:
    """List the drafts."""
    return render_page(request, "desk/drafts.html", "drafts", {"drafts": open_drafts()})


@desk_view
@require_http_methods(["GET", "HEAD", "POST"])
def draft_view(request: DeskRequest, summary_id: int) -> HttpResponse:
    """Show a draft, or save the form that was sent and run its button."""
    found = read_draft(summary_id, user=request.user)
    if request.method != "POST":
        return show_draft(request, found, opened_forms(request, found))
    if "unschedule" in request.POST:
        return unschedule_draft(request, found)
    forms = posted_forms(request, found)
    if not forms.is_valid:
        forms.refusal = _("Not saved: check the fields marked below. What you typed is kept.")
        return show_draft(request, found, forms, status=400)
    return save_posted(request, found, forms)


def save_posted(request: DeskRequest, found: Draft, forms: DraftForms) -> HttpResponse:
    """Save the draft, then run the button; after a refusal the form keeps what was typed."""
    fields = form_values(forms.form) | {"key_facts": form_facts(forms.facts)}
    if found.row.live and "change_text" in request.POST:
        fields["note"] = form_note(forms.form, date=note_date(request))
    opened, sitting = (forms.form.cleaned_data[name] for name in ("opened", "sitting"))
    try:
        save_typed(
            summary=found.row, fields=fields, by=request.user, opened=opened, sitting=sitting
        )
    except ActionRefusedError as refusal:
        # The next save is compared with the version that the message names.
        data = request.POST.copy()
        data["opened"] = str(found.row.latest_revision_id or "")
        forms.refusal, forms.form.data = str(refusal), data
        forms.keep_only = forms.keep_only or isinstance(refusal, actions.DraftOvertaken)
        return show_draft(request, found, forms, status=409)
    return run_button(request, read_draft(found.row.pk, user=request.user))


def note_date(request: DeskRequest) -> date:
    """Return the day on which the note will be published: today, or the scheduled day."""
    form = PublicationDateForm(request.POST, prefix="schedule")
    if "schedule" in request.POST and form.is_valid():
        return timezone.localdate(form.cleaned_data["at"])
    return timezone.localdate()


def run_button(request: DeskRequest, found: Draft) -> HttpResponse:
    """Run the button of a form whose draft has been saved."""
    if "sources" in request.POST:
        return redirect("desk:sources", found.row.pk)
    if "evidence" in request.POST:
        return redirect("desk:evidence", found.row.pk)
    if "preview" in request.POST:
        return redirect("desk:preview", found.row.pk)
    buttons = {
        "remove": remove_draft_source,
        "add_facts": add_draft_facts,
        "publish": publish_draft,
        "schedule": schedule_draft,
    }
    for name, act in buttons.items():
        if name in request.POST:
            return act(request, found)
    messages.success(request, _("The draft is saved."))
    return redirect("desk:draft", found.row.pk)


def remove_draft_source(request: DeskRequest, found: Draft) -> HttpResponse:
    """Remove a source from the saved draft."""
    number_sent = parse_number(request.POST["remove"])
    work = next((each.work for each in found.sources if each.work.pk == number_sent), None)
    if work is not None:
        actions.remove_source(summary=found.row, work=work, by=request.user)
        messages.success(request, _("Removed from the sources: %(title)s") % {"title": work})
    return redirect("desk:draft", found.row.pk)


def add_draft_facts(request: DeskRequest, found: Draft) -> HttpResponse:
    """Add facts that were accepted for the sources to the saved draft."""
    added = actions.add_facts(summary=found.row, by=request.user)
    messages.success(
        request,
        ngettext("%(n)d key fact added.", "%(n)d key facts added.", added) % {"n": added}
        if added
        else _("The draft already contains everything that was accepted for its sources."),
    )
    return redirect("desk:draft", found.row.pk)


def publish_draft(request: DeskRequest, found: Draft) -> HttpResponse:
    """Publish the saved draft."""
    try:
        summary = actions.publish_summary(summary=found.row, by=request.user)
    except ActionRefusedError as refusal:
        return show_refusal(request, found, refusal)
    messages.success(request, _("Published: %(title)s") % {"title": summary.title})
    return redirect("desk:draft", found.row.pk)


def schedule_draft(request: DeskRequest, found: Draft) -> HttpResponse:
    """Schedule the saved draft."""
    form = PublicationDateForm(request.POST, prefix="schedule")
    if not form.is_valid():
        forms = stored_forms(found)
        forms.schedule = form
        forms.refusal = _("The draft is saved, but no date was set: check the date below.")
        return show_draft(request, found, forms, status=400)
    try:
        actions.schedule_summary(summary=found.row, at=form.cleaned_data["at"], by=request.user)
    except ActionRefusedError as refusal:
        return show_refusal(request, found, refusal)
    messages.success(request, _("The date of publication is set."))
    return redirect("desk:draft", found.row.pk)


def show_refusal(request: DeskRequest, found: Draft, refusal: ActionRefusedError) -> HttpResponse:
    """Return the page of the saved draft, with the reason why it was not published."""
    forms = stored_forms(found)
    forms.refusal = (
        _("The draft is saved, but not published: the list next to it shows what is still to do.")
        if isinstance(refusal, PublishRefused)
        else str(refusal)
    )
    return show_draft(request, found, forms, status=409)


def unschedule_draft(request: DeskRequest, found: Draft) -> HttpResponse:
    """Cancel the date of publication."""
    try:
        actions.unschedule_summary(summary=found.row, by=request.user)
    except ActionRefusedError as refusal:
        return show_refusal(request, found, refusal)
    messages.success(
        request, _("The date of publication has been cancelled; the summary is a draft again.")
    )
    return redirect("desk:draft", found.row.pk)


@desk_view
@require_http_methods(["POST"])
def notice_view(request: DeskRequest, summary_id: int) -> HttpResponse:
    """Add a dated note to a published summary."""
    found = read_draft(summary_id, user=request.user)
    form = NoticeForm(request.POST, prefix="notice")
    forms = stored_forms(found)
    forms.notice = form
    if not form.is_valid():
        forms.refusal = _("The note was not added. Check its form below.")
        return show_draft(request, found, forms, status=400)
    try:
        actions.add_notice(summary=found.row, by=request.user, **form.cleaned_data)
    except ActionRefusedError as refusal:
        forms.refusal = str(refusal)
        return show_draft(request, found, forms, status=409)
    messages.success(request, _("The note has been added to the published summary."))
    return redirect(f"{reverse('desk:draft', args=[summary_id])}#notices")
