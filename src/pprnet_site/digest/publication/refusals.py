"""The reasons why a summary cannot be published, and the error that carries them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pprnet_site.core.errors import ActionRefusedError

if TYPE_CHECKING:
    from pprnet_site.digest.models import SummaryPage


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why a summary cannot be published, and what to do about it."""

    code: str
    message: str | Promise
    advice: str | Promise
    field: str = ""
    """The form field that it is about."""
    work: int | None = None
    """The number of the work whose citation it is about, if any."""
    event: int | None = None
    """The number of the notice about a source that a person has to decide on, if any."""
    place: str = ""
    """The claim or finding that it is about, as it is called on the page of the evidence."""

    def __str__(self) -> str:
        return f"{self.message} {self.advice}"


class PublishRefused(ActionRefusedError):
    """One or more summaries cannot be published in their present state."""

    def __init__(self, *cases: tuple[SummaryPage, tuple[Refusal, ...]]) -> None:
        self.cases = cases
        super().__init__("\n".join(refusal_line(summary, found) for summary, found in cases))

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """All reasons, summary by summary."""
        return tuple(refusal for _summary, found in self.cases for refusal in found)

    @property
    def pages(self) -> tuple[int, ...]:
        """The numbers of the refused pages; a page that is not stored yet has none."""
        return tuple(summary.pk for summary, _found in self.cases if summary.pk)

    @property
    def summary(self) -> SummaryPage:
        """The summary that was refused, or the first of them."""
        return self.cases[0][0]


def refusal_line(summary: SummaryPage, found: tuple[Refusal, ...]) -> str:
    """Return in one line why a summary was refused."""
    title = summary.title or _("Untitled")
    return str(
        format_lazy(
            _("“{title}” cannot be published. {reasons}"),
            title=title,
            reasons=" ".join(str(refusal) for refusal in found),
        )
    )
