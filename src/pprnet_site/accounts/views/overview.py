"""The page of a person's own account."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

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


account = account_view(require_safe(show))
