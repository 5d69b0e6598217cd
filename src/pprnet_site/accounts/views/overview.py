"""The page of a person's own account, and the copy of their data."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pprnet_site.accounts.personal_data.export import personal_data
from pprnet_site.accounts.two_factor.pending_step import has_second_step
from pprnet_site.accounts.views.account_page import (
    AccountRequest,
    account_view,
    render_account_page,
)


def show(request: AccountRequest) -> HttpResponse:
    """Show the account, and what can be changed."""
    groups = list(request.person.groups.order_by("name").values_list("name", flat=True))
    context = {"groups": groups, "has_second_step": has_second_step(request.person)}
    return render_account_page(request, "account.html", context)


def download(request: AccountRequest) -> HttpResponse:
    """Return a copy of what the site holds about the person, as a file."""
    return JsonResponse(
        personal_data(request.person, now=timezone.now()),
        json_dumps_params={"indent": 2, "ensure_ascii": False},
        headers={"Content-Disposition": 'attachment; filename="account.json"'},
    )


account = account_view(require_safe(show))
data = account_view(require_safe(download))
