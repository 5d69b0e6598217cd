"""An effect in plain words at the desk: a sentence, pictures, and what is refused."""

from __future__ import annotations

import pytest
from draft_factories import make_catalogued_work, make_editor
from lxml import html
from signal_factories import make_work_with_signals, store_signals

from pprnet.extraction.signal_registry import Signal, SignalKind
from pprnet.records import EffectSize

pytestmark = pytest.mark.django_db

ASKED = {
    "effect": "d 0.45",
    "intervention": "example therapy",
    "control": "usual care",
    "outcome": "example distress",
    "above": "less",
    "event": "recover",
    "event_above": "more",
    "wanted": "yes",
    "base_rate": "40",
    "certainty": "moderate",
}


@pytest.fixture
def desk(client):
    client.force_login(make_editor(), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_sentence_names_what_was_tried_and_how_sure_it_is(desk):
    work = make_work_with_signals()
    page = desk.get(f"/desk/works/{work.pk}/plain/", ASKED)
    headline = page.context["plain"].words.headline
    assert "example therapy likely results in" in headline

    drawn = html.fromstring(page.content).xpath("//svg[@role='img']")
    assert len(drawn) == 2
    assert "style=" not in "".join(html.tostring(svg).decode() for svg in drawn)


def test_in_french_the_sentence_is_french(desk):
    work = make_work_with_signals()
    asked = {**ASKED, "intervention": "la thérapie d’exemple", "event": "se rétablissent"}
    headline = desk.get(f"/fr/desk/works/{work.pk}/plain/", asked).context["plain"].words.headline
    assert "la thérapie d’exemple entraîne probablement" in headline


def test_without_a_base_rate_no_people_are_counted(desk):
    work = make_work_with_signals()
    plain = desk.get(f"/desk/works/{work.pk}/plain/", {**ASKED, "base_rate": ""}).context["plain"]
    assert plain.people is None
    assert plain.words.people is None


def test_two_scores_that_go_together_are_linked_not_compared(desk):
    work = make_catalogued_work(abstract="Example: r = .29.")
    store_signals(
        work, Signal(SignalKind.EFFECT, "r 0.29", 0.9, "rules", "1", (), EffectSize("r", 0.29))
    )
    asked = {"effect": "r 0.29", "intervention": "the example alliance", "outcome": "outcome"}
    page = desk.get(f"/desk/works/{work.pk}/plain/", {**asked, "above": "more", "wanted": "yes"})
    assert "cause" in page.context["plain"].words.text


def test_hostile_words_stay_words(desk):
    work = make_work_with_signals()
    asked = {**ASKED, "outcome": "<script>alert(1)</script>"}
    page = desk.get(f"/desk/works/{work.pk}/plain/", asked).content.decode()
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"effect": "d 9"},
        {"base_rate": "140"},
        {"intervention": ""},
        {"above": "sideways"},
        {"outcome": "x" * 500},
    ],
)
def test_what_is_wrong_is_said_at_its_field(desk, wrong):
    work = make_work_with_signals()
    page = desk.get(f"/desk/works/{work.pk}/plain/", ASKED | wrong)
    assert page.status_code == 400
    assert 'class="error"' in page.content.decode()


def test_a_measure_without_plain_words_says_so(desk):
    work = make_catalogued_work(abstract="Example: eta squared = .10.")
    effect = EffectSize("eta2", 0.1)
    store_signals(work, Signal(SignalKind.EFFECT, "eta2 0.1", 0.9, "rules", "1", (), effect))
    page = desk.get(f"/desk/works/{work.pk}/plain/", {**ASKED, "effect": "eta2 0.1"})
    assert page.status_code == 400
    assert "cannot be presented this way" in page.content.decode()


def test_a_work_without_effects_leads_to_where_one_is_added(desk):
    page = desk.get(f"/desk/works/{make_catalogued_work().pk}/plain/").content.decode()
    assert "This work has no effects yet" in page
    assert desk.get("/desk/works/424242/plain/").status_code == 404


def test_the_table_of_signals_leads_there(desk):
    work = make_work_with_signals()
    address = f"/desk/works/{work.pk}/plain/?effect=d%200.45"
    assert address in desk.get(f"/desk/?work={work.pk}").text
