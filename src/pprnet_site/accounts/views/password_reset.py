"""Asking for a new password by e-mail; routed only where a mail server is set."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django_ratelimit.core import is_ratelimited
from wagtail.admin.forms.auth import PasswordResetForm
from wagtail.admin.views.account import PasswordResetView

from pprnet_site.accounts.client_address import counted_address
from pprnet_site.accounts.tasks import send_password_reset

REQUESTS_OF_ADDRESS = "10/h"
"""Requests from one address; each process of the web server counts separately."""
MAILS_TO_ACCOUNT = "3/h"
"""Mails to one e-mail address; the answer does not say that no more are sent."""


class RequestPasswordReset(PasswordResetView):  # type: ignore[misc]  # Wagtail has no types
    """The page that asks for an e-mail address.

    The task worker looks for the account and sends the mail, so the answer and its time are the
    same whether there is one or not.
    """

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer a request, unless too many came from this address."""
        address = counted_address(request) or ""
        if is_limited(request, "address", address, REQUESTS_OF_ADDRESS):
            return render(request, "accounts/too_many_requests.html", status=429)
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def form_valid(self, form: PasswordResetForm) -> HttpResponse:
        """Leave the rest to the task worker."""
        email: str = form.cleaned_data["email"]
        if not is_limited(self.request, "email", email.casefold(), MAILS_TO_ACCOUNT):
            send_password_reset.enqueue(
                email,
                domain=self.request.get_host(),
                use_https=self.request.is_secure(),
                language=get_language() or "en",
            )
        return HttpResponseRedirect(str(self.success_url))


def is_limited(request: HttpRequest, kind: str, value: str, rate: str) -> bool:
    """Count a request, and return whether there were too many."""
    return bool(
        is_ratelimited(
            request,
            group=f"password reset by {kind}",
            key=lambda _group, _request: value,
            rate=rate,
            method="POST",
            increment=True,
        )
    )
