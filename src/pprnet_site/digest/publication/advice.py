"""What the house would do otherwise with a summary: lengths and gaps, never a reason to refuse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pprnet_site.core.models import DigestSettings

if TYPE_CHECKING:
    from pprnet_site.digest.models import SummaryPage


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing that the house would do otherwise; it never keeps a summary back."""

    code: str
    message: str
    field: str = ""

    def __str__(self) -> str:
        return str(self.message)


def word_count(text: str) -> int:
    """Count the words of a text as its writer would."""
    return len(text.split())


def advice(summary: SummaryPage) -> tuple[Advice, ...]:
    """List what the house would do otherwise: lengths first, then what is still empty."""
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
    """Compare the length of a text with the house's."""
    words = word_count(getattr(summary, name))
    if not words or low <= words <= high:
        return None
    counted = ngettext("%(count)d word", "%(count)d words", words) % {"count": words}
    label = summary._meta.get_field(name).verbose_name  # noqa: SLF001 - Django's own door
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
