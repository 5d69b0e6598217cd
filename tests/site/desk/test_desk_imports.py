"""Files dropped at the desk."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from draft_factories import make_editor, make_user, make_writer

from pprnet_site.catalogue.models import ImportProblem, ImportRun, Work

RIS = b"TY  - JOUR\nTI  - Example study of the desk\nAU  - Example, A.\nPY  - 2023\nER  - \n"


@pytest.fixture
def editor(client, db):
    client.force_login(make_editor(), backend="django.contrib.auth.backends.ModelBackend")
    return client


def drop(client, content=RIS, name="example.ris"):
    return client.post("/desk/imports/", {"file": SimpleUploadedFile(name, content)})


@pytest.mark.django_db
def test_a_stranger_and_a_reader_cannot_import(client):
    assert drop(client).status_code == 302
    client.force_login(make_user("", "reader"), backend="django.contrib.auth.backends.ModelBackend")
    assert drop(client).status_code == 403
    assert not ImportRun.objects.exists()


@pytest.mark.django_db
def test_a_dropped_file_is_read(client, django_capture_on_commit_callbacks):
    client.force_login(make_writer(), backend="django.contrib.auth.backends.ModelBackend")
    with django_capture_on_commit_callbacks(execute=True):
        answer = drop(client)
    run = ImportRun.objects.get()
    assert answer["Location"] == f"/desk/imports/{run.pk}/"
    assert Work.objects.get().title == "Example study of the desk"
    page = client.get(answer["Location"]).text
    assert "Every record was read" in page
    assert "Go to the inbox" in page
    assert "data-running" not in page


def test_a_run_that_waits_says_so_and_refreshes_without_scripts(editor):
    drop(editor)
    run = ImportRun.objects.get()
    page = editor.get(f"/desk/imports/{run.pk}/").text
    assert "data-running" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "Resume interrupted imports" in editor.get("/desk/imports/").text
    assert editor.post("/desk/imports/resume/").status_code == 302


def test_what_is_no_reference_file_ends_with_its_error(editor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = drop(editor, b"%PDF-1.7 <b>example</b>", "<b>example</b>.pdf")
    page = editor.get(answer["Location"]).text
    assert "could not be read to its end" in page
    assert "<b>example" not in page


@pytest.mark.parametrize("form", [{}, {"file": SimpleUploadedFile("empty.ris", b"")}])
def test_a_form_without_a_file_says_what_to_do(editor, form):
    answer = editor.post("/desk/imports/", form)
    assert answer.status_code == 400
    assert 'class="error"' in answer.text


def test_a_file_over_the_limit_is_refused(editor, monkeypatch):
    monkeypatch.setattr("pprnet_site.catalogue.ingest.import_runs.MAX_UPLOAD", 10)
    answer = drop(editor)
    assert answer.status_code == 400
    assert "larger than" in answer.text


def test_every_problem_is_shown_with_its_line(editor):
    run = ImportRun.objects.create(file_name="example.ris", digest="0", status="done")
    ImportProblem.objects.bulk_create(
        ImportProblem(run=run, line=n, message=f"Example problem <i>{n}</i>") for n in range(1, 151)
    )
    first = editor.get(f"/desk/imports/{run.pk}/").text
    assert "150 problems" in first
    assert "Line 100" in first
    assert "<i>100" not in first
    assert "Line 150" in editor.get(f"/desk/imports/{run.pk}/?page=2").text
    assert editor.get(f"/desk/imports/{run.pk}/?page=3").status_code == 404
    assert editor.get("/desk/imports/424242/").status_code == 404
