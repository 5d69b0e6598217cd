"""How far the reading of drafts is, for lists and for the page of a draft."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from pprnet_site.reviews.models import (
    HandIn,
    MarginComment,
    ReaderAssignment,
    VersionReading,
)


@dataclass(frozen=True, slots=True)
class AskedReader:
    """A person who is asked to read a draft."""

    assignment: ReaderAssignment
    is_late: bool


@dataclass(frozen=True, slots=True)
class ReviewState:
    """How far the reading of a draft is."""

    hand_in: HandIn | None = None
    readers: tuple[AskedReader, ...] = ()
    open_comments: int = 0
    newest_reading: VersionReading | None = None

    @property
    def is_begun(self) -> bool:
        """Whether anything was asked or said."""
        return bool(self.hand_in or self.readers or self.open_comments or self.newest_reading)


def review_states(page_ids: Collection[int]) -> dict[int, ReviewState]:
    """Return the state of each of these drafts, in four queries however many there are."""
    hand_ins = HandIn.objects.filter(page__in=page_ids, closed_at=None).select_related("by")
    readings = VersionReading.objects.filter(page__in=page_ids).select_related("reader", "link")
    comments = MarginComment.objects.filter(page__in=page_ids, resolved_at=None)
    asked = asked_readers(page_ids)
    counts = Counter(comments.values_list("page", flat=True))
    handed = {each.page_id: each for each in hand_ins}
    newest = {each.page_id: each for each in readings}
    return {
        number: ReviewState(
            handed.get(number), tuple(asked[number]), counts[number], newest.get(number)
        )
        for number in page_ids
    }


def asked_readers(page_ids: Iterable[int]) -> defaultdict[int, list[AskedReader]]:
    """Return who is asked to read each draft, the first due first."""
    today, found = timezone.localdate(), defaultdict(list)
    rows = ReaderAssignment.objects.filter(page__in=page_ids, closed_at=None)
    for row in rows.select_related("reader"):
        found[row.page_id].append(AskedReader(row, is_late(row.due, today)))
    return found


def is_late(due: date, today: date) -> bool:
    """Return whether a day has passed."""
    return due < today


def review_state(page_id: int) -> ReviewState:
    """Return the state of one draft."""
    return review_states([page_id])[page_id]
