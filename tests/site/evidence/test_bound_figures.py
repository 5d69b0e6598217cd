"""Where the figures come from: stored at publication, by what the program and people bound."""

from __future__ import annotations

import json
import tarfile

import pytest
from django.utils import timezone
from draft_factories import (
    make_catalogued_work,
    make_editor,
    make_summary_draft,
    reload_page,
    settle_claims,
)

from fakes.example_texts import SUMMARY
from pprnet.records import Author
from pprnet_site.accounts.personal_data.erasure import erase_person
from pprnet_site.backup import write_backup
from pprnet_site.digest.actions import publish_summary, save_draft, unpublish_summary
from pprnet_site.digest.actions.facts import Fact
from pprnet_site.digest.publication.checked_claims import check_summary
from pprnet_site.evidence.actions.claim_decisions import (
    ChosenPassage,
    bind_claim,
    decide_claim,
    override_claim,
)
from pprnet_site.evidence.actions.full_texts import add_full_text, delete_full_text
from pprnet_site.evidence.enums import ClaimVerdict, Layer
from pprnet_site.evidence.figure_excerpts import count_words
from pprnet_site.evidence.models import BoundFigure, FullTextRow
from pprnet_site.evidence.queries.bound_figures import figures_of_page
from pprnet_site.evidence.queries.figure_places import work_label
from pprnet_site.sample.loading import save_missing_figures

pytestmark = pytest.mark.django_db

SENTENCE = "We saw 128 clients of an invented clinic."
LONG = "Of the clients, 45% said that " + " and ".join(["they liked it"] * 8) + " very much."
ABSTRACT = f"{SENTENCE} {LONG}"
FULL = "Results\n\nAn invented assessor met 112 clients again in a secret garden."
NAMES = (Author(family="Example", given="A."), Author(family="Beispiel", given="B."))


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def work():
    return make_catalogued_work(title="An invented trial", abstract=ABSTRACT, authors=NAMES)


def draft_of(work, text, **fields):
    return make_summary_draft(works=[work], summary=f"{SUMMARY}\n\n{text}", **fields)


def claim_of(draft, figure):
    return next(each for each in check_summary(draft).claims if each.text == figure)


def publish(draft, editor):
    return publish_summary(summary=draft, by=editor)


def shown_in_summary(page):
    return [
        (each.text, each.source.quote, each.source.where or each.source.note)
        for each in figures_of_page(page.pk)
        if each.field == "summary"
    ]


def test_a_found_figure_is_quoted_with_its_work(work, editor):
    page = publish(draft_of(work, "The study saw 128 clients."), editor)
    assert shown_in_summary(page) == [("128", SENTENCE, "Example & Beispiel (2023), Abstract")]


def test_a_long_sentence_is_quoted_in_part(work, editor):
    page = publish(draft_of(work, "Of them, 45% liked the talk."), editor)
    ((_figure, quote, _where),) = shown_in_summary(page)
    assert quote.startswith("Of the clients, 45%")
    assert count_words(quote) < 25
    assert quote.endswith("…")


def test_of_a_full_text_the_place_alone(work, editor):
    add_full_text(work=work, pasted=FULL, by=editor)
    page = publish(draft_of(work, "Later 112 clients were met."), editor)
    ((figure, quote, where),) = shown_in_summary(page)
    assert (figure, quote) == ("112", "")
    assert where.startswith("Example & Beispiel (2023), Full text")
    row = BoundFigure.objects.filter(page=page, text="112").values().get()
    assert "assessor" not in json.dumps(row)
    assert "garden" not in json.dumps(row)


WRONG = "It cost 77 coins."

DECISIONS = [
    (ClaimVerdict.PLACE, "Page 3, Table 2", ("77", "", "Page 3, Table 2")),
    (ClaimVerdict.PLACE, "word " * 25, ("77", "", "A person found it in the source.")),
    (ClaimVerdict.BACKGROUND, "Zelda, 1999", ("77", "", "From another work.")),
    (ClaimVerdict.OWN_WORDS, "", None),
    (ClaimVerdict.OVERRIDE, "It stays.", None),
]


@pytest.mark.parametrize(("verdict", "note", "shown"), DECISIONS)
def test_a_decision_of_a_person(editor, verdict, note, shown):
    draft = draft_of(make_catalogued_work(title="An invented trial"), WRONG)
    key = claim_of(draft, "77").key
    if verdict == ClaimVerdict.OVERRIDE:
        override_claim(page=draft, key=key, reason=note, by=editor)
    else:
        decide_claim(page=draft, key=key, verdict=verdict, note=note, by=editor)
    assert shown_in_summary(publish(draft, editor)) == ([shown] if shown else [])


PASSAGES = [
    (Layer.ABSTRACT, SENTENCE, (SENTENCE, "Abstract")),
    (Layer.ABSTRACT, "128", (SENTENCE, "Abstract")),
    (Layer.ABSTRACT, LONG, ("", "Abstract")),
    (Layer.ABSTRACT, "Words of a private article.", ("", "Abstract")),
    (Layer.BODY, "met 112 clients again", ("", "Full text, p. 4")),
    (Layer.TABLE, "112", ("", "Full text, p. 4")),
    (Layer.CITATION, "Example, A.", ("", "Reference")),
]


