"""Long lists are looked up in the background, with their progress, and resumed where they ended."""

from __future__ import annotations

import pytest
from draft_factories import make_editor
from reference_factories import DOI, TITLE, invented_services, make_work_at_hand

from fakes.fake_services import Fault
from fakes.invented_records import crossref_work
from pprnet_site.catalogue.actions import start_reference_list
from pprnet_site.catalogue.lookups.reference_lists import (
    is_reference_list,
    open_reference_list,
    run_reference_list,
)
from pprnet_site.catalogue.lookups.reference_requests import needs_background
from pprnet_site.catalogue.models import ImportRun, Record, Work
from pprnet_site.catalogue.tasks import import_file

pytestmark = pytest.mark.django_db

DOIS = [f"10.5555/example.{number}" for number in range(30)]
LIST = "\n".join([*DOIS, "10.5555/unknown", "no reference at all"])


@pytest.fixture
def services(settings):
    with invented_services(settings) as fake:
        fake.crossref_works |= {doi: crossref_work(doi, f"{TITLE} {doi[-2:]}") for doi in DOIS}
        yield fake


@pytest.fixture
def editor():
    return make_editor()


def looked_up(text, by):
    """Return the import of a list once the worker has looked it up."""
    run = start_reference_list(text=text, by=by)
    import_file.call(run.pk)
    run.refresh_from_db()
    return run


def test_only_what_is_not_at_hand_counts(services):
    assert not needs_background("\n".join(DOIS[:10]))
    assert needs_background("\n".join(DOIS[:11]))
    make_work_at_hand(doi=DOIS[0])
    assert not needs_background("\n".join(DOIS[:11]))


def test_a_long_list_becomes_an_import_with_its_problems(services, editor):
    known = make_work_at_hand(doi=DOIS[3])
    run = looked_up(LIST, editor)
    assert (run.status, run.read, run.added) == ("done", 30, 29)
    assert Work.objects.count() == 30
    assert known.records.count() == 1
    said = [problem.message for problem in run.problems.all()]
    assert len(said) == 2
    assert said[0].startswith("10.5555/unknown - Not found anywhere")
    assert said[1].startswith("no reference at all - Not understood")
    assert not run.upload


def test_a_list_that_was_interrupted_goes_on_where_it_ended(services, editor):
    run = open_reference_list(text=LIST, by=editor)
    assert is_reference_list(run)
    ImportRun.objects.filter(pk=run.pk).update(read=20)
    run_reference_list(run=ImportRun.objects.get(pk=run.pk))
    run.refresh_from_db()
    assert (run.status, run.read, run.problems.count()) == ("done", 30, 2)
    assert Record.objects.count() == 10


def test_a_service_that_is_down_is_a_problem_of_each_line(services, editor):
    services.faults += [Fault("503", host, times=999) for host in ("crossref", "eutils", "ebi.ac")]
    run = looked_up("\n".join(DOIS[:12]), editor)
    assert (run.status, run.read, run.problems.count()) == ("done", 0, 12)
    assert "Not answered" in run.problems.first().message


def test_a_list_without_a_contact_address_ends_with_the_reason(services, editor, settings):
    run = open_reference_list(text=LIST, by=editor)
    settings.PPRNET_CONTACT = ""
    run_reference_list(run=run)
    run.refresh_from_db()
    assert run.status == "failed"
    assert "PPRNET_CONTACT" in run.error
    assert DOI not in run.error
