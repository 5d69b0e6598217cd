"""The full texts of works, for signed-in people who may write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.contrib.auth.models import User
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from pprnet.limits import MAX_FULLTEXT
from pprnet_site.evidence.article_reading import LIMITS, MAX_PASTED
from pprnet_site.evidence.enums import Layer
from pprnet_site.evidence.models import FullTextRow, PassageRow, UnreadNumberRow
from pprnet_site.evidence.permissions import ensure_can_read_full_texts


@dataclass(frozen=True, slots=True)
class FullTextPage:
    """What was read of one page; a text without pages is one page with the number 0."""

    number: int
    passages: tuple[PassageRow, ...]
    unread: tuple[UnreadNumberRow, ...]


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """What is accepted, and how long reading may take."""

    megabytes: int
    million_characters: int
    """Of a pasted text."""
    seconds: int


def upload_limits() -> UploadLimits:
    """Return the limits of an article that is added."""
    return UploadLimits(MAX_FULLTEXT >> 20, MAX_PASTED // 1_000_000, int(LIMITS.total_seconds))


def is_of_another_work(number: int, work: int) -> bool:
    """Return whether a full text exists and is not one of this work."""
    return FullTextRow.objects.filter(pk=number).exclude(work=work).exists()


def full_texts_of_work(work: int, *, user: User) -> list[FullTextRow]:
    """Return the full texts of a work with two counts: `unread_count` and `table_row_count`.

    Raises:
        PermissionDenied: This user may not use full texts.
    """
    ensure_can_read_full_texts(user)
    rows = FullTextRow.objects.filter(Q(work=work) | Q(work__merged_into=work))
    cells = PassageRow.objects.filter(layer=Layer.TABLE).exclude(cells=[])
    found = cells.filter(full_text=OuterRef("pk")).order_by().values("full_text")
    counted = Subquery(found.annotate(n=Count("pk")).values("n"))
    return list(
        rows.select_related("work", "added_by", "title_confirmed_by")
        .annotate(unread_count=Count("unread"), table_row_count=Coalesce(counted, 0))
        .order_by("pk")
    )


def full_text_counts(works: Iterable[int], *, user: User) -> dict[int, int]:
    """Return how many full texts each of some works has, in one query.

    Raises:
        PermissionDenied: This user may not use full texts.
    """
    ensure_can_read_full_texts(user)
    counts = dict.fromkeys(works, 0)
    rows = FullTextRow.objects.filter(Q(work__in=counts) | Q(work__merged_into__in=counts))
    for work, merged_into in rows.values_list("work", "work__merged_into"):
        counts[merged_into if merged_into in counts else work] += 1
    return counts


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
