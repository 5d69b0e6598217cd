"""Advice on a summary, on lengths and missing parts; it never prevents publication."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pprnet_site.core.models import DigestSettings
from pprnet_site.digest.enums import InterestsState
from pprnet_site.digest.publication.second_person import lacks_check_list

if TYPE_CHECKING:
    from pprnet_site.digest.models import KeyFact, SummaryPage


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
    """Return the advice on a summary: lengths, missing parts, and what no person has stated."""
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
    return (*(each for each in found if each), *unstated_advice(summary))


def unstated_advice(summary: SummaryPage) -> Iterator[Advice]:
    """Yield advice on what no person has stated, so that readers see nothing or a mark."""
    for fact in summary.key_facts.all():
        if fact.is_unchecked:
            yield unchecked_advice(fact)
    if not summary.author_name.strip():
        yield Advice("no-author", _("There is no author yet."), "author_name")
    if summary.interests_state == InterestsState.NOT_ASKED:
        yield Advice(
            "interests-not-asked",
            _("The author has not been asked for interests: readers see nothing about them."),
            "interests_state",
        )
    if lacks_check_list(summary):
        yield Advice(
            "no-check-list", _("The check list for this version is not ticked yet."), "review"
        )


def unchecked_advice(fact: KeyFact) -> Advice:
    """Return advice on a fact that was read automatically."""
    text = _("Key fact “{fact}” was read automatically: readers see that nobody has checked it.")
    return Advice("unchecked-fact", format_lazy(text, fact=str(fact)), "key_facts")


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
