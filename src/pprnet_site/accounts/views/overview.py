"""The page of a person's own account, and the copy of their data."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pprnet_site.accounts.forms import NameForm
from pprnet_site.accounts.personal_data.export import personal_data
from pprnet_site.accounts.two_factor.pending_step import has_second_step
from pprnet_site.accounts.views.account_page import (
    AccountRequest,
    account_view,
    render_account_page,
)
from pprnet_site.core.display_names import display_name, set_display_name


def show(request: AccountRequest) -> HttpResponse:
    """Show the account, and what can be changed; save the name that was sent."""
    sent = request.POST if "name" in request.POST else None
    form = NameForm(sent, initial={"name": display_name(request.person)})
    if form.is_valid():
        set_display_name(user=request.person, name=form.cleaned_data["name"])
        messages.success(request, _("Your name is saved."))
        return redirect("accounts:account")
    return show_account(request, form, status=422 if request.method == "POST" else 200)


def show_account(request: AccountRequest, form: NameForm, *, status: int) -> HttpResponse:
    """Return the page of the account."""
    groups = list(request.person.groups.order_by("name").values_list("name", flat=True))
    context = {
        "groups": groups,
        "has_second_step": has_second_step(request.person),
        "form": form,
        "display_name": display_name(request.person),
    }
    return render_account_page(request, "account.html", context, status=status)


def download(request: AccountRequest) -> HttpResponse:
    """Return a copy of what the site holds about the person, as a file."""
    return JsonResponse(
        personal_data(request.person, now=timezone.now()),
        json_dumps_params={"indent": 2, "ensure_ascii": False},
        headers={"Content-Disposition": 'attachment; filename="account.json"'},
    )


account = account_view(require_http_methods(["GET", "HEAD", "POST"])(show))
data = account_view(require_safe(download))
