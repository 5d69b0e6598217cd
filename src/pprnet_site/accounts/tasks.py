"""Background tasks of accounts."""

from __future__ import annotations

from django.utils.translation import override
from django_tasks import task
from wagtail.admin.forms.auth import PasswordResetForm


@task()
def send_password_reset(email: str, *, domain: str, use_https: bool, language: str) -> None:
    """Send a link for a new password to the accounts with this e-mail address, if there are any."""
    with override(language):
        form = PasswordResetForm({"email": email})
        if form.is_valid():
            form.save(
                domain_override=domain,
                use_https=use_https,
                subject_template_name="wagtailadmin/account/password_reset/email_subject.txt",
                email_template_name="wagtailadmin/account/password_reset/email.txt",
            )
