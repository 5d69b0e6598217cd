"""The main job, end to end, as an editor and a reader would do it without JavaScript."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from lxml import etree

from functional.visitor import Visitor
from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import ImportRun, Work

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.slow]

LIBRARY = Path(str(files("pprnet_site.sample") / "Oud_2018.works.jsonl.gz"))
QUESTION = "Example: what does this sample show?"
WORDS = "Example text, written for a test and true of no study. " * 30
ATOM = "{http://www.w3.org/2005/Atom}"


def test_from_a_months_literature_to_a_published_issue(editor):
    desk = Visitor(editor)

    # A file from the library, dropped in the browser.
    desk.goes_to("/desk/imports/").presses("Import", file=LIBRARY)
    run = ImportRun.objects.get()
    assert (run.status, run.read, run.added + run.merged + run.known) == ("done", 952, 952)

    # Screening: the order learns from what is included and excluded.
    desk.goes_to("/desk/")
    for verdict in ("Include", "Exclude", "Postpone", "Include", "Exclude"):
        desk.presses(verdict)
    assert Work.objects.filter(status=WorkStatus.SCREENED_IN).count() == 2
    assert Work.objects.filter(status=WorkStatus.SCREENED_OUT).count() == 2
    desk.presses("Undo")
    assert Work.objects.filter(status=WorkStatus.SCREENED_OUT).count() == 1

    # One action makes the draft, with its citation in place.
    desk.goes_to("/desk/shortlist/").presses("Make the draft", month="2026-10")
    work = Work.objects.get(status=WorkStatus.DRAFTED)
    assert work.citation.text
    draft = desk.address

    # Not ready yet: the gate says what to do, and nothing typed is lost.
    chosen = {
        "title": QUESTION,
        "teaser_clause": "an example of a draft",
        "bottom_line": "Example: the bottom line.",
        "in_practice": "Example: try it out.",
        "summary": WORDS,
        "limits": "Example: all of them.",
        "for_whom": "Example: for testers.",
    }
    desk.goes_to(draft).presses("Save", **chosen)
    desk.goes_to(draft)
    assert "Not ready" in desk.text
    assert QUESTION in desk.text

    # Everything in place: published, with its month.
    from pprnet_site.taxonomy.models import ResearchType, Topic

    alliance = Topic.objects.get(key="alliance")
    trial = ResearchType.objects.first()
    desk.presses(
        "Save", implications=WORDS, topics=[str(alliance.pk)], research_types=[str(trial.pk)]
    )
    desk.goes_to(draft).presses("Publish")
    work.refresh_from_db()
    assert work.status == WorkStatus.PUBLISHED

    # And a reader finds it, from every side.
    reader = Visitor()
    reader.goes_to("/")
    assert "This month… I blog about an example of a draft." in reader.text
    reader.follows(QUESTION)
    assert "Example: the bottom line." in reader.text
    assert work.doi in reader.text
    for address in ("/archive/", "/topics/alliance/", f"/types/{trial.key}/", "/2026-10/"):
        assert QUESTION in reader.goes_to(address).text
    assert QUESTION in reader.goes_to("/search/?q=bottom+line").text
    feed = etree.fromstring(reader.client.get("/feed.xml").content)
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == [QUESTION]
    if work.abstract:
        assert work.abstract[:80] not in reader.client.get("/feed.xml").content.decode()
