"""Invented references, services that know some of them, and works that are at hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from draft_factories import make_catalogued_work

from fakes.invented_records import crossref_work, europepmc_result, pubmed_article
from fakes.recorded_lookup import RecordedLookup
from fakes.site_lookups import lookups_at
from pprnet_site.catalogue.ingest.matching import Candidate, save_keys
from pprnet_site.catalogue.models import Work

DOI = "10.5555/example.one"
TITLE = "An invented study of examples in psychotherapy"
OTHER_TITLE = "Sample sizes of quite another invented kind"
PMID = "33333333"
PMCID = "PMC777777"
PRINTED = f"Example, A. (2020). {TITLE}. Journal of Invented Examples, 1(2), 3-14."
UNKNOWN = "10.5555/example.nowhere"
RIS = (
    f"TY  - JOUR\nTI  - {TITLE}\nAU  - Example, Anna\nPY  - 2020\n"
    "JO  - Journal of Invented Examples\nVL  - 1\nSP  - 3\nEP  - 14\nER  - \n"
)


@contextmanager
def invented_services(settings: Any) -> Iterator[RecordedLookup]:
    """Let the site ask services on this machine, which know three invented works."""
    with RecordedLookup(
        crossref_works={DOI: crossref_work(DOI, TITLE)},
        pubmed_articles={PMID: pubmed_article(PMID, title=f"{OTHER_TITLE}.")},
        europepmc_results=[europepmc_result("1", pmcid=PMCID, title="A third invented one.")],
    ) as fake:
        settings.PPRNET_CONTACT = "test@example.org"
        settings.LOOKUP_SERVICES = lookups_at(fake.port)
        yield fake


def make_work_at_hand(**fields: Any) -> Work:
    """Store a work with the keys by which it is found."""
    work = make_catalogued_work(**fields)
    candidate = Candidate(work)
    candidate.rebuild()
    save_keys([candidate])
    return work
