"""Notices reach works: from Retraction Watch's file and from what is harvested."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from draft_factories import (
    make_catalogued_work,
    make_editor,
    make_record,
    make_summary_draft,
    reload_page,
)

from pprnet.formats.json.jsonl import record_to_line
from pprnet.records import Author, PartialDate, Relation, RelationKind
from pprnet.sources import Notice, NoticeKind
from pprnet_site.catalogue.actions import open_import, run_import, start_import
from pprnet_site.catalogue.enrichment.work_notices import (
    is_retraction_watch,
    save_notices,
)
from pprnet_site.catalogue.models import ImportRun, Work, WorkNotice
from pprnet_site.digest.actions import publish_summary
from pprnet_site.digest.publication.gate import refusals
from pprnet_site.digest.publication.refusals import PublishRefused

pytestmark = pytest.mark.django_db

DOI = "10.1000/example.retracted"
HEADER = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,"
    "RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,"
    "OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes\n"
)
NATURES = ("Retraction", "Expression of concern", "Correction", "Reinstatement")


def row(doi=DOI, nature="Retraction", day="8/30/2023 0:00", pmid="0"):
    return (
        f"1,Example study,,,Journal of Examples,,,,,Research Article;,{day},10.1000/notice,0,"
        f'1/1/2020 0:00,{doi},{pmid},{nature},"+Example reason;+Another;",No,\n'
    )


def read(text, name="retractions.csv"):
    """Import a file as the drop at the desk does."""
    run = open_import(name=name, upload=SimpleUploadedFile(name, text.encode()), by=None)
    return run_import(run=run)


def jsonl(*records):
    return b"".join(map(record_to_line, records)).decode()


def test_a_row_of_retraction_watch_retracts_a_known_work_and_the_gate_refuses_its_draft():
    editor = make_editor()
    work = make_catalogued_work(doi=DOI)
    draft = make_summary_draft(works=[work], by=editor)
    assert not refusals(draft)
    run = read(HEADER + row() + row("10.1000/unknown"))
    assert (run.status, run.read, run.merged, run.added, run.error) == ("done", 2, 1, 0, "")
    work.refresh_from_db()
    assert work.is_retracted
    assert [refusal.code for refusal in refusals(reload_page(draft))] == ["retracted"]
    with pytest.raises(PublishRefused, match="has been retracted"):
        publish_summary(summary=reload_page(draft), by=editor)
    notice = WorkNotice.objects.get(doi=DOI)
    assert notice.date == "2023-08-30"
    assert notice.reasons == ["Example reason", "Another"]
    assert notice.notice_doi == "10.1000/notice"


def test_the_same_file_again_changes_nothing():
    read(HEADER + row())
    run = read(HEADER + row())
    assert (run.read, run.known) == (1, 1)
    assert WorkNotice.objects.count() == 1


def test_a_work_that_comes_after_its_notice_is_retracted_too_and_stays_so():
    read(HEADER + row())
    record = make_record(doi=DOI)
    read(jsonl(record), "works.jsonl")
    assert Work.objects.get().is_retracted
    again = make_record(doi=DOI, title=record.title, source="another", volume="1", abstract="More.")
    read(jsonl(again), "more.jsonl")
    assert Work.objects.get().records.count() == 2
    assert Work.objects.get().is_retracted


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([("Correction", "1/1/2023")], False),
        ([("Expression of concern", "1/1/2023")], False),
        ([("Retraction", "1/1/2023"), ("Reinstatement", "2/1/2023")], False),
        ([("Reinstatement", "1/1/2023"), ("Retraction", "2/1/2023")], True),
        ([("Reinstatement", "1/1/2023"), ("Retraction", "1/1/2023")], True),
        ([("Retraction", "")], True),
    ],
)
def test_the_latest_notice_decides(said, expected):
    work = make_catalogued_work(doi=DOI)
    read(HEADER + "".join(row(nature=nature, day=day) for nature, day in said))
    work.refresh_from_db()
    assert work.is_retracted is expected


def test_works_that_share_a_doi_are_distinguished_by_pmid():
    right, wrong = (
        make_catalogued_work(doi=DOI, pmid="11"),
        make_catalogued_work(doi=DOI, pmid="12"),
    )
    read(HEADER + row(pmid="11"))
    right.refresh_from_db()
    wrong.refresh_from_db()
    assert right.is_retracted
    assert not wrong.is_retracted


@pytest.mark.parametrize("own", [False, True])
def test_a_record_brings_the_notices_that_it_is_or_has(own):
    work = make_catalogued_work(doi=DOI)
    if own:
        relation = Relation(RelationKind.RETRACTED_BY, doi="10.1000/notice")
        record = make_record(doi=DOI, title=work.title, relations=(relation,))
    else:
        relation = Relation(RelationKind.RETRACTS, doi=DOI)
        record = make_record(doi="10.1000/notice", title="Example: a notice", relations=(relation,))
    read(jsonl(record), "notices.jsonl")
    work.refresh_from_db()
    assert work.is_retracted
    notice = WorkNotice.objects.get()
    assert (notice.kind, notice.doi, notice.notice_doi) == ("retraction", DOI, "10.1000/notice")
    assert notice.source == "example"


def test_an_overlong_identifier_matches_no_work():
    long = Notice(NoticeKind.RETRACTION, doi="10.1000/" + "x" * 600)
    assert save_notices([long, Notice(NoticeKind.RETRACTION, title="Example")]) == (0, 0)
    day = PartialDate(2023, 5)
    assert save_notices([Notice(NoticeKind.CORRECTION, doi=DOI, date=day)]) == (1, 0)
    assert WorkNotice.objects.get().date == "2023-05"


def test_a_row_that_says_too_little_is_a_problem_with_its_line():
    run = read(HEADER + row() + row(nature="Gossip"))
    assert [(problem.line, problem.lost) for problem in run.problems.all()] == [(3, True)]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (HEADER, True),
        ("\ufeff" + HEADER, True),
        ("originalpaperdoi,retractiondoi,retractionnature\n", True),
        ("title,doi,abstract\n", False),
        ("title\nOriginalPaperDOI,RetractionNature\n", False),
        ("", False),
    ],
)
def test_the_header_is_known_in_any_case(head, expected):
    assert is_retraction_watch(BytesIO(head.encode())) is expected


def test_the_real_sample_is_read_completely(shared_data, django_capture_on_commit_callbacks):
    file = shared_data / "retractions/retraction_watch_sample.csv"
    with django_capture_on_commit_callbacks(execute=True):
        start_import(upload=SimpleUploadedFile(file.name, file.read_bytes()), by=None)
    run = ImportRun.objects.get()
    assert run.status == "done"
    assert run.read > 50
    assert run.read - run.known == WorkNotice.objects.count()
    assert not run.problems.filter(lost=True).exists()


def test_the_desk_shows_what_a_notice_says(client):
    client.force_login(make_editor(), backend="django.contrib.auth.backends.ModelBackend")
    work = make_catalogued_work(doi=DOI, pmid="11")
    read(HEADER + row(pmid="11"))
    page = client.get(f"/desk/works/{work.pk}/").text
    assert "Example reason; Another" in page
    assert "https://doi.org/10.1000/notice" in page


LONG_TITLE = "An invented trial of an example therapy for people who read long titles"


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize(
    ("title", "journal", "day", "expected"),
    [
        (LONG_TITLE, "Journal of Examples", "3/1/2020 0:00", True),
        (LONG_TITLE.upper() + ".", "JOURNAL OF EXAMPLES", "3/1/2020 0:00", True),
        (LONG_TITLE, "Another Journal of Samples", "3/1/2011 0:00", False),
        (LONG_TITLE, "Journal of Examples", "3/1/2011 0:00", False),
        (LONG_TITLE + " in groups", "Journal of Examples", "3/1/2020 0:00", False),
    ],
)
def test_a_notice_without_identifiers_finds_its_work_by_title_and_never_another(
    title, journal, day, expected, is_first
):
    stated = (
        f'1,"{title}",,,{journal},,,"Ann Example",,Research Article;,8/30/2023 0:00,'
        f"10.1000/notice,0,{day},unavailable,0,Retraction,+Example reason;,No,\n"
    )
    record = make_record(
        doi="",
        pmid="",
        title=LONG_TITLE,
        journal="Journal of Examples",
        authors=(Author("Example", "Ann"),),
        issued=PartialDate(2020),
    )
    files = [(HEADER + stated, "retractions.csv"), (jsonl(record), "works.jsonl")]
    for text, name in files if is_first else reversed(files):
        read(text, name)
    assert Work.objects.get().is_retracted is expected


def test_a_notice_names_its_work_in_any_case():
    work = make_catalogued_work(doi=DOI)
    read(HEADER + row("HTTPS://DOI.ORG/" + DOI.upper()))
    work.refresh_from_db()
    assert work.is_retracted


@pytest.mark.parametrize(("others", "expected"), [(0, True), (2, False)])
def test_a_doi_is_enough_unless_several_works_have_it(others, expected):
    talks = ["Sample talk on rest", "An invented poster about sleep in example clinics"][:others]
    for number, title in enumerate((LONG_TITLE, *talks), 1):
        record = make_record(doi=DOI, title=title, pages=str(number), volume=str(number))
        read(jsonl(record), f"{number}.jsonl")
    stated = (
        '1,"Something else about another thing",,,Elsewhere,,,"Nobody, N.",,Research Article;,'
        f"8/30/2023 0:00,10.1000/notice,0,1/1/2020 0:00,{DOI},0,Retraction,+Example reason;,No,\n"
    )
    read(HEADER + stated, "retractions.csv")
    assert {work.is_retracted for work in Work.objects.filter(merged_into=None)} == {expected}
