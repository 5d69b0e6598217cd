"""Files into works: what is counted, what is refused, what survives a kill, and two at once."""

from __future__ import annotations

import gzip
import os
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from fakes.service_records import pubmed
from pprnet.errors import MissingFileError, TooLargeError
from pprnet_site.catalogue.actions import (
    format_citations,
    move_work,
    open_import,
    requeue_stalled_imports,
    run_import,
    start_import,
)
from pprnet_site.catalogue.enums import ImportStatus
from pprnet_site.catalogue.ingest import import_runs as module
from pprnet_site.catalogue.ingest.leases import acquire_lease, has_live_owner
from pprnet_site.catalogue.models import ImportProblem, ImportRun, Record, Signal, Work, WorkKey
from pprnet_site.core.errors import ConflictError

pytestmark = pytest.mark.django_db


def ris(*numbers: int, extra: str = "") -> str:
    return "".join(
        f"TY  - JOUR\nTI  - Cognitive therapy for worry, example number {n} of many\n"
        f"AU  - Example, Anna\nAU  - Sample, B{n}\nJO  - Journal of Examples\nPY  - 2020\n"
        f"VL  - {n}\nSP  - {n}1\nDO  - 10.1000/example.{n}\n{extra}ER  - \n\n"
        for n in numbers
    )


def write_file(folder: Path, text: str | bytes, name: str = "example.ris") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def import_path(path: Path, **options) -> ImportRun:
    return run_import(run=open_import(name=path.name, path=path, by=None), path=path, **options)


def counts(run: ImportRun) -> tuple[int, int, int, int]:
    return run.read, run.known, run.merged, run.added


def test_a_file_becomes_works_with_keys_and_signals(tmp_path):
    run = import_path(write_file(tmp_path, ris(1, 2, 3)))
    assert (run.status, counts(run)) == (ImportStatus.DONE, (3, 0, 0, 3))
    work = Work.objects.first()
    assert work.title == "Cognitive therapy for worry, example number 1 of many"
    assert (work.authors, work.year, work.doi) == (
        "Example, Anna; Sample, B1",
        2020,
        "10.1000/example.1",
    )
    assert work.status == "found"
    assert WorkKey.objects.filter(work=work, key="doi:10.1000/example.1").exists()
    assert Signal.objects.filter(work=work, kind="topic").exists()
    assert Record.objects.get(work=work).run == run


def test_the_same_file_again_changes_nothing(tmp_path):
    path = write_file(tmp_path, ris(1, 2, 3))
    import_path(path)
    before = dump()
    assert counts(import_path(path)) == (3, 3, 0, 0)
    assert dump() == before


def test_the_same_record_twice_in_a_file_is_known_the_second_time(tmp_path):
    assert counts(import_path(write_file(tmp_path, ris(1, 2, 1)))) == (3, 1, 0, 2)


def test_a_record_of_a_known_work_is_merged_with_its_reason(tmp_path):
    import_path(write_file(tmp_path, ris(1)))
    run = import_path(
        write_file(tmp_path, ris(1, extra="AB  - A randomized trial of an example.\n"))
    )
    assert counts(run) == (1, 0, 1, 0)
    work = Work.objects.get()
    assert work.abstract == "A randomized trial of an example."
    row = work.records.last()
    assert (row.merge_rule, row.merge_detail != "") == ("doi", True)
    assert work.signals.filter(kind="research_type", value="randomised-trial").exists()


def test_two_records_of_one_work_in_one_batch_are_one_work(tmp_path):
    run = import_path(write_file(tmp_path, ris(1) + ris(1, extra="KW  - examples\n")))
    assert counts(run) == (2, 0, 1, 1)


def test_a_decision_survives_a_further_record(tmp_path, django_user_model):
    editor = django_user_model.objects.create_user("editor")
    import_path(write_file(tmp_path, ris(1)))
    move_work(work=Work.objects.get(), to="screened-out", by=editor)
    import_path(write_file(tmp_path, ris(1, extra="KW  - examples\n")))
    assert Work.objects.get().status == "screened-out"


