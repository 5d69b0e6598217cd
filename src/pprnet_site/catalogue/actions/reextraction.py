"""Renewed extraction of signals, after a change of method or new corrections."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from pprnet_site.catalogue import data_mapper
from pprnet_site.catalogue.enrichment.signal_extraction import Extractor, current_extractor
from pprnet_site.catalogue.enrichment.work_links import update_links
from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import Signal, Work
from pprnet_site.catalogue.query_chunks import CHUNK

BATCH_SIZE = 200


def reextract_works(*, on_progress: Callable[[int], None] = lambda _done: None) -> int:
    """Extract the signals of every work again, in batches, and return the number of works.

    Judgements by people are kept. An interrupted batch leaves its works unchanged.
    """
    extract = current_extractor()
    whole = Work.objects.exclude(status=WorkStatus.MERGED)  # a merged work has no records
    numbers = list(whole.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(numbers), BATCH_SIZE):
        reextract_batch(numbers[start : start + BATCH_SIZE], extract)
        on_progress(min(start + BATCH_SIZE, len(numbers)))
    return len(numbers)


@transaction.atomic
def reextract_batch(numbers: list[int], extract: Extractor) -> None:
    """Replace the extracted signals and the links of some works."""
    works = list(Work.objects.select_for_update().filter(pk__in=numbers))
    records = {work.pk: data_mapper.merged_record(work) for work in works}
    rows = [
        row for work in works for row in data_mapper.signal_rows(work, extract(records[work.pk]))
    ]
    Signal.objects.filter(work__in=works).delete()
    Signal.objects.bulk_create(rows, batch_size=CHUNK)
    update_links(records)
