"""The page "Two-factor log-in": set up, new recovery codes, turn off."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods
from django_otp import login as mark_verified

from pprnet_site.accounts.forms import CodeForm
from pprnet_site.accounts.two_factor import devices
from pprnet_site.accounts.two_factor.pending_step import (
    ENTER_CODE,
    has_second_step,
    must_have_second_step,
    pending_step,
    step_address,
)
from pprnet_site.accounts.views.account_page import (
    AccountRequest,
    account_view,
    add_code_error,
    render_account_page,
    requested_next,
)


def manage(request: AccountRequest) -> HttpResponse:
    """Show what is set up, and do what a form asks for."""
    if not request.user.is_authenticated and pending_step(request.person) == ENTER_CODE:
        return redirect(step_address(ENTER_CODE, request.get_full_path()))
    if request.method != "POST":
        return two_factor_page(request, CodeForm())
    action = request.POST.get("action")
    if has_second_step(request.person):
        return change(request, CodeForm(request.POST), turn_off=action == "off")
    if action == "start":
        devices.start_set_up(request.person)
        return redirect(step_address("accounts:two-factor", requested_next(request)))
    return confirm(request, CodeForm(request.POST))


def confirm(request: AccountRequest, form: CodeForm) -> HttpResponse:
    """Turn two-factor log-in on with the first code, and show the recovery codes once."""
    if not form.is_valid():
        return two_factor_page(request, form)
    check = devices.confirm_set_up(request.person, form.cleaned_data["code"])
    if check.device is None:
        add_code_error(form, check)
        return two_factor_page(request, form)
    request.user = request.person
    request.session.cycle_key()
    mark_verified(request, check.device)
    return recovery_page(request)


def change(request: AccountRequest, form: CodeForm, *, turn_off: bool) -> HttpResponse:
    """Turn two-factor log-in off or make new recovery codes, with a right code only."""
    if not form.is_valid():
        return two_factor_page(request, form)
    check = devices.check_code(request.person, form.cleaned_data["code"])
    if check.device is None:
        add_code_error(form, check)
        return two_factor_page(request, form)
    if not turn_off:
        return recovery_page(request)
    devices.remove_second_step(request.person)
    messages.success(request, gettext("Two-factor log-in is off for this account."))
    return redirect("accounts:account")


def recovery_page(request: AccountRequest) -> HttpResponse:
    """Show new recovery codes, this once."""
    codes = devices.make_recovery_codes(request.person)
    return render_account_page(request, "recovery_codes.html", {"codes": codes})


def two_factor_page(request: AccountRequest, form: CodeForm) -> HttpResponse:
    """Show what is set up, with the form that fits."""
    is_on = has_second_step(request.person)
    device = None if is_on else devices.unconfirmed_device(request.person)
    context = {
        "form": form,
        "is_on": is_on,
        "is_required": must_have_second_step(request.person),
        "codes_left": devices.recovery_codes_left(request.person) if is_on else 0,
        "key": devices.key_text(device) if device else "",
        "qr_code": devices.qr_code(device) if device else "",
    }
    return render_account_page(request, "two_factor.html", context, 422 if form.errors else 200)


two_factor = account_view(require_http_methods(["GET", "HEAD", "POST"])(manage), allow_half=True)
