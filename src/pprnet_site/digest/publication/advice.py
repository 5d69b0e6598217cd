"""Advice on a summary, on lengths and missing parts; it never prevents publication."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pprnet_site.core.models import DigestSettings

if TYPE_CHECKING:
    from pprnet_site.digest.models import SummaryPage


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice; it never prevents publication."""

    code: str
    message: str | Promise
    field: str = ""

    def __str__(self) -> str:
        return str(self.message)


def word_count(text: str) -> int:
    """Return the number of words of a text, separated by white space."""
    return len(text.split())


def advice(summary: SummaryPage) -> tuple[Advice, ...]:
    """Return the advice on a summary: lengths first, then missing parts."""
    recommended = DigestSettings.objects.first() or DigestSettings()
    lengths = (
        ("summary", recommended.summary_min, recommended.summary_max),
        ("implications", recommended.implications_min, recommended.implications_max),
    )
    found = [length_advice(summary, name, low, high) for name, low, high in lengths]
    if not summary.bottom_line.strip():
        found.append(Advice("no-bottom-line", _("There is no bottom line yet."), "bottom_line"))
    if not summary.teaser_clause.strip():
        found.append(Advice("no-clause", _("There is no teaser clause yet."), "teaser_clause"))
    return tuple(each for each in found if each)


def length_advice(summary: SummaryPage, name: str, low: int, high: int) -> Advice | None:
    """Return advice if the length of a text is outside the recommended range."""
    words = word_count(getattr(summary, name))
    if not words or low <= words <= high:
        return None
    counted = ngettext("%(count)d word", "%(count)d words", words) % {"count": words}
    label = summary._meta.get_field(name).verbose_name  # noqa: SLF001 - a public interface of Django
    return Advice(
        f"{name}-length",
        format_lazy(
            _("{label}: {counted}. Recommended: {low}-{high} words."),
            label=str(label).capitalize(),
            counted=counted,
            low=low,
            high=high,
        ),
        name,
    )
