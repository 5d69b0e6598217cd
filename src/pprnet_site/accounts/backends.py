"""Finding the account of a session, with what the second step of logging in needs."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django_otp.plugins.otp_totp.models import TOTPDevice


class AccountBackend(ModelBackend):
    """Django's own, which also reads whether the account logs in with two steps.

    One query reads both, as every request of a logged-in person needs both.
    """

    def get_user(self, user_id: int) -> User | None:
        """Return an active account by its key, with `has_second_step`; `None` if there is none."""
        device = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        user = User.objects.annotate(has_second_step=Exists(device)).filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
