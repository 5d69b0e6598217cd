"""A notice about one version of a preprint reaches the work that is another version of it."""

from __future__ import annotations

import pytest
from digest_factories import make_work
from django.db import connection
from watch_cases import events, summarise

from fakes.invented_records import crossref_update, crossref_work
from fakes.recorded_lookup import RecordedLookup
from pprnet.sources import Notice, NoticeKind
from pprnet_site.catalogue.actions import run_watch
from pprnet_site.catalogue.enrichment.work_events import update_events
from pprnet_site.catalogue.enrichment.work_notices import save_notices
from pprnet_site.catalogue.models import Citation, Work, WorkKey, WorkNotice
from pprnet_site.catalogue.query_chunks import begins_with_any

pytestmark = pytest.mark.django_db

# The DOI of the work, that of the notice, whether they are one preprint.
CASES = {
    "Research Square": ("10.21203/rs.3.rs-0000000/v2", "10.21203/rs.3.rs-0000000/v1", True),
    "a later version": ("10.21203/rs.3.rs-0000000/v1", "10.21203/rs.3.rs-0000000/v41", True),
    "PsyArXiv without a version": (
        "10.31234/osf.io/example_v2", "10.31234/osf.io/example", True,
    ),
    "a work without a version": ("10.31234/osf.io/example", "10.31234/osf.io/example_v3", True),
    "bioRxiv": ("10.1101/0000.00.00.00000000", "10.1101/0000.00.00.00000000v2", True),
    "arXiv": ("10.48550/arxiv.0000.00000v1", "10.48550/arxiv.0000.00000v2", True),
    "F1000": ("10.12688/f1000research.0000.2", "10.12688/f1000research.0000.1", True),
    "another preprint with a longer number": (
        "10.31234/osf.io/example", "10.31234/osf.io/examples_v2", False,
    ),
    "another article of F1000": (
        "10.12688/f1000research.0000.2", "10.12688/f1000research.00001.1", False,
    ),
    "versions of a Cochrane review": (
        "10.1002/14651858.cd000000.pub3", "10.1002/14651858.cd000000.pub2", False,
    ),
    "what only looks like a version": ("10.5555/work/v2", "10.5555/work/v1", False),
}  # fmt: skip


def by_work(doi: str) -> Work:
    return make_work(1, doi=doi)


def by_key(doi: str) -> Work:
    work = make_work(1)
    WorkKey.objects.create(work=work, key=f"doi:{doi}")
    return work


def by_citation(doi: str) -> Work:
    work = make_work(1)
    cited = Citation.objects.get(work=work)
    cited.csl["DOI"] = doi.upper()
    cited.save()
    return work


def retraction(doi: str) -> Notice:
    return Notice(NoticeKind.RETRACTION, doi=doi, notice_doi="10.5555/notice", source="crossref")


def state_of(work: Work) -> tuple[str, int]:
    work.refresh_from_db()
    return work.state, work.events.filter(is_current=True).count()


@pytest.mark.parametrize("stored", [by_work, by_key, by_citation])
@pytest.mark.parametrize("name", CASES)
def test_a_notice_reaches_every_version_in_either_order(name, stored):
    mine, theirs, is_one = CASES[name]
    expected = ("retracted", 1) if is_one else ("current", 0)
    early = stored(mine)
    save_notices([retraction(theirs)])
    assert state_of(early) == expected
    late = stored(mine)
    update_events([late.pk])
    assert state_of(late) == expected
    save_notices([retraction(theirs)])
    assert (state_of(early), state_of(late)) == (expected, expected)


@pytest.mark.parametrize("place", ["update_to", "updated_by"])
def test_crossref_is_asked_about_earlier_versions(asked, clock, place):
    first, second = "10.21203/rs.3.rs-0000000/v1", "10.21203/rs.3.rs-0000000/v2"
    summarise(make_work(1, doi=second))
    named, about = {
        "update_to": ("10.5555/notice", first),
        "updated_by": (first, "10.5555/notice"),
    }[place]
    notice = crossref_work(named, **{place: [crossref_update("retraction", about)]})
    known = {second: crossref_work(second), named: notice}
    with asked(RecordedLookup(crossref_works=known)):
        run_watch(clock=clock)
    assert events() == {("retraction", second)}


@pytest.mark.parametrize(("model", "field"), [(WorkNotice, "doi"), (Work, "doi"), (WorkKey, "key")])
def test_versions_are_found_by_an_index(model, field):
    found = model.objects.order_by().filter(begins_with_any(field, ["10.5555/a", "10.5555/b"]))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = found.values_list("pk", flat=True).explain()
    assert "INDEX" in plan.upper()
    assert "SCAN " not in plan.upper().replace("INDEX SCAN ", "").replace("HEAP SCAN ", "")
