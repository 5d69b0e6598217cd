"""Write the database that the test of the upgrade starts from. Runs at commit 0feb8d2 only.

    git worktree add ../then 0feb8d2
    cp -r tests/data/upgrade ../then/tests/data/
    cd ../then
    PYTHONPATH=src python tests/data/upgrade/make.py

It uses the names that the code had then: do not bring them up to date.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = Path(tempfile.mkdtemp(prefix="pprnet-upgrade-"))
OPENALEX = HERE / "openalex.jsonl"
WORKS = 24
MONTH = date(2023, 2, 1)

os.environ |= {
    "PPRNET_HOME": str(HOME),
    "PPRNET_SECRET_KEY": "example-only",
    "PPRNET_CONTACT": "test@example.org",
    "DJANGO_SETTINGS_MODULE": "pprnet_site.settings.local",
}
os.environ.pop("PPRNET_DATABASE_URL", None)


def main() -> None:
    take_works()
    verb("setup", "--no-sample")
    verb("user", "add", "example-writer", "--role", "writer")
    for name in ("openalex.jsonl", "made.ris", "made.nbib", "made-retraction-watch.csv"):
        verb("import", str(HERE / name))

    import django

    django.setup()
    fill()
    pack()
    shutil.rmtree(HOME)


def take_works() -> None:
    """Copy the shortest works that have an abstract from the CC0 sample, as they stand."""
    import pprnet_site

    sample = Path(pprnet_site.__file__).parent / "sample/Oud_2018.works.jsonl.gz"
    lines = gzip.decompress(sample.read_bytes()).splitlines(keepends=True)
    told = [line for line in lines if json.loads(line).get("abstract_inverted_index")]
    OPENALEX.write_bytes(b"".join(sorted(sorted(told, key=len)[:WORKS])))


def verb(*words: str) -> None:
    """Run a verb of `pprnet` as a user does."""
    code = "from pprnet.cli import main; main()"
    subprocess.run([sys.executable, "-c", code, *words], check=True)


def fill() -> None:
    """Do at the desk what editors do."""
    from django.contrib.auth import get_user_model

    users = get_user_model().objects
    editor, writer = users.get(username="editor"), users.get(username="example-writer")
    for user, name in ((editor, "Editor"), (writer, "Writer")):
        user.first_name, user.last_name = "Example", name
        user.set_password("example-only")
        user.save()
    screen(editor, writer)
    signals(editor)
    pairs(editor)
    summaries(editor, writer)
    harvests(editor)
    waiting_upload(editor)


def work(title: str):
    from pprnet_site.catalogue.models import Work

    return Work.objects.filter(title__startswith=title).earliest("pk")


def screen(editor, writer) -> None:
    from pprnet_site.catalogue.models import Work
    from pprnet_site.desk.actions import (
        choose_plan,
        decide,
        decide_together,
        place_work,
        resolve_conflict,
        undo_decision,
        write_criteria,
    )
    from pprnet_site.desk.enums import Verdict

    write_criteria(text="Example criteria.", by=editor, sought="therapy", avoided="")
    write_criteria(
        text="Example criteria, second version.",
        by=editor,
        sought="therapy\nalliance",
        avoided="pharmacotherapy",
    )
    found = list(Work.objects.filter(records__source="openalex").order_by("pk"))
    for each in found[:4]:
        decide(work_id=each.pk, verdict=Verdict.IN, by=editor)
    decide_together(
        work_ids=[each.pk for each in found[4:7]],
        verdict=Verdict.OUT,
        by=editor,
        reason="not-therapy",
        note="Example note.",
    )
    decide(work_id=found[7].pk, verdict=Verdict.LATER, by=editor)
    decide(work_id=found[8].pk, verdict=Verdict.OUT, by=editor, reason="weak")
    undo_decision(by=editor)
    place_work(work_id=found[0].pk, seen="screened-in", to="shortlisted", by=editor)
    for title in ("Invented therapy", "A systematic review"):
        decide(work_id=work(title).pk, verdict=Verdict.IN, by=writer)
    choose_plan(screeners=2, by=editor)
    for person in (editor, writer):
        decide(work_id=found[9].pk, verdict=Verdict.IN, by=person)
    for at in (10, 11):
        decide(work_id=found[at].pk, verdict=Verdict.IN, by=editor)
        decide(work_id=found[at].pk, verdict=Verdict.OUT, by=writer, reason="little-use")
    resolve_conflict(work_id=found[10].pk, verdict=Verdict.IN, by=editor, note="Example note.")
    decide(work_id=found[12].pk, verdict=Verdict.OUT, by=editor, reason="weak")


def signals(editor) -> None:
    from pprnet_site.catalogue.actions import judge_signal, state_value, take_judgement_back
    from pprnet_site.catalogue.models import Signal
    from pprnet_site.desk.actions import accept_all

    accept_all(work_id=work("Invented therapy").pk, by=editor)
    review = work("A systematic review")
    state_value(work_id=review.pk, kind="n_participants", value="3200", by=editor)
    state_value(work_id=review.pk, kind="topic", value="empathy", by=editor)
    topic, kind = (
        Signal.objects.filter(kind=name).exclude(work=work("Invented therapy")).earliest("pk")
        for name in ("topic", "research_type")
    )
    judge_signal(
        work_id=topic.work_id, kind="topic", value=topic.value, verdict="rejected", by=editor
    )
    word = judge_signal(
        work_id=kind.work_id, kind="research_type", value=kind.value, verdict="accepted", by=editor
    )
    take_judgement_back(judgement_id=word.pk, by=editor)


def pairs(editor) -> None:
    from pprnet_site.catalogue.actions import keep_apart, merge_pair
    from pprnet_site.catalogue.models import WorkPair

    waiting = WorkPair.objects.filter(verdict="open", first__title__startswith="Invented super")
    merge_pair(pair=waiting.get(), by=editor)
    waiting = WorkPair.objects.filter(verdict="open", first__title__startswith="Sample letters")
    keep_apart(pair=waiting.get(), by=editor)


def summaries(editor, writer) -> None:
    from pprnet_site.catalogue.actions import complete_citation
    from pprnet_site.digest.actions import (
        add_notice,
        make_draft,
        publish_issue,
        save_draft,
        schedule_summary,
    )
    from pprnet_site.taxonomy.models import ResearchType, Topic

    texts = {
        "bottom_line": "Example text. This invented therapy helps examples.",
        "in_practice": "Example text. Try the example.",
        "summary": "Example text, first paragraph.\n\nExample text, second paragraph.",
        "implications": "Example text on what an example may do differently.",
        "limits": "Example text on limits.",
        "topics": Topic.objects.filter(key="alliance"),
        "research_types": ResearchType.objects.filter(key="randomised-trial"),
    }
    study = work("Invented therapy")
    page = make_draft(work=study, by=editor, month=MONTH)
    complete_citation(
        work=study,
        fields={"title": study.title},
        by=editor,
        confirmed=True,
    )
    page = save_draft(
        summary=page, fields={"title": "Example: does invented therapy help?", **texts}, by=editor
    ).summary
    publish_issue(issue=page.issue, by=editor)
    add_notice(
        summary=page,
        kind="corrected",
        text="Example text on what was corrected.",
        date=date(2023, 3, 1),
        by=editor,
    )
    later = make_draft(work=work("A systematic review"), by=writer, month=date(2023, 3, 1))
    later = save_draft(
        summary=later, fields={"title": "Example: invented alliance", **texts}, by=writer
    ).summary
    schedule_summary(summary=later, at=datetime.now(UTC) + timedelta(days=36500), by=editor)


def harvests(editor) -> None:
    from pprnet_site.catalogue.actions import (
        add_search,
        open_harvest,
        set_schedule,
        stop_harvest,
        switch_search,
    )
    from pprnet_site.catalogue.models import SavedSearch

    add_search(source="pubmed", label="Example search", query='"invented therapy"', by=editor)
    switch_search(search=SavedSearch.objects.filter(shipped=True)[0], on=False, by=editor)
    set_schedule(on=True, month_day=3, by=editor)
    run = open_harvest(since=date(2023, 1, 1), until=date(2023, 1, 31), by=editor)
    stop_harvest(run=run, by=editor)


def waiting_upload(editor) -> None:
    """Leave an upload to a worker that never came."""
    from django.core.files.base import ContentFile

    from pprnet_site.catalogue.actions import start_import

    text = b"TY  - JOUR\nAU  - Example, A.\nTI  - An example that waits\nPY  - 2023\nER  - \n"
    start_import(upload=ContentFile(text, name="waiting.ris"), by=editor)


def pack() -> None:
    """Write the database as one file, without who was signed in."""
    from django.db import connection

    connection.close()
    path = HOME / "pprnet.sqlite3"
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA journal_mode=DELETE")
        database.execute("VACUUM")
    database.close()
    data = path.read_bytes()
    (HERE / "site-0feb8d2.sqlite3.gz").write_bytes(gzip.compress(data, 9, mtime=0))


if __name__ == "__main__":
    main()
