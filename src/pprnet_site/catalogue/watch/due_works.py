"""The works that a service has to be asked about, and their identifiers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import cast

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.module_loading import import_string

from pprnet.identifiers import normalise_doi, normalise_pmcid, normalise_pmid
from pprnet.sources.lookup import Identifier, IdKind
from pprnet_site.catalogue.enrichment.work_identities import stored_identifiers
from pprnet_site.catalogue.models import SourceCheck, Work, WorkKey
from pprnet_site.catalogue.query_chunks import in_chunks


@dataclass(frozen=True, slots=True)
class WatchedWork:
    """A work, and what a service is asked about it: its identifiers and nothing else."""

    number: int
    identifiers: tuple[Identifier, ...]


def watched_works() -> QuerySet[Work]:
    """Return the works that are watched, by the function that the settings name."""
    return cast(Callable[[], QuerySet[Work]], import_string(settings.WATCHED_WORKS))()


def works_to_ask(
    key: str, accepts: frozenset[IdKind], *, before: datetime, now: datetime
) -> QuerySet[Work]:
    """Return the watched works that a service has to be asked about, those longest ago first.

    Args:
        key: of the service.
        accepts: the kinds of identifiers that it knows; a work without one cannot be asked about.
        before: a work that was asked about earlier is asked about again.
        now: a moment after it was written by a clock that was wrong, and does not count.
    """
    asked = SourceCheck.objects.filter(work=OuterRef("pk"), service=key).values("asked_at")[:1]
    return (
        watched_works()
        .filter(has_identifier(accepts))
        .annotate(asked_at=Subquery(asked))
        .filter(Q(asked_at=None) | Q(asked_at__lt=before) | Q(asked_at__gt=now))
        .order_by(F("asked_at").asc(nulls_first=True), "pk")
    )


def sample_of_works(
    accepts: frozenset[IdKind], count: int, *, seed: str, without: Collection[int]
) -> Iterator[WatchedWork]:
    """Yield some watched works, due or not, that a service can be asked about.

    Args:
        accepts: the kinds of identifiers that it knows.
        count: of the works, at most.
        seed: of the choice.
        without: numbers of works that are not chosen.
    """
    known = watched_works().filter(has_identifier(accepts)).exclude(pk__in=without)
    numbers = list(known.order_by("pk").values_list("pk", flat=True))
    chance = Random(seed)  # noqa: S311 - a repeatable draw, not a secret
    chosen = chance.sample(numbers, min(count, len(numbers)))
    yield from (work for work in with_identifiers(chosen, accepts) if work.identifiers)


def has_identifier(accepts: frozenset[IdKind]) -> Q:
    """Return the condition that a work has an identifier of some kinds."""
    found = Q(pk__in=())
    if IdKind.DOI in accepts:
        keys = WorkKey.objects.filter(work=OuterRef("pk"), key__startswith="doi:")
        found |= Q(doi__gt="") | Q(Exists(keys)) | Q(citation__csl__has_key="DOI")
    if IdKind.PMID in accepts:
        found |= Q(pmid__gt="")
    if IdKind.PMCID in accepts:
        found |= Q(merged__has_key="pmcid")
    return found


def with_identifiers(numbers: Sequence[int], accepts: frozenset[IdKind]) -> Iterator[WatchedWork]:
    """Yield works with the identifiers of some kinds, in the order given."""
    for some in in_chunks(numbers):
        rows = Work.objects.only("pk", "doi", "pmid", "merged").in_bulk(list(some))
        dois, _titles = stored_identifiers(list(rows.values()))
        for number in some:
            if row := rows.get(number):
                known = identifiers_of_work(row, dois[number])
                yield WatchedWork(number, tuple(each for each in known if each.kind in accepts))


def identifiers_of_work(work: Work, dois: Iterable[str]) -> tuple[Identifier, ...]:
    """Return the identifiers of a work, each once; a PMCID only where it has no other."""
    found = [Identifier(IdKind.DOI, normalise_doi(doi)) for doi in sorted(dois)]
    found.append(Identifier(IdKind.PMID, normalise_pmid(work.pmid)))
    if not any(each.value for each in found):
        pmcid = str(work.merged.get("pmcid", ""))
        found.append(Identifier(IdKind.PMCID, normalise_pmcid(pmcid)))
    return tuple(dict.fromkeys(each for each in found if each.value))


def batches_of_works(works: Iterable[WatchedWork], size: int) -> Iterator[list[WatchedWork]]:
    """Yield works in batches with at most so many identifiers, unless one work has more."""
    batch: list[WatchedWork] = []
    held = 0
    for work in works:
        if batch and (held + len(work.identifiers) > size or len(batch) >= size):
            yield batch
            batch, held = [], 0
        batch.append(work)
        held += len(work.identifiers)
    if batch:
        yield batch
