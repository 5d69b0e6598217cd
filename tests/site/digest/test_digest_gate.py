"""What the gate asks of a summary, and what it only advises."""

from __future__ import annotations

from datetime import date

import pytest
from draft_factories import make_catalogued_work, make_editor, make_summary_draft, reload_page

from fakes.example_texts import SUMMARY
from pprnet_site.catalogue.actions import complete_citation
from pprnet_site.catalogue.models import Citation, Work
from pprnet_site.digest.actions import add_notice, publish_summary, save_draft
from pprnet_site.digest.publication.advice import advice
from pprnet_site.digest.publication.gate import refusals
from pprnet_site.digest.publication.refusals import PublishRefused
from pprnet_site.taxonomy.models import Topic

pytestmark = pytest.mark.django_db

WANTING = [
    ({}, set()),
    ({"summary": " \n"}, {"no-summary"}),
    ({"implications": ""}, {"no-implications"}),
    ({"topics": []}, {"no-topic"}),
    ({"research_types": []}, {"no-type"}),
    ({"works": []}, {"no-source"}),
    ({"works": [], "implications": "", "topics": []}, {"no-source", "no-implications", "no-topic"}),
    ({"bottom_line": "", "limits": "", "for_whom": ""}, set()),
    ({"summary": "Short."}, set()),
    ({"summary": "word " * 2000}, set()),
]


@pytest.mark.parametrize(("fields", "codes"), WANTING)
def test_what_a_summary_lacks(fields, codes):
    found = refusals(make_summary_draft(**fields))
    assert {refusal.code for refusal in found} == codes
    assert all(refusal.message and refusal.advice and refusal.field for refusal in found)


CITATIONS = [
    ({}, ""),
    ({"doi": ""}, ""),
    ({"journal": ""}, "Journal"),
    ({"authors": ()}, "Author"),
    ({"issued": None}, "Year"),
    ({"pages": ""}, "Pages or article number"),
    ({"pages": "", "doi": "10.5555/example"}, ""),
]


@pytest.mark.parametrize(("fields", "lacks"), CITATIONS)
def test_a_citation_is_resolved_when_apa_lacks_nothing(fields, lacks):
    found = refusals(make_summary_draft(works=[make_catalogued_work(**fields)]))
    assert [refusal.code for refusal in found] == (["no-citation"] if lacks else [])
    assert lacks in "".join(str(refusal.message) for refusal in found)


def test_what_a_person_typed_counts_once_it_is_confirmed():
    work = make_catalogued_work(journal="")
    draft, editor = make_summary_draft(works=[work]), make_editor()
    typed = {"container-title": "Example Journal"}
    complete_citation(work=work, fields=typed, by=editor, confirmed=False)
    (refusal,) = refusals(reload_page(draft))
    assert "is not confirmed" in str(refusal.message)
    assert refusal.work == work.pk
    complete_citation(work=work, fields={}, by=editor, confirmed=True)
    assert refusals(reload_page(draft)) == ()
    kept = Citation.objects.get(work=work)
    assert (kept.confirmed_by, bool(kept.confirmed_at)) == (editor, True)


def test_each_source_needs_its_citation():
    good, bad = make_catalogued_work(), make_catalogued_work(journal="")
    (refusal,) = refusals(make_summary_draft(works=[good, bad]))
    assert refusal.work == bad.pk
    assert len(refusals(without_citations(good, bad))) == 2


def without_citations(*works):
    draft = make_summary_draft(works=[Work.objects.get(pk=work.pk) for work in works])
    Citation.objects.all().delete()
    return reload_page(draft)


def test_a_retracted_source_is_refused_before_and_reported_after():
    work, editor = make_catalogued_work(), make_editor()
    draft = make_summary_draft(works=[work])
    live = publish_summary(summary=make_summary_draft(works=[work]), by=editor)
    Work.objects.filter(pk=work.pk).update(state="retracted")
    assert [each.code for each in refusals(reload_page(draft))] == ["retracted"]
    told = add_notice(
        summary=live, kind="retracted", text="Example.", date=date(2023, 3, 1), by=editor
    )
    assert told.live
    assert refusals(told) == ()
    save_draft(summary=told, fields={"teaser_clause": "example"}, by=editor)
    assert publish_summary(summary=told, by=editor).teaser_clause == "example"


def test_readers_see_a_notice_of_a_change():
    editor = make_editor()
    live = publish_summary(summary=make_summary_draft(), by=editor)
    save_draft(summary=live, fields={"summary": f"Another {SUMMARY}"}, by=editor)
    with pytest.raises(PublishRefused) as refused:
        publish_summary(summary=live, by=editor)
    assert [each.code for each in refused.value.refusals] == ["needs-notice"]
    assert reload_page(live).summary == SUMMARY
    save_draft(summary=live, fields={"minor_change": True}, by=editor)
    after = publish_summary(summary=live, by=editor)
    assert after.summary == f"Another {SUMMARY}"
    assert not reload_page(after).minor_change, "the leave is for one publication"


def test_a_change_passes_with_a_new_note_and_an_old_note_does_not_do():
    editor = make_editor()
    live = publish_summary(summary=make_summary_draft(), by=editor)
    live = add_notice(
        summary=live, kind="corrected", text="Old note.", date=date(2023, 3, 1), by=editor
    )
    save_draft(summary=live, fields={"summary": f"Another {SUMMARY}"}, by=editor)
    assert [e.code for e in refusals(reload_page(live).get_latest_revision_as_object())] == [
        "needs-notice"
    ]
    after = add_notice(
        summary=reload_page(live),
        kind="corrected",
        text="New note.",
        date=date(2023, 3, 2),
        by=editor,
    )
    assert after.summary == SUMMARY, "a note alone does not bring the draft out"
    newest = after.get_latest_revision_as_object()
    assert newest.summary == f"Another {SUMMARY}"
    assert newest.notices.count() == 2


def test_a_topic_may_change_without_a_note():
    editor = make_editor()
    live = publish_summary(summary=make_summary_draft(), by=editor)
    topics = list(Topic.objects.exclude(key="alliance")[:2])
    save_draft(summary=live, fields={"topics": topics}, by=editor)
    assert set(publish_summary(summary=live, by=editor).topics.all()) == set(topics)


def test_a_lock_or_a_plain_save_of_a_live_page_asks_nothing():
    live = publish_summary(summary=make_summary_draft(), by=None)
    Citation.objects.all().delete()
    live = reload_page(live)
    live.locked = True
    live.save()
    assert reload_page(live).locked


ADVICE = [
    ({"summary": "word " * 219}, "summary-length"),
    ({"summary": "word " * 220}, ""),
    ({"summary": "word " * 341}, "summary-length"),
    ({"implications": "word " * 79}, "implications-length"),
    ({"implications": "word " * 140}, ""),
]


@pytest.mark.parametrize(("fields", "code"), ADVICE)
def test_recommended_lengths_are_advice(fields, code):
    whole = {"summary": "word " * 300, "implications": "word " * 100}
    draft = make_summary_draft(**whole | fields, bottom_line="Example.", teaser_clause="example")
    lengths = [each.code for each in advice(draft) if each.code.endswith("-length")]
    assert lengths == [code] * bool(code)
    assert refusals(draft) == ()
