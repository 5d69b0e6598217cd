"""An effect of a work in plain language."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from pprnet_site.catalogue.models import Work
from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.desk.forms.plain_language import PlainLanguageForm
from pprnet_site.desk.permissions import DeskRequest, desk_view
from pprnet_site.desk.queries.work_details.plain_language import describe_effect, effects_of
from pprnet_site.desk.views.desk_page import render_page


@desk_view
@require_GET
def plain_language_view(request: DeskRequest, work_id: int) -> HttpResponse:
    """Ask what an effect is about, and show it in one sentence and in pictures."""
    work = get_object_or_404(Work.objects.defer("merged"), pk=work_id)
    effects = effects_of(work)
    is_asked = "intervention" in request.GET
    start = {"effect": request.GET.get("effect", "")}
    form = PlainLanguageForm(request.GET if is_asked else None, effects=effects, initial=start)
    context = {"work": work, "effects": effects, "form": form}
    language = "fr" if (get_language() or "").startswith("fr") else "en"
    if is_asked and form.is_valid():
        try:
            context["plain"] = describe_effect(form.detail, form.cleaned_data, language)
        except ActionRefusedError as refusal:
            form.add_error(None, str(refusal))
    status = 400 if form.errors else 200
    return render_page(request, "desk/plain.html", "works", context, status=status)
