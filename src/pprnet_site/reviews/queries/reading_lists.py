"""What waits for a person: drafts to read, drafts handed in, answers to the person's drafts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Exists, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from pprnet_site.reviews.models import HandIn, MarginComment, ReaderAssignment
from pprnet_site.reviews.queries.people import PUBLISH_PERMISSIONS, people_with
from pprnet_site.reviews.queries.review_states import AskedReader, is_late


@dataclass(frozen=True, slots=True)
class Answers:
    """Comments that are not resolved on a draft which a person handed in or saved last."""

    page: Page
    comments: int


@dataclass(frozen=True, slots=True)
class ReadingList:
    """What waits for a person, list by list."""

    to_read: tuple[AskedReader, ...]
    without_reader: tuple[HandIn, ...]
    """For those who may publish: handed in, and nobody is asked to read it."""
    answers: tuple[Answers, ...]


def reading_list(user: User) -> ReadingList:
    """Return what waits for a person, the first due first."""
    today = timezone.localdate()
    asked = ReaderAssignment.objects.filter(reader=user, closed_at=None).select_related(
        "page", "by"
    )
    return ReadingList(
        to_read=tuple(AskedReader(row, is_late(row.due, today)) for row in asked),
        without_reader=tuple(unassigned_hand_ins(user).select_related("page", "by")),
        answers=tuple(answers_to(user)),
    )


def reading_count(user: User) -> int:
    """Return how many drafts wait for a person."""
    asked = ReaderAssignment.objects.filter(reader=user, closed_at=None)
    answered = comments_for(user).order_by().values("page").distinct()
    handed_in = unassigned_hand_ins(user).order_by().values("page")
    return asked.order_by().values("page").union(handed_in, answered, all=True).count()


def unassigned_hand_ins(user: User) -> QuerySet[HandIn]:
    """Return the drafts handed in by others that nobody is asked to read, for who may publish."""
    asked = ReaderAssignment.objects.filter(closed_at=None).values("page")
    may_publish = Exists(people_with(PUBLISH_PERMISSIONS).filter(pk=user.pk))
    waiting = HandIn.objects.filter(may_publish, closed_at=None).exclude(page__in=asked)
    return waiting.exclude(by=user).order_by("at", "pk")


def comments_for(user: User) -> QuerySet[MarginComment]:
    """Return the open comments of others on the drafts that a person handed in or saved last."""
    handed_in = HandIn.objects.filter(by=user, closed_at=None).values("page")
    own = Q(page__latest_revision__user=user) | Q(page__in=handed_in)
    return MarginComment.objects.filter(own, resolved_at=None).exclude(by=user)


def answered_pages(user: User) -> dict[int, int]:
    """Return how many comments of others are open on each draft of a person, by its number."""
    return dict(Counter(comments_for(user).values_list("page", flat=True)))


def answers_to(user: User) -> list[Answers]:
    """Return the drafts of a person with open comments of others."""
    counts = answered_pages(user)
    return [Answers(page, counts[page.pk]) for page in Page.objects.filter(pk__in=counts)]
