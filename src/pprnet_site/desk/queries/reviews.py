"""A draft as the page shows it on which it is read."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.http import Http404
from wagtail.models import Revision

from pprnet_site.digest.models import IssuePage, SummaryPage
from pprnet_site.digest.publication import gate
from pprnet_site.digest.publication.refusals import Refusal
from pprnet_site.digest.publication.second_person import lacks_check_list
from pprnet_site.reviews.models import GuestLink
from pprnet_site.reviews.permissions import user_can_hand_in, user_can_lead_review
from pprnet_site.reviews.queries.people import is_network, writing_people
from pprnet_site.reviews.queries.review_history import HistoryLine, review_history
from pprnet_site.reviews.queries.review_sheets import (
    ReviewSheet,
    comments_of,
    links_of,
    possible_readers,
    review_sheet,
)
from pprnet_site.reviews.queries.review_states import ReviewState, review_state
from pprnet_site.reviews.queries.versions import text_author, version_text

REVIEW = "review"
"""The field of a reason of the gate that this page is about."""


@dataclass(frozen=True, slots=True)
class Review:
    """All that the page shows on which a draft is read."""

    row: SummaryPage
    issue: IssuePage
    revision: Revision
    sheet: ReviewSheet
    state: ReviewState
    refusals: tuple[Refusal, ...]
    author: User | None
    """Whose account saved the newest changes of the text."""
    readers: tuple[User, ...]
    links: tuple[GuestLink, ...]
    history: tuple[HistoryLine, ...]
    is_network: bool
    needs_check_list: bool
    is_own: bool
    """Whether the person who looks at it wrote the text or handed it in."""
    can_hand_in: bool
    can_lead: bool


def read_review(summary_id: int, *, user: User) -> Review:
    """Return a draft in its newest version, with what was said of it.

    Raises:
        Http404: There is no summary with this number, or it has no version.
    """
    row = SummaryPage.objects.filter(pk=summary_id).first()
    revision = row.get_latest_revision() if row else None
    if row is None or revision is None:
        raise Http404
    summary, state = row.get_latest_revision_as_object(), review_state(row.pk)
    author = text_author(row.pk, version_text(revision.content).fingerprint)
    can_lead = user_can_lead_review(user, row)
    return Review(
        row=row,
        issue=row.get_parent().specific,
        revision=revision,
        sheet=review_sheet(revision, comments_of(row)),
        state=state,
        refusals=tuple(each for each in gate.refusals(summary) if each.field == REVIEW),
        author=author,
        readers=tuple(possible_readers(writing_people(), author=author)) if can_lead else (),
        links=tuple(links_of(row)) if can_lead else (),
        history=tuple(review_history(row)),
        is_network=is_network(),
        needs_check_list=lacks_check_list(summary),
        is_own=user == author or (state.hand_in is not None and state.hand_in.by == user),
        can_hand_in=user_can_hand_in(user, row),
        can_lead=can_lead,
    )