@pytest.mark.parametrize(("layer", "chosen", "shown"), PASSAGES)
def test_a_passage_that_a_person_chose(work, editor, layer, chosen, shown):
    draft = draft_of(work, WRONG)
    passage = ChosenPassage(work, layer, chosen, page=4)
    bind_claim(page=draft, key=claim_of(draft, "77").key, passage=passage, by=editor)
    quote, place = shown
    where = f"Example & Beispiel (2023), {place}"
    assert shown_in_summary(publish(draft, editor)) == [("77", quote, where)]


def test_a_computed_figure_has_its_formula(editor):
    abstract = "Of 1,000,000 invented clients, 5% were harmed."
    work = make_catalogued_work(abstract=abstract)
    page = publish(
        draft_of(work, "If 5% of 1,000,000 clients are harmed, that is 50,000 clients."), editor
    )
    assert shown_in_summary(page)[-1] == ("50,000", "", "Computed: 5 % of 1,000,000 = 50,000")


def test_a_key_fact_supports_the_text_and_not_itself(editor):
    bare = make_catalogued_work(title="An invented trial")
    draft = draft_of(bare, "The study saw 128 clients.")
    fact = Fact("Participants", "128 clients", origin="Table 1", stated_by="typed")
    save_draft(summary=draft, fields={"key_facts": [fact]}, by=None)
    page = publish(reload_page(draft), editor)
    assert {each.field for each in figures_of_page(page.pk)} == {"summary"}


# What is stored stays


def test_it_stays_when_the_source_changes_or_goes(work, editor):
    add_full_text(work=work, pasted=FULL, by=editor)
    page = publish(draft_of(work, "The study saw 128 clients; 112 were met."), editor)
    before = shown_in_summary(page)
    delete_full_text(full_text_id=FullTextRow.objects.get().pk, confirmed=True, by=editor)
    type(work).objects.update(abstract="Another one.", authors="Other, O.", year=1999)
    assert shown_in_summary(page) == before
    assert len(before) == 2


def test_a_new_publication_replaces_it_and_a_withdrawal_removes_it(work, editor):
    page = publish(draft_of(work, "The study saw 128 clients."), editor)
    save_draft(summary=page, fields={"minor_change": True, "summary": SUMMARY}, by=editor)
    assert len(shown_in_summary(page)) == 1, "a draft changes nothing for readers"
    page = publish(reload_page(page), editor)
    assert shown_in_summary(page) == []
    fields = {"minor_change": True, "summary": f"{SUMMARY} They saw 128 clients."}
    save_draft(summary=page, fields=fields, by=editor)
    settle_claims(page)
    page = publish(reload_page(page), editor)
    assert [figure for figure, *_ in shown_in_summary(page)] == ["128"]
    unpublish_summary(summary=page, by=editor)
    assert not BoundFigure.objects.exists()


def test_a_sample_that_was_published_before_gets_it_once(work, editor):
    page = publish(draft_of(work, "The study saw 128 clients."), editor)
    before = shown_in_summary(page)
    BoundFigure.objects.all().delete()
    save_missing_figures(page)
    assert shown_in_summary(page) == before
    type(work).objects.update(abstract="Another one.")
    save_missing_figures(page)
    assert shown_in_summary(page) == before


def test_it_names_nobody_and_survives_an_erasure(work):
    make_editor("other")
    person = make_editor("zelda-example")
    draft = draft_of(work, WRONG)
    key = claim_of(draft, "77").key
    decide_claim(page=draft, key=key, verdict=ClaimVerdict.PLACE, note="Page 3", by=person)
    page = publish(draft, person)
    stored = list(BoundFigure.objects.values())
    assert "zelda" not in json.dumps(stored)
    erase_person(user=person, now=timezone.now())
    assert list(BoundFigure.objects.values()) == stored
    assert shown_in_summary(page) == [("77", "", "Page 3")]


def test_a_backup_has_the_places_without_words_of_the_article(work, editor, tmp_path):
    add_full_text(work=work, pasted=FULL, by=editor)
    publish(draft_of(work, "Later 112 clients were met."), editor)
    write_backup(tmp_path / "site.tar.gz")
    with tarfile.open(tmp_path / "site.tar.gz") as archive:
        rows = archive.extractfile("rows/evidence.boundfigure.jsonl").read().decode()
    assert "full-text" in rows
    assert "garden" not in rows


@pytest.mark.parametrize(
    ("authors", "year", "label"),
    [
        ("", 2023, ""),
        ("Example, A.", 2023, "Example (2023)"),
        ("Example, A.; Beispiel, B.", None, "Example & Beispiel"),
        ("Example, A.; Beispiel, B.; Exemple, C.", 2023, "Example et al. (2023)"),
        ("x" * 500, 2023, ""),
    ],
)
def test_works_are_named_as_in_a_text(authors, year, label):
    assert work_label(authors, year) == label
