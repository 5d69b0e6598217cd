"""Reading works again, after the method changed or people's corrections taught something."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from pprnet_site.catalogue import bridge
from pprnet_site.catalogue.actions.links import keep_links
from pprnet_site.catalogue.actions.merging import CHUNK
from pprnet_site.catalogue.actions.reader import Reader, reader
from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import Signal, Work

BATCH = 200


def reread_works(*, on_progress: Callable[[int], None] = lambda _done: None) -> int:
    """Read every work anew, a batch at a time; people's words stay. Gives the number of works.

    A batch that is cut off leaves its works as they were.
    """
    read = reader()
    whole = Work.objects.exclude(status=WorkStatus.MERGED)  # a part says nothing of its own
    numbers = list(whole.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(numbers), BATCH):
        read_batch(numbers[start : start + BATCH], read)
        on_progress(min(start + BATCH, len(numbers)))
    return len(numbers)


@transaction.atomic
def read_batch(numbers: list[int], read: Reader) -> None:
    """Throw away what was read from some works and store what is read now, and their links."""
    works = list(Work.objects.select_for_update().filter(pk__in=numbers))
    records = {work.pk: bridge.record_of(work) for work in works}
    rows = [row for work in works for row in bridge.signal_rows(work, read(records[work.pk]))]
    Signal.objects.filter(work__in=works).delete()
    Signal.objects.bulk_create(rows, batch_size=CHUNK)
    keep_links(records)