def test_a_citation_follows_its_record(tmp_path):
    import_path(write_file(tmp_path, ris(1)))
    format_citations(Work.objects.all())
    import_path(write_file(tmp_path, ris(1, extra="EP  - 19\nIS  - 4\n")))
    citation = Work.objects.get().citation
    assert citation.csl["issue"] == "4"
    assert "1(4), 11–19" in citation.text


def test_a_retraction_reaches_the_work(tmp_path):
    line = (
        '{"id": "https://openalex.org/W1", "title": "An example of a title for a work", '
        '"publication_year": 2020, "is_retracted": %s, "authorships": []}\n'
    )
    import_path(write_file(tmp_path, line % "false", "a.jsonl"))
    assert not Work.objects.get().is_retracted
    import_path(write_file(tmp_path, line % "true", "a.jsonl"))
    assert Work.objects.get().is_retracted


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.ris", b"", "empty"),
        ("letter.txt", b"Dear editor, please find attached.", "not a file of references"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0", "image"),
        ("empty.gz", gzip.compress(b"", mtime=0), "empty"),
    ],
)
def test_an_unknown_file_gives_one_error_and_no_rows(tmp_path, name, data, words):
    run = import_path(write_file(tmp_path, data, name))
    assert (run.status, run.finished_at is None) == (ImportStatus.FAILED, False)
    assert words in run.error
    assert name in run.error
    assert not Work.objects.exists()


def test_a_zip_is_named_as_one(tmp_path):
    path = tmp_path / "refs.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.ris", ris(1))
    assert "zip" in import_path(path).error


@pytest.mark.parametrize("name", ["", "missing.ris"])
def test_a_folder_or_a_missing_file_is_refused_before_a_run_is_opened(tmp_path, name):
    with pytest.raises(MissingFileError):
        open_import(name="x", path=tmp_path / name, by=None)
    assert not ImportRun.objects.exists()


