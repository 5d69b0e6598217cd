"""Each import reports exactly the works whose state changed with it, from what to what."""

from __future__ import annotations

import pytest
from digest_factories import make_issue, make_summary
from django.core.files.uploadedfile import SimpleUploadedFile
from draft_factories import MONTH, make_editor, make_record
from notice_factories import make_source, report

from pprnet.formats.json.jsonl import record_to_line
from pprnet.records import Relation, RelationKind
from pprnet.sources import NoticeKind
from pprnet_site.catalogue.actions import dispute_event, open_import, run_import
from pprnet_site.catalogue.ingest import import_runs
from pprnet_site.catalogue.models import ImportRun, StateChange, Work
from pprnet_site.desk.queries.source_notices.reported_changes import (
    changed_states,
    changes_of_import,
)

pytestmark = pytest.mark.django_db

DOI = "10.5555/example.changed"
TITLE = "An example of a study that changed its state"
HEADER = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,"
    "RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,"
    "OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes\n"
)


def said(nature, day, *, doi=DOI, notice="10.5555/notice", reason="Example reason"):
    """A row of a file of Retraction Watch."""
    return (
        f"1,Example study,,,Example Journal,,,,,Research Article;,{day} 0:00,{notice},0,"
        f"1/1/2020 0:00,{doi},0,{nature},+{reason};,No,\n"
    )


def read(name, text):
    upload = SimpleUploadedFile(name, text.encode())
    return run_import(run=open_import(name=name, upload=upload, by=None))


def read_rows(*rows):
    return read("retractions.csv", HEADER + "".join(rows))


def reported(run):
    """The DOIs that the report of an import names, with the states before and after."""
    return {row.work.doi: (str(row.before), str(row.after)) for row in changes_of_import(run).rows}


RETRACTION = said("Retraction", "1/1/2023")
REPLACEMENT = said("Retraction", "1/1/2023", reason="Retract and Replace")
REINSTATEMENT = said("Reinstatement", "1/1/2024", notice="10.5555/back")
CONCERN = said("Expression of concern", "1/1/2022", notice="10.5555/doubt")
CORRECTION = said("Correction", "1/1/2021", notice="10.5555/erratum")
AGAIN = said("Retraction", "1/1/2025", notice="10.5555/again")

FILES = [
    ("a retraction", [(RETRACTION,)], [("current", "retracted")]),
    ("the same file twice", [(RETRACTION,), (RETRACTION,)], [("current", "retracted"), None]),
    (
        "a known retraction that turns out to be a replacement",
        [(RETRACTION,), (REPLACEMENT,)],
        [("current", "retracted"), ("retracted", "retracted-and-replaced")],
    ),
    (
        "a reinstatement, and a second retraction",
        [(RETRACTION,), (REINSTATEMENT,), (AGAIN,)],
        [("current", "retracted"), ("retracted", "reinstated"), ("reinstated", "retracted")],
    ),
    (
        "growing doubt",
        [(CORRECTION,), (CONCERN,), (RETRACTION,)],
        [
            ("current", "corrected"),
            ("corrected", "expression-of-concern"),
            ("expression-of-concern", "retracted"),
        ],
    ),
    (
        "an older correction of what is retracted changes no state",
        [(RETRACTION,), (CORRECTION,)],
        [("current", "retracted"), None],
    ),
    (
        "several in one file",
        [(CORRECTION, RETRACTION, REINSTATEMENT)],
        [("current", "reinstated")],
    ),
]


@pytest.mark.parametrize(
    ("files", "expected"), [row[1:] for row in FILES], ids=[r[0] for r in FILES]
)
def test_each_file_reports_what_it_changed(files, expected):
    make_source(doi=DOI)
    runs = [read_rows(*rows) for rows in files]
    assert [reported(run).get(DOI) for run in runs] == expected
    assert [len(reported(run)) for run in runs] == [int(each is not None) for each in expected]


@pytest.mark.parametrize("batch", [1, 2, 500])
def test_the_batches_of_a_file_are_one_change(batch, monkeypatch):
    monkeypatch.setattr(import_runs, "BATCH_SIZE", batch)
    make_source(doi=DOI)
    run = read_rows(CORRECTION, CONCERN, RETRACTION)
    assert reported(run) == {DOI: ("current", "retracted")}


