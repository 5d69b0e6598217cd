"""The reports of imports and harvests name the works whose state changed."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from draft_factories import make_editor
from notice_factories import make_source, published, report

from pprnet.sources import NoticeKind
from pprnet_site.catalogue.actions import open_harvest, open_import, run_import, sync_searches
from pprnet_site.catalogue.models import ImportProblem, ImportRun
from pprnet_site.cli.import_files import report as print_report
from pprnet_site.desk.queries.source_notices import reported_changes

pytestmark = pytest.mark.django_db

HEADER = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,"
    "RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,"
    "OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes\n"
)


@pytest.fixture
def desk(client):
    client.force_login(make_editor(), backend="django.contrib.auth.backends.ModelBackend")
    return client


def row(work, nature="Retraction"):
    return (
        f'1,"{work.title}",,,Example Journal,,,"A. Example",,Research Article;,8/30/2023 0:00,'
        f"10.5555/notice,0,1/1/2023 0:00,{work.doi},0,{nature},+Example reason;,No,\n"
    )


def read(text):
    upload = SimpleUploadedFile("retractions.csv", text.encode())
    return run_import(run=open_import(name=upload.name, upload=upload, by=None))


def test_an_imported_file_names_the_works_that_it_changed(desk, capsys):
    kept, changed, public = make_source(), make_source(), make_source()
    published(public)
    run = read(HEADER + row(changed, "Correction") + row(public))
    page = desk.get(f"/desk/imports/{run.pk}/").text
    assert "Works whose state changed" in page
    assert page.index(public.title) < page.index(changed.title)
    assert page.count("A published summary rests on it.") == 1
    assert "30 August 2023" in page
    assert kept.title not in page
    print_report(run)
    said = capsys.readouterr().out.splitlines()
    assert said[1] == (
        f"  Retracted 2023-08-30 (before: No notice): {public.title} "
        "(a published summary rests on it)"
    )
    assert said[2] == f"  Source corrected 2023-08-30 (before: No notice): {changed.title}"


def test_the_same_file_again_changes_nothing(desk):
    work = make_source()
    text = HEADER + row(work)
    read(text)
    again = read(text)
    assert "Works whose state changed" not in desk.get(f"/desk/imports/{again.pk}/").text


def test_a_harvest_names_the_works_of_all_its_searches(desk, settings):
    settings.PPRNET_CONTACT = "test@example.org"
    sync_searches()
    run = open_harvest(since="2023-01-01", until="2023-01-31", by=None)
    tasks = list(run.tasks.all()[:2])
    events = [report(make_source(), run=task.reading) for task in tasks]
    page = desk.get(f"/desk/harvests/{run.pk}/").text
    for event in events:
        assert f"/desk/notices/?notice={event.pk}" in page


def test_a_long_list_is_cut_with_the_number_of_the_others(desk, monkeypatch, capsys):
    monkeypatch.setattr(reported_changes, "MAX_CHANGES", 2)
    run = ImportRun.objects.create(file_name="example.csv", digest="0", status="done", read=5)
    for kind in (NoticeKind.CORRECTION, *[NoticeKind.RETRACTION] * 4):
        report(make_source(), kind, run=run)
    page = desk.get(f"/desk/imports/{run.pk}/").text
    assert "3 other works are not listed here." in page
    assert "Source corrected" not in page, "the serious states are listed first"
    print_report(run)
    assert "  and 3 more" in capsys.readouterr().out


EMPTY = [
    ({"status": "waiting"}, "", "without problems"),
    ({"status": "running", "read": 4}, "", "without problems"),
    ({"status": "done", "read": 4}, "Every record was read without problems.", "0 problems"),
    ({"status": "done"}, "The file contains no record.", "without problems"),
    (
        {"status": "failed", "error": "Example error."},
        "No record was read, so there is nothing to list.",
        "without problems",
    ),
    (
        {"status": "failed", "error": "Example error.", "read": 4},
        "None in the records that were read before the import stopped.",
        "without problems",
    ),
]


@pytest.mark.parametrize(("fields", "said", "unsaid"), EMPTY)
def test_an_import_without_problems_says_what_is_true_of_its_status(desk, fields, said, unsaid):
    run = ImportRun.objects.create(file_name="example.ris", digest="0", **fields)
    page = desk.get(f"/desk/imports/{run.pk}/").text
    assert said in page
    assert unsaid not in page
    assert ("Import it again" in page) is bool(run.error and run.read)
    assert ("Import another file" in page) is bool(run.error and not run.read)
    assert ('id="h-problems"' in page) is bool(said)


def test_problems_are_listed_while_an_import_runs(desk):
    run = ImportRun.objects.create(file_name="example.ris", digest="0", status="running", read=4)
    ImportProblem.objects.create(run=run, message="Example problem", line=3)
    page = desk.get(f"/desk/imports/{run.pk}/").text
    assert "1 problem" in page
    assert "Example problem" in page