def test_a_file_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    def denied(*_arguments, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(MissingFileError, match="Permission denied"):
        open_import(name="x", path=write_long_line(tmp_path), by=None)


def write_long_line(folder: Path) -> Path:
    path = folder / "a.ris"
    os.close(os.open(path, os.O_CREAT))
    return path


def test_a_line_of_200_mb_is_a_problem_and_the_rest_is_read(tmp_path):
    line = b'{"id": "https://openalex.org/W%d", "title": "An example of a title %d"}\n'
    path = tmp_path / "long.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(line % (1, 1))
        for _ in range(200):
            file.write(b"x" * (1 << 20))
        file.write(b"\n" + line % (2, 2))
    run = import_path(path)
    assert (run.status, counts(run)) == (ImportStatus.DONE, (2, 0, 0, 2))
    problem = ImportProblem.objects.get()
    assert (problem.line, problem.lost) == (2, True)


def test_a_file_cut_short_keeps_what_came_before_and_says_so(tmp_path, shared_data):
    data = b"<PubmedArticleSet>" + b"".join(pubmed(shared_data)[:40]) + b"</PubmedArticleSet>"
    run = import_path(write_file(tmp_path, data[: len(data) // 2], "cut.xml"))
    assert run.status == ImportStatus.DONE
    assert run.read > 5
    assert "cut short" in run.problems.get().message


def test_latin_1_is_read(tmp_path):
    run = import_path(write_file(tmp_path, ris(1).replace("Sample", "Müller").encode("latin-1")))
    assert "Müller" in Work.objects.get().authors
    assert run.problems.filter(lost=False).count() == 1


def test_characters_that_no_database_holds_are_left_out(tmp_path):
    title = '{"id": "https://openalex.org/W1", "title": "An \\u0000example of a title", '
    path = write_file(tmp_path, title + '"biblio": {"volume": "1\\u0000"}}\n', "a.jsonl")
    assert import_path(path).status == ImportStatus.DONE
    assert Work.objects.get().title.startswith("An example")


def test_an_interrupted_run_resumes_after_its_last_batch(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "BATCH_SIZE", 2)
    path = write_file(tmp_path, ris(1, 2, 3, 2, 4, 5))
    run = open_import(name=path.name, path=path, by=None)

    def stop(progress):
        if progress.run.read == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_import(run=run, path=path, on_progress=stop)
    again = open_import(name=path.name, path=path, by=None)
    assert (again, again.read, again.status) == (run, 4, ImportStatus.RUNNING)
    run_import(run=again, path=path)
    assert counts(again) == (6, 1, 0, 5)
    assert Work.objects.count() == 5


def test_a_batch_that_fails_leaves_nothing_behind(tmp_path, monkeypatch):
    def fail(_slots):
        raise RuntimeError("example")

    monkeypatch.setattr("pprnet_site.catalogue.ingest.matching.save_keys", fail)
    path = write_file(tmp_path, ris(1, 2))
    with pytest.raises(RuntimeError):
        import_path(path)
    assert not Work.objects.exists()
    assert not Record.objects.exists()
    assert ImportRun.objects.get().status == ImportStatus.FAILED


def test_only_a_run_of_a_dead_process_is_taken_over(tmp_path):
    path = write_file(tmp_path, ris(1))
    run = open_import(name=path.name, path=path, by=None)
    acquire_lease(run)
    assert has_live_owner(run)
    with pytest.raises(ConflictError):
        run_import(run=run, path=path)
    assert open_import(name=path.name, path=path, by=None) != run
    ImportRun.objects.filter(pk=run.pk).update(owner="elsewhere:1:x", beat_at=hour_ago())
    assert run_import(run=run, path=path).status == ImportStatus.DONE
    with pytest.raises(ConflictError, match="already read"):
        run_import(run=run, path=path)


def hour_ago():
    return timezone.now() - timedelta(hours=1)


def test_a_process_whose_run_was_taken_over_stops(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "BATCH_SIZE", 1)
    path = write_file(tmp_path, ris(1, 2, 3))
    run = open_import(name=path.name, path=path, by=None)

    def taken(progress):
        ImportRun.objects.filter(pk=run.pk).update(owner="elsewhere:1:x")

    with pytest.raises(ConflictError, match="took over"):
        run_import(run=run, path=path, on_progress=taken)
    assert Work.objects.count() == 1


def test_an_upload_is_read_by_a_task_and_then_removed(
    tmp_path, settings, django_capture_on_commit_callbacks
):
    upload = SimpleUploadedFile("dropped.ris", ris(1, 2).encode())
    with django_capture_on_commit_callbacks(execute=True):
        run = start_import(upload=upload, by=None)
    run.refresh_from_db()
    assert (run.status, counts(run)) == (ImportStatus.DONE, (2, 0, 0, 2))
    assert (run.file_name, bool(run.upload)) == ("dropped.ris", False)


def test_an_upload_over_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(module, "MAX_UPLOAD", 10)
    with pytest.raises(TooLargeError, match="pprnet import"):
        start_import(upload=SimpleUploadedFile("big.ris", b"x" * 11), by=None)
    assert not ImportRun.objects.exists()


def test_an_upload_of_a_dead_worker_is_queued_again():
    upload = SimpleUploadedFile("dropped.ris", ris(1).encode())
    run = open_import(name="dropped.ris", upload=upload, by=None)
    assert requeue_stalled_imports() == []  # its turn may still come
    ImportRun.objects.filter(pk=run.pk).update(
        status=ImportStatus.RUNNING, owner="elsewhere:1:x", beat_at=hour_ago()
    )
    assert requeue_stalled_imports() == [run]
    run.refresh_from_db()
    assert (run.status, run.added) == (ImportStatus.DONE, 1)


def dump() -> list[object]:
    """All that an import writes, apart from numbers and times."""
    works = Work.objects.order_by("title").prefetch_related("records", "keys", "signals")
    return [
        (
            [getattr(work, name) for name in ("title", "authors", "year", "merged", "status")],
            [(r.fingerprint, r.position, r.merge_rule, r.merge_detail) for r in work.records.all()],
            sorted(key.key for key in work.keys.all()),
            [(s.kind, s.value, s.score, s.spans) for s in work.signals.all()],
        )
        for work in works
    ]
