"""Review of the signals of a work: accept, reject and correct."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pprnet_site.catalogue.actions import judge_signal, state_value, undo_judgement
from pprnet_site.catalogue.enums import JudgementVerdict
from pprnet_site.catalogue.models import Judgement, Work
from pprnet_site.catalogue.signal_kinds import SignalKind
from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.desk.actions import accept_all
from pprnet_site.desk.forms.signals import ACCEPT_ALL, UNDO_JUDGEMENT, EffectForm, JudgementForm
from pprnet_site.desk.permissions import DeskRequest, desk_view
from pprnet_site.desk.views.desk_page import redirect_back
from pprnet_site.desk.views.works import show_work, work_address


@desk_view
@require_POST
def judge_view(request: DeskRequest, work_id: int) -> HttpResponse:
    """Store a review of a signal, then return to the page that it was made on."""
    get_object_or_404(Work.objects.only("pk"), pk=work_id)
    form = JudgementForm(request.POST)
    if not form.is_valid():
        problem = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return show_work(request, work_id, status=400, refusal=problem)
    try:
        said = apply_judgement(request, work_id, form)
    except ActionRefusedError as refusal:
        return show_work(request, work_id, status=409, refusal=str(refusal))
    except Judgement.DoesNotExist as error:
        raise Http404 from error
    messages.success(request, said)
    return redirect_back(request, f"{work_address(work_id)}#signals")


def apply_judgement(request: DeskRequest, work_id: int, form: JudgementForm) -> str:
    """Carry out the review of a form; return a message about it."""
    said, by = form.cleaned_data, request.user
    verdict, kind, value = said["verdict"], said["kind"], said["value"]
    if verdict == UNDO_JUDGEMENT:
        undo_judgement(judgement_id=said["judgement"], by=by)
        return _("Undone. The automatic reading applies again.")
    if verdict == ACCEPT_ALL:
        count = accept_all(work_id=work_id, by=by)
        return ngettext("%(n)d signal accepted.", "%(n)d signals accepted.", count) % {"n": count}
    if verdict == JudgementVerdict.STATED:
        state_value(work_id=work_id, kind=kind, value=value, by=by)
        return _("Corrected. The next automatic reading will use this correction.")
    judge_signal(work_id=work_id, kind=kind, value=value, verdict=verdict, by=by)
    return _("Accepted.") if verdict == JudgementVerdict.ACCEPTED else _("Rejected.")


@desk_view
@require_POST
def effect_view(request: DeskRequest, work_id: int) -> HttpResponse:
    """Store an effect that a person found in the work."""
    get_object_or_404(Work.objects.only("pk"), pk=work_id)
    form = EffectForm(request.POST, auto_id="effect_%s")
    if not form.is_valid():
        return show_work(request, work_id, status=400, effect_form=form)
    try:
        state_value(
            work_id=work_id,
            kind=SignalKind.EFFECT,
            value=form.value,
            detail=form.detail,
            by=request.user,
        )
    except ActionRefusedError as refusal:
        return show_work(request, work_id, status=409, refusal=str(refusal))
    messages.success(request, _("The effect is added."))
    return redirect_back(request, f"{work_address(work_id)}#signals")
