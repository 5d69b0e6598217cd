"""The full texts of works, for signed-in people who may write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.contrib.auth.models import User
from django.db.models import Count, Q

from pprnet_site.evidence.models import FullTextRow, PassageRow, UnreadNumberRow
from pprnet_site.evidence.permissions import ensure_can_read_full_texts


@dataclass(frozen=True, slots=True)
class FullTextPage:
    """What was read of one page; a text without pages is one page with the number 0."""

    number: int
    passages: tuple[PassageRow, ...]
    unread: tuple[UnreadNumberRow, ...]


def full_texts_of_work(work: int, *, user: User) -> list[FullTextRow]:
    """Return the full texts of a work, each with the count of its unread numbers in `unread_count`.

    Raises:
        PermissionDenied: This user may not use full texts.
    """
    ensure_can_read_full_texts(user)
    rows = FullTextRow.objects.filter(Q(work=work) | Q(work__merged_into=work))
    return list(
        rows.select_related("added_by", "title_confirmed_by")
        .annotate(unread_count=Count("unread"))
        .order_by("pk")
    )


def pages_of_full_text(full_text: int, *, user: User) -> list[FullTextPage]:
    """Return a full text page by page, in two queries.

    Raises:
        PermissionDenied: This user may not use full texts.
    """
    ensure_can_read_full_texts(user)
    unread = list(UnreadNumberRow.objects.filter(full_text=full_text))
    passages = PassageRow.objects.filter(full_text=full_text).order_by("page", "order")
    return list(grouped_pages(passages, unread))


def grouped_pages(
    passages: Iterable[PassageRow], unread: list[UnreadNumberRow]
) -> Iterator[FullTextPage]:
    """Yield passages by page, with the numbers on it that could not be read."""
    for number, rows in groupby(passages, key=lambda row: row.page):
        missed = tuple(each for each in unread if each.page == number)
        yield FullTextPage(number, tuple(rows), missed)


def count_full_texts() -> int:
    """Return how many full texts the site holds."""
    return FullTextRow.objects.count()
