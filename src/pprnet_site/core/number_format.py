"""Numbers as text, with a real minus sign."""

from __future__ import annotations

from django.utils.translation import get_language

MINUS = "\N{MINUS SIGN}"


def format_number(value: float) -> str:
    """Return a number in at most six digits, with a real minus sign and a decimal point."""
    return f"{value:g}".replace("-", MINUS)


def localised_number(value: float) -> str:
    """Return a number as `format_number` does, in French with a decimal comma."""
    text = format_number(value)
    return text.replace(".", ",") if (get_language() or "").startswith("fr") else text
