"""Full texts: added to a work, confirmed, deleted. Their files are not kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pprnet.fulltext import FullText
from pprnet_site.catalogue.data_mapper import strip_unstorable
from pprnet_site.catalogue.models import Work
from pprnet_site.core.errors import ActionRefusedError, ConflictError
from pprnet_site.evidence.article_reading import (
    ReadArticle,
    read_pasted,
    read_upload,
    title_agreement,
)
from pprnet_site.evidence.models import FullTextRow, PassageRow, UnreadNumberRow
from pprnet_site.evidence.permissions import ensure_can_read_full_texts

MAX_FULL_TEXTS = 12
"""Of one work: versions, supplements."""
BATCH = 500
MAX_PROBLEMS = 50


def add_full_text(
    *, work: Work, by: User, upload: File[bytes] | None = None, pasted: str = ""
) -> FullTextRow:
    """Read an uploaded or pasted article and save it with a work; the same one is saved once.

    It is read before the transaction begins. One with the title of another publication is saved
    too, but no claim is compared with it before a person has confirmed it.

    Raises:
        ActionRefusedError: It is too large, cannot be read, or the work has too many.
        PermissionDenied: This user may not add full texts.
    """
    ensure_can_read_full_texts(by)
    if upload is not None:
        name = (upload.name or "")[:255]
        read = read_upload(upload.open("rb"), name=name or _("file"), size=upload.size)
    else:
        name, read = "", read_pasted(pasted)
    return save_full_text(work=work, read=read, file_name=name, by=by)


@transaction.atomic
def save_full_text(*, work: Work, read: ReadArticle, file_name: str, by: User) -> FullTextRow:
    """Save an article that was read; return the stored one where it is the same.

    Raises:
        ActionRefusedError: The work has too many full texts.
    """
    work = Work.objects.select_for_update().get(pk=work.pk)
    stored = FullTextRow.objects.filter(work=work)
    if (same := stored.filter(content_hash=read.content_hash).first()) is not None:
        return same
    if stored.count() >= MAX_FULL_TEXTS:
        raise ActionRefusedError(
            _("This work has %(count)d full texts. Delete one of them first.")
            % {"count": MAX_FULL_TEXTS}
        )
    row = FullTextRow.objects.create(
        work=work, file_name=file_name, added_by=by, **article_values(read, work)
    )
    PassageRow.objects.bulk_create(passage_rows(row, read.text), batch_size=BATCH)
    UnreadNumberRow.objects.bulk_create(unread_rows(row, read.text), batch_size=BATCH)
    return row


def article_values(read: ReadArticle, work: Work) -> dict[str, Any]:
    """Return the columns of a full text from what was read."""
    article = read.text
    values = {
        "kind": article.kind.value,
        "title": article.title,
        "title_agreement": title_agreement(article, work.title),
        "content_hash": read.content_hash,
        "pages": max((page.number for page in article.pages), default=0),
        "characters": sum(len(passage.text) for passage in article.passages),
        "problems": [each.message for each in article.problems][:MAX_PROBLEMS],
    }
    stored: dict[str, Any] = strip_unstorable(values)
    return stored


def passage_rows(row: FullTextRow, article: FullText) -> Iterator[PassageRow]:
    """Yield the rows of an article: its passages, with its tables row by row."""
    for order, passage in enumerate(article.passages):
        yield PassageRow(
            full_text=row,
            order=order,
            page=passage.page,
            page_starts=list(passage.page_starts),
            layer=passage.layer.value,
            section=strip_unstorable(passage.section),
            text=strip_unstorable(passage.text),
            headings=strip_unstorable(list(passage.headings)),
            cells=strip_unstorable(list(passage.cells)),
        )


def unread_rows(row: FullTextRow, article: FullText) -> Iterator[UnreadNumberRow]:
    """Yield the rows of the numbers that could not be read."""
    for number in article.unread:
        yield UnreadNumberRow(
            full_text=row,
            page=number.page,
            first=strip_unstorable(number.first),
            second=strip_unstorable(number.second),
        )


@transaction.atomic
def confirm_full_text(*, full_text_id: int, by: User) -> FullTextRow:
    """Save that a full text with another title is nevertheless that of its work.

    Raises:
        ConflictError: It has been deleted.
        PermissionDenied: This user may not use full texts.
    """
    ensure_can_read_full_texts(by)
    row = locked_full_text(full_text_id)
    if row.title_confirmed_at is None:
        row.title_confirmed_at, row.title_confirmed_by = timezone.now(), by
        row.save(update_fields=["title_confirmed_at", "title_confirmed_by"])
    return row


@transaction.atomic
def delete_full_text(*, full_text_id: int, confirmed: bool, by: User) -> None:
    """Delete a full text with all its passages; decisions keep the passages that they quote.

    Raises:
        ActionRefusedError: It was not confirmed.
        ConflictError: It has been deleted already.
        PermissionDenied: This user may not use full texts.
    """
    ensure_can_read_full_texts(by)
    if not confirmed:
        raise ActionRefusedError(
            _("A deleted full text cannot be restored. Confirm that you want to delete it.")
        )
    locked_full_text(full_text_id).delete()


def locked_full_text(number: int) -> FullTextRow:
    """Return a full text, locked until the transaction ends.

    Raises:
        ConflictError: It has been deleted.
    """
    row = FullTextRow.objects.select_for_update().filter(pk=number).first()
    if row is None:
        raise ConflictError(_("This full text has been deleted in the meantime."))
    return row