RIS = "TY  - JOUR\nTI  - {title}\nAU  - Example, A.\nPY  - 2020\nDO  - " + DOI + "\nER  - \n"
PUBMED = (
    "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>70000001</PMID><Article>"
    "<Journal><Title>Example Journal</Title></Journal>"
    "<ArticleTitle>" + TITLE + "</ArticleTitle>"
    "<PublicationTypeList><PublicationType>Retracted Publication</PublicationType>"
    "</PublicationTypeList></Article><CommentsCorrectionsList>"
    '<CommentsCorrections RefType="RetractionIn"><RefSource>Example</RefSource>'
    "<PMID>70000002</PMID></CommentsCorrections></CommentsCorrectionsList></MedlineCitation>"
    '<PubmedData><ArticleIdList><ArticleId IdType="doi">' + DOI + "</ArticleId></ArticleIdList>"
    "</PubmedData></PubmedArticle></PubmedArticleSet>"
)
CROSSREF = (
    '{"status": "ok", "message-type": "work", "message": {"DOI": "' + DOI + '", "type": '
    '"journal-article", "title": ["' + TITLE + '"], "author": '
    '[{"family": "Example", "given": "A."}], "updated-by": [{"DOI": "10.5555/notice", "type": '
    '"retraction", "updated": {"date-parts": [[2023, 1, 1]]}}]}}'
)
RECORDS = [
    ("example.ris", RIS.format(title=f"RETRACTED: {TITLE}")),
    ("example.xml", PUBMED),
    ("example.json", CROSSREF),
    (
        "example.jsonl",
        record_to_line(make_record(doi=DOI, title=TITLE, is_retracted=True)).decode(),
    ),
]


@pytest.mark.parametrize(("name", "text"), RECORDS, ids=[row[0] for row in RECORDS])
@pytest.mark.parametrize("is_known", [True, False], ids=["known", "new"])
def test_a_file_of_records_reports_what_it_changed(name, text, is_known):
    if is_known:
        read("before.ris", RIS.format(title=TITLE))
    run = read(name, text)
    assert Work.objects.get(doi=DOI).state == "retracted"
    assert reported(run) == {DOI: ("current", "retracted")}
    assert reported(read(name, text)) == {}


def test_a_record_that_joins_two_works_reports_the_one_that_is_left():
    replaced = RelationKind.RETRACTED_BY
    first = make_record(doi=DOI, title=TITLE)
    read("first.jsonl", record_to_line(first).decode())
    notice = Relation(replaced, doi="10.5555/notice")
    second = make_record(pmid="70000001", title="Another example of a title", relations=(notice,))
    read("second.jsonl", record_to_line(second).decode())
    assert sorted(Work.objects.values_list("state", flat=True)) == ["current", "retracted"]
    both = make_record(doi=DOI, pmid="70000001", title=first.title)
    run = read("both.jsonl", record_to_line(both).decode())
    kept = Work.objects.exclude(status="merged").get()
    assert kept.state == "retracted"
    changed = {work: tuple(map(str, states)) for work, states in changed_states([run.pk]).items()}
    assert changed == {kept.pk: ("current", "retracted")}


def test_what_no_import_led_to_is_in_no_report():
    work = make_source(doi=DOI)
    run = read_rows(CORRECTION)
    event = report(work, NoticeKind.RETRACTION)
    dispute_event(event=event, reason="Example.", by=make_editor())
    assert StateChange.objects.count() == 1
    assert reported(run) == {DOI: ("current", "corrected")}


def test_a_report_stays_as_it_was_after_a_later_import(client):
    client.force_login(make_editor(), backend="django.contrib.auth.backends.ModelBackend")
    make_source(doi=DOI)
    first, second = read_rows(RETRACTION), read_rows(REPLACEMENT)
    assert "(before: No notice)" in client.get(f"/desk/imports/{first.pk}/").text
    page = client.get(f"/desk/imports/{second.pk}/").text
    assert "Retracted and replaced</strong> (before: Retracted)" in page
    assert page.count("See the notice") == 1
    assert "See the notice" not in client.get(f"/desk/imports/{first.pk}/").text


def test_a_month_that_is_not_published_makes_no_work_urgent():
    work = make_source(doi=DOI)
    month = make_issue(MONTH)
    make_summary(month, works=[work])
    run = read_rows(RETRACTION)
    assert [row.is_live for row in changes_of_import(run).rows] == [True]
    month.unpublish()
    assert [row.is_live for row in changes_of_import(run).rows] == [False]


def test_an_import_that_is_deleted_takes_its_report_with_it():
    make_source(doi=DOI)
    read_rows(RETRACTION)
    ImportRun.objects.all().delete()
    assert not StateChange.objects.exists()
    assert Work.objects.get(doi=DOI).state == "retracted"
