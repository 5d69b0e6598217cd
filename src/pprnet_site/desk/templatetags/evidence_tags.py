"""Template filters of the page of a draft beside its sources."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def sent(values: Mapping[str, str], name: str) -> str:
    """Return what was typed into a field of a form, empty where nothing was."""
    return values.get(name, "") if values else ""
