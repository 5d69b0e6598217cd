"""The log-in page: Wagtail's, which remembers the browser and leads on to the second step."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.views.account import LoginView

from pprnet_site.accounts.known_browsers import remember_browser
from pprnet_site.accounts.two_factor.pending_step import (
    half_signed_in,
    pending_step,
    step_address,
)


class LogIn(LoginView):  # type: ignore[misc]  # Wagtail has no types
    """The log-in page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page, or the second step to who has done the first."""
        person = half_signed_in(request)
        step = pending_step(person) if person else None
        if step:
            return redirect(step_address(step, self.get_success_url()))
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def form_valid(self, form: LoginForm) -> HttpResponse:
        """Log in, and remember the browser: strangers' wrong passwords cannot lock it out."""
        response: HttpResponse = super().form_valid(form)
        user = form.get_user()
        if step := pending_step(user):
            response = redirect(step_address(step, self.get_success_url()))
        remember_browser(self.request, response, user.get_username())
        return response
