"""The app that makes codes, and the recovery codes of an account."""

from __future__ import annotations

import re
from base64 import b32encode
from dataclasses import dataclass
from typing import Any

import segno
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

RECOVERY_CODES = 10
CODE_DIGITS = 6
QUIET_ZONE = 4
"""Empty modules around a QR code, as its standard asks."""


@dataclass(frozen=True)
class CodeCheck:
    """Whether a code is right."""

    device: TOTPDevice | StaticDevice | None
    """What made the code, `None` for a wrong one."""
    wait: int = 0
    """Seconds until the next code is looked at, 0 if there is no pause."""


def start_set_up(user: User) -> TOTPDevice:
    """Return a new key that does not count before a code of it was entered."""
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user, confirmed=False).delete()
        device: TOTPDevice = TOTPDevice.objects.create(user=user, name="app", confirmed=False)
    return device


def unconfirmed_device(user: User) -> TOTPDevice | None:
    """Return the key that is being set up, `None` if there is none."""
    device: TOTPDevice | None = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return device


def confirm_set_up(user: User, code: str) -> CodeCheck:
    """Look at the first code of a new key; a right one replaces the keys before."""
    with transaction.atomic():
        found = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False)
        check = try_device(found.first(), plain_code(code))
        if check.device is not None:
            TOTPDevice.objects.filter(user=user, confirmed=True).delete()
            check.device.confirmed = True
            check.device.save(update_fields=["confirmed"])
    return check


def check_code(user: User, code: str) -> CodeCheck:
    """Look at a code of the app, or use up a recovery code.

    Each wrong code doubles the pause before the next one is looked at, beginning with a second.
    """
    plain = plain_code(code)
    is_of_app = plain.isdigit() and len(plain) == CODE_DIGITS
    model: Any = TOTPDevice if is_of_app else StaticDevice
    with transaction.atomic():
        found = model.objects.select_for_update().filter(user=user, confirmed=True)
        return try_device(found.first(), plain)


def try_device(device: TOTPDevice | StaticDevice | None, code: str) -> CodeCheck:
    """Return whether a device made a code; the pauses are those of django-otp."""
    if device is None:
        return CodeCheck(None)
    allowed, reason = device.verify_is_allowed()
    if not allowed:
        return CodeCheck(None, wait=seconds_left(reason or {}))
    return CodeCheck(device if device.verify_token(code) else None)


def seconds_left(reason: dict[str, Any]) -> int:
    """Return the seconds of a pause, at least one."""
    until = reason.get("locked_until")
    return max(1, round((until - timezone.now()).total_seconds())) if until else 1


def plain_code(code: str) -> str:
    """Return a code without the spaces and hyphens that people type."""
    return re.sub(r"[\s-]", "", code[:40]).lower()


def make_recovery_codes(user: User) -> list[str]:
    """Return new recovery codes; those before are void."""
    with transaction.atomic():
        device, _made = StaticDevice.objects.get_or_create(user=user, name="recovery codes")
        device.token_set.all().delete()
        codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
        StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return [f"{code[:4]}-{code[4:]}" for code in codes]


def recovery_codes_left(user: User) -> int:
    """Return how many recovery codes can still be used."""
    return int(StaticToken.objects.filter(device__user=user).count())


def remove_second_step(user: User) -> bool:
    """Remove app and recovery codes; return whether the account had logged in with two steps."""
    with transaction.atomic():
        had = TOTPDevice.objects.filter(user=user, confirmed=True).exists()
        TOTPDevice.objects.filter(user=user).delete()
        StaticDevice.objects.filter(user=user).delete()
    return bool(had)


def end_pauses(user: User) -> None:
    """Forget wrong codes, after which a code is looked at again at once."""
    for model in (TOTPDevice, StaticDevice):
        model.objects.filter(user=user).update(
            throttling_failure_count=0, throttling_failure_timestamp=None
        )


def key_text(device: TOTPDevice) -> str:
    """Return the key in groups of four, for apps that cannot read a QR code."""
    text = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def qr_code(device: TOTPDevice) -> SafeString:
    """Return the key as a QR code: SVG without styles or scripts, as the policy asks."""
    code = segno.make(device.config_url, error="m", micro=False)
    svg = code.svg_inline(
        border=QUIET_ZONE, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None
    )
    return mark_safe(svg)  # noqa: S308 - drawn by segno from numbers
