"""The second step of logging in: a code of the app, or a recovery code."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from django_otp import login as mark_verified
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from pprnet_site.accounts.forms import CodeForm
from pprnet_site.accounts.two_factor.devices import check_code, recovery_codes_left
from pprnet_site.accounts.two_factor.pending_step import ENTER_CODE, pending_step, step_address
from pprnet_site.accounts.views.account_page import (
    AccountRequest,
    account_view,
    add_code_error,
    render_account_page,
    requested_next,
)


def enter_code(request: AccountRequest) -> HttpResponse:
    """Ask for a code, and log in with a right one."""
    if request.user.is_authenticated:
        return redirect(requested_next(request))
    step = pending_step(request.person)
    if step != ENTER_CODE and step is not None:
        return redirect(step_address(step, requested_next(request)))
    form = CodeForm(request.POST or None)
    if form.is_valid():
        check = check_code(request.person, form.cleaned_data["code"])
        if check.device is not None:
            finish(request, check.device)
            return redirect(requested_next(request))
        add_code_error(form, check)
    status = 200 if not form.errors else 422
    return render_account_page(request, "second_step.html", {"form": form}, status)


def finish(request: AccountRequest, device: TOTPDevice | StaticDevice) -> None:
    """Log the person in, in a session with a new key."""
    request.user = request.person
    request.session.cycle_key()
    mark_verified(request, device)
    if isinstance(device, StaticDevice):
        left = recovery_codes_left(request.person)
        messages.warning(
            request,
            ngettext(
                "You used a recovery code. %(n)s is left.",
                "You used a recovery code. %(n)s are left.",
                left,
            )
            % {"n": left},
        )


second_step = account_view(
    require_http_methods(["GET", "HEAD", "POST"])(enter_code), allow_half=True
)
