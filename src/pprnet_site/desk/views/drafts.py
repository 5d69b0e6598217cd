"""The drafts, the page of one, and all that its buttons do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from pprnet_site.core.errors import Refused
from pprnet_site.desk.forms.drafts import DraftForm, FactFormSet, NoticeForm, ScheduleForm
from pprnet_site.desk.forms.reading import facts_in, initial_facts, initial_texts, note_in, said_in
from pprnet_site.desk.permissions import desk_view
from pprnet_site.desk.queries.drafts import Draft, draft, open_drafts, type_groups
from pprnet_site.desk.views.frame import number, page
from pprnet_site.digest import actions
from pprnet_site.digest.gate import PublishRefused


@dataclass(slots=True)
class Sheet:
    """The forms on the page of a draft, as they stand."""

    form: DraftForm
    facts: Any
    schedule: ScheduleForm
    notice: NoticeForm
    refusal: str = ""
    changed: bool = False
    """Whether the form holds words that are not saved."""

    @property
    def is_valid(self) -> bool:
        """Whether the texts and the facts can be saved."""
        return all([self.form.is_valid(), self.facts.is_valid()])


def blank_sheet(found: Draft) -> Sheet:
    """Make the forms from the newest version."""
    return Sheet(
        DraftForm(initial=initial_texts(found)),
        FactFormSet(initial=initial_facts(found), prefix="facts"),
        ScheduleForm(prefix="schedule", initial={"at": found.scheduled_for}),
        NoticeForm(prefix="notice"),
    )


def sent_sheet(request: HttpRequest, found: Draft) -> Sheet:
    """Make the forms from what was sent."""
    return Sheet(
        DraftForm(request.POST, initial=initial_texts(found)),
        FactFormSet(request.POST, initial=initial_facts(found), prefix="facts"),
        ScheduleForm(prefix="schedule", initial={"at": request.POST.get("schedule-at")}),
        NoticeForm(prefix="notice"),
        changed=True,
    )


def show(request: HttpRequest, found: Draft, sheet: Sheet, status: int = 200) -> HttpResponse:
    """Show the page of a draft."""
    context = {
        "draft": found,
        "sheet": sheet,
        "groups": type_groups(),
        "topics_chosen": sheet.form.chosen("topics"),
        "types_chosen": sheet.form.chosen("research_types"),
    }
    return page(request, "desk/draft.html", "drafts", context, status=status)


@desk_view
@require_GET
def drafts_view(request: HttpRequest) -> HttpResponse:
    """List the drafts."""
    return page(request, "desk/drafts.html", "drafts", {"drafts": open_drafts()})


@desk_view
@require_http_methods(["GET", "HEAD", "POST"])
def draft_view(request: HttpRequest, summary_id: int) -> HttpResponse:
    """Show a draft; on a form sent, save it and do what the button says."""
    found = draft(summary_id, user=request.user)
    if request.method != "POST":
        return show(request, found, blank_sheet(found))
    if "unschedule" in request.POST:
        return unschedule(request, found)
    sheet = sent_sheet(request, found)
    if not sheet.is_valid:
        sheet.refusal = _("Not saved: something below needs your eye. What you typed is kept.")
        return show(request, found, sheet, status=400)
    return save(request, found, sheet)


def save(request: HttpRequest, found: Draft, sheet: Sheet) -> HttpResponse:
    """Save the draft, then do what else the button says; what is refused stays in the form."""
    fields = said_in(sheet.form) | {"key_facts": facts_in(sheet.facts)}
    if found.row.live and "change_text" in request.POST:
        fields["note"] = note_in(sheet.form, date=day_of_note(request))
    opened = sheet.form.cleaned_data["opened"]
    try:
        actions.save_draft(summary=found.row, fields=fields, by=request.user, opened=opened)
    except Refused as refusal:
        # The next save is made against the version that the writer is told of now.
        sheet.refusal, sheet.form.data = str(refusal), sheet.form.data.copy()
        sheet.form.data["opened"] = str(found.row.latest_revision_id or "")
        return show(request, found, sheet, status=409)
    return after_saving(request, draft(found.row.pk, user=request.user))


def day_of_note(request: HttpRequest) -> date:
    """Give the day on which readers will see the note: today, or when the summary goes out."""
    form = ScheduleForm(request.POST, prefix="schedule")
    if "schedule" in request.POST and form.is_valid():
        return timezone.localdate(form.cleaned_data["at"])
    return timezone.localdate()


def after_saving(request: HttpRequest, found: Draft) -> HttpResponse:
    """Do what the button said beyond saving."""
    if "sources" in request.POST:
        return redirect("desk:sources", found.row.pk)
    if "preview" in request.POST:
        return redirect("wagtailadmin_pages:view_draft", found.row.pk)
    buttons = {
        "remove": remove,
        "add_facts": add_facts,
        "publish": publish,
        "schedule": schedule,
    }
    for name, act in buttons.items():
        if name in request.POST:
            return act(request, found)
    messages.success(request, _("The draft is saved."))
    return redirect("desk:draft", found.row.pk)


def remove(request: HttpRequest, found: Draft) -> HttpResponse:
    """Take a source out of what was just saved."""
    number_sent = number(request.POST["remove"])
    work = next((each.work for each in found.sources if each.work.pk == number_sent), None)
    if work is not None:
        actions.remove_source(summary=found.row, work=work, by=request.user)
        messages.success(request, _("No longer a source: %(title)s") % {"title": work})
    return redirect("desk:draft", found.row.pk)


def add_facts(request: HttpRequest, found: Draft) -> HttpResponse:
    """Add to what was just saved what was accepted of its sources since."""
    added = actions.add_facts(summary=found.row, by=request.user)
    messages.success(
        request,
        ngettext("%(n)d key fact added.", "%(n)d key facts added.", added) % {"n": added}
        if added
        else _("The draft holds already all that was accepted of its sources."),
    )
    return redirect("desk:draft", found.row.pk)


def publish(request: HttpRequest, found: Draft) -> HttpResponse:
    """Publish what was just saved."""
    try:
        summary = actions.publish_summary(summary=found.row, by=request.user)
    except Refused as refusal:
        return refuse(request, found, refusal)
    messages.success(request, _("Published: %(title)s") % {"title": summary.title})
    return redirect("desk:draft", found.row.pk)


def schedule(request: HttpRequest, found: Draft) -> HttpResponse:
    """Settle when what was just saved goes out."""
    form = ScheduleForm(request.POST, prefix="schedule")
    if not form.is_valid():
        sheet = blank_sheet(found)
        sheet.schedule = form
        sheet.refusal = _("The draft is saved, but no date was set: look at the date below.")
        return show(request, found, sheet, status=400)
    try:
        actions.schedule_summary(summary=found.row, at=form.cleaned_data["at"], by=request.user)
    except Refused as refusal:
        return refuse(request, found, refusal)
    messages.success(request, _("The date of publication is set."))
    return redirect("desk:draft", found.row.pk)


def refuse(request: HttpRequest, found: Draft, refusal: Refused) -> HttpResponse:
    """Show the draft, which is saved, with the reason why it did not go out."""
    sheet = blank_sheet(found)
    sheet.refusal = (
        _("The draft is saved, but not published: the list beside it says what is still to do.")
        if isinstance(refusal, PublishRefused)
        else str(refusal)
    )
    return show(request, found, sheet, status=409)


def unschedule(request: HttpRequest, found: Draft) -> HttpResponse:
    """Take the date of publication back."""
    try:
        actions.unschedule_summary(summary=found.row, by=request.user)
    except Refused as refusal:
        return refuse(request, found, refusal)
    messages.success(request, _("The date is taken back; the summary is a draft again."))
    return redirect("desk:draft", found.row.pk)


@desk_view
@require_http_methods(["POST"])
def notice_view(request: HttpRequest, summary_id: int) -> HttpResponse:
    """Put a dated note on a published summary."""
    found = draft(summary_id, user=request.user)
    form = NoticeForm(request.POST, prefix="notice")
    sheet = blank_sheet(found)
    sheet.notice = form
    if not form.is_valid():
        sheet.refusal = _("The note was not added. Look at its form below.")
        return show(request, found, sheet, status=400)
    try:
        actions.add_notice(summary=found.row, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        sheet.refusal = str(refusal)
        return show(request, found, sheet, status=409)
    messages.success(request, _("The note is on the published summary now."))
    return redirect(f"{reverse('desk:draft', args=[summary_id])}#notices")
