"""A Crossref record that is imported states its notices with the source that Crossref names."""

from __future__ import annotations

import json

import pytest

from pprnet_site.catalogue.actions import open_import, run_import
from pprnet_site.catalogue.models import Work, WorkEvent, WorkNotice

pytestmark = pytest.mark.django_db

UPDATE = {
    "DOI": "10.5555/N",
    "type": "retraction",
    "label": "Retraction",
    "updated": {"date-parts": [[2020, 1, 2]]},
}
CORRECTION = UPDATE | {"type": "correction", "label": "Correction", "source": "publisher"}


def import_work(folder, *updates):
    work = {
        "DOI": "10.5555/WORK",
        "type": "journal-article",
        "title": ["An invented trial of nothing in particular for nobody"],
        "author": [{"family": "Example", "given": "Ann"}],
        "issued": {"date-parts": [[2018]]},
        "updated-by": list(updates),
    }
    path = folder / "crossref.json"
    path.write_text(json.dumps({"message": work}), encoding="utf-8")
    run_import(run=open_import(name=path.name, path=path, by=None), path=path)
    return Work.objects.get()


def test_what_crossref_passes_on_is_not_crossrefs_own(tmp_path):
    work = import_work(tmp_path, UPDATE | {"source": "retraction-watch"})
    assert work.state == "retracted"
    assert [notice.source for notice in WorkNotice.objects.all()] == ["retraction-watch"]
    assert WorkEvent.objects.get().sources == ["retraction-watch"]


def test_a_publisher_that_calls_the_notice_a_correction_contradicts_it(tmp_path):
    import_work(tmp_path, UPDATE | {"source": "retraction-watch"}, CORRECTION)
    said = {(notice.kind, notice.source) for notice in WorkNotice.objects.all()}
    assert said == {("retraction", "retraction-watch"), ("correction", "crossref")}


def test_a_replacement_is_one_in_the_record_too(tmp_path):
    work = import_work(tmp_path, UPDATE | {"label": "Retraction and replacement"})
    assert work.state == "retracted-and-replaced"
