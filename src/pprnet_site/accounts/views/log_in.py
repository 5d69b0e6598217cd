"""The log-in page: Wagtail's, which remembers the browser."""

from __future__ import annotations

from django.http import HttpResponse
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.views.account import LoginView

from pprnet_site.accounts.known_browsers import remember_browser


class LogIn(LoginView):  # type: ignore[misc]  # Wagtail has no types
    """The log-in page."""

    def form_valid(self, form: LoginForm) -> HttpResponse:
        """Log in, and remember the browser: strangers' wrong passwords cannot lock it out."""
        response: HttpResponse = super().form_valid(form)
        remember_browser(self.request, response, form.get_user().get_username())
        return response
