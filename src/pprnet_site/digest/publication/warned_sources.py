"""What the gate requires where a source is retracted or under an expression of concern.

A summary that readers see already may be changed once a person has confirmed the notice, or has
added a dated note of it. Nothing new is published about a retracted work, and nothing about a work
under a concern before a person has decided on it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.enums import (
    EventVerdict,
    WorkState,
)
from pprnet_site.catalogue.queries import deciding_event
from pprnet_site.digest.enums import SummaryNoticeKind
from pprnet_site.digest.publication.refusals import Refusal

if TYPE_CHECKING:
    from pprnet_site.catalogue.models import Work

NO_EVENT = 0
"""In place of the number of an event where a state was stored without one."""


def warned_source(work: Work, *, is_public: bool, notes: Collection[str]) -> Iterator[Refusal]:
    """Yield a reason if a source with a warning keeps a summary from being published.

    Args:
        work: the source, retracted or under a concern.
        is_public: whether readers see it as a source of this summary already.
        notes: the kinds of the dated notes on this summary.
    """
    if is_public and note_of(work) in notes:
        return
    event = undecided_event(work)
    if work.is_retracted and not (is_public and event is None):
        yield retraction_refusal(work, event, is_public=is_public)
    elif work.state == WorkState.CONCERN and event is not None:
        yield concern_refusal(work, event, is_public=is_public)


def note_of(work: Work) -> str:
    """Return the kind of a dated note by which an editor states the state of a source."""
    kind = SummaryNoticeKind.RETRACTED if work.is_retracted else SummaryNoticeKind.CONCERN
    return kind.value


def undecided_event(work: Work) -> int | None:
    """Return the number of an event that the state of a work follows from and nobody confirmed.

    None where it is confirmed; `NO_EVENT` where none is stored, so that nobody can have been
    asked.
    """
    event = deciding_event(work)
    if event is None:
        return NO_EVENT
    return None if event.verdict == EventVerdict.CONFIRMED else event.pk


def retraction_refusal(work: Work, event: int | None, *, is_public: bool) -> Refusal:
    """Return the reason for a retracted source."""
    message = (
        _("The source “{title}” has been retracted and replaced.")
        if work.state == WorkState.REPLACED
        else _("The source “{title}” has been retracted.")
    )
    advice = (
        _("Confirm the notice at the desk, or add a dated note of the retraction; the text stays.")
        if is_public
        else _("Remove it from the sources, or choose another work.")
    )
    return Refusal(
        "retracted",
        format_lazy(message, title=work.title),
        advice,
        "notices" if is_public else "sources",
        work.pk,
        (event or None) if is_public else None,
    )


def concern_refusal(work: Work, event: int, *, is_public: bool) -> Refusal:
    """Return the reason for a source under an expression of concern."""
    return Refusal(
        "concern",
        format_lazy(_("There is an expression of concern about “{title}”."), title=work.title),
        _("Read the notice, then confirm or dispute it at the desk."),
        "notices" if is_public else "sources",
        work.pk,
        event or None,
    )
