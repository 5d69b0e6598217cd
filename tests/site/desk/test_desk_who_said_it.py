"""What a person says about a draft: interests, key facts compared with the source, the author."""

from __future__ import annotations

import pytest
from draft_factories import make_editor, make_summary_draft, reload_page
from signal_factories import make_work_with_signals
from test_desk_drafts import newest, send

from pprnet_site.catalogue.actions import judge_signal, move_work
from pprnet_site.catalogue.enums import JudgementVerdict, WorkStatus
from pprnet_site.digest.actions import Fact, add_facts, make_draft
from pprnet_site.digest.enums import StatedBy
from pprnet_site.digest.publication.advice import advice

pytestmark = pytest.mark.django_db

READ, ACCEPTED, TYPED = StatedBy.READ, StatedBy.ACCEPTED, StatedBy.TYPED


@pytest.fixture
def editor(client):
    user = make_editor()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user


def draft_with_facts():
    read = Fact("Participants", "44", origin="Read from the abstract: “Forty-four”.")
    return make_summary_draft(key_facts=[read, Fact("Studies", "2", stated_by=ACCEPTED)])


def stated(summary) -> list[tuple[str, str]]:
    return [(fact.value, fact.stated_by) for fact in newest(summary).key_facts.all()]


# Key facts

EDITS = [
    ({}, [("44", READ), ("2", ACCEPTED)]),
    ({"facts-0-checked": "on"}, [("44", ACCEPTED), ("2", ACCEPTED)]),
    ({"facts-0-value": "45"}, [("45", TYPED), ("2", ACCEPTED)]),
    ({"facts-0-value": "45", "facts-0-checked": "on"}, [("45", TYPED), ("2", ACCEPTED)]),
    ({"facts-0-label": "People"}, [("44", READ), ("2", ACCEPTED)]),
    ({"facts-0-value": ""}, [("", TYPED), ("2", ACCEPTED)]),
    ({"facts-1-checked": "on"}, [("44", READ), ("2", ACCEPTED)]),
    ({"facts-1-value": "3"}, [("44", READ), ("3", TYPED)]),
    ({"facts-2-label": "Arms", "facts-2-value": "2"},
     [("44", READ), ("2", ACCEPTED), ("2", TYPED)]),
    ({"facts-0-DELETE": "on"}, [("2", ACCEPTED)]),
]  # fmt: skip


@pytest.mark.usefixtures("editor")
@pytest.mark.parametrize(("typed", "found"), EDITS)
def test_a_fact_is_a_persons_once_it_was_compared_or_typed(client, typed, found):
    draft = draft_with_facts()
    assert send(client, draft, **typed).status_code == 302
    assert stated(draft) == found


@pytest.mark.usefixtures("editor")
def test_the_box_is_shown_for_a_fact_that_was_read_only(client):
    page = client.get(f"/desk/drafts/{draft_with_facts().pk}/").content.decode()
    assert "facts-0-checked" in page
    assert "facts-1-checked" not in page


def test_a_fact_loses_its_mark_when_its_signal_is_accepted_later(editor):
    work = make_work_with_signals()
    move_work(work=work, to=WorkStatus.SCREENED_IN, by=editor)
    draft = make_draft(work=work, by=editor)
    assert stated(draft) == [("128", READ)]
    judge_signal(work_id=work.pk, kind="n_participants", value="128", by=editor,
                 verdict=JudgementVerdict.ACCEPTED)  # fmt: skip
    assert [add_facts(summary=reload_page(draft), by=editor) for _ in range(2)] == [1, 0]
    assert stated(draft) == [("128", ACCEPTED)]


# Interests

INTERESTS = [
    ("", "", ""),
    ("none", "", "none"),
    ("declared", "Trains therapists.", "declared"),
    ("", "Trains therapists.", "declared"),
]


@pytest.mark.usefixtures("editor")
@pytest.mark.parametrize(("state", "text", "kept"), INTERESTS)
def test_interests_have_three_states(client, state, text, kept):
    draft = make_summary_draft()
    assert newest(draft).interests_state == ""
    assert send(client, draft, interests_state=state, interests=text).status_code == 302
    assert (newest(draft).interests_state, newest(draft).interests) == (kept, text)


@pytest.mark.usefixtures("editor")
@pytest.mark.parametrize(
    ("state", "text", "said"),
    [
        ("none", "Trains therapists.", "Remove this text"),
        ("declared", "", "Enter the interests"),
        ("perhaps", "", "Select a valid choice"),
    ],
)
def test_interests_that_contradict_themselves_are_refused(client, state, text, said):
    draft = make_summary_draft()
    answer = send(client, draft, interests_state=state, interests=text)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert newest(draft).interests_state == ""


# Advice, and the author


def test_what_nobody_said_is_advice():
    draft = draft_with_facts()
    found = {each.code: str(each) for each in advice(newest(draft))}
    assert {"unchecked-fact", "no-author", "interests-not-asked"} < set(found)
    assert "“Participants: 44”" in found["unchecked-fact"]
    said = {"author_name": "Zelda Quellmann", "interests_state": "none"}
    whole = make_summary_draft(key_facts=[Fact("Studies", "2", stated_by=TYPED)], **said)
    other = {"summary-length", "implications-length", "no-bottom-line", "no-clause"}
    assert not {each.code for each in advice(whole)} & set(found) - other - {"no-check-list"}


def test_every_advice_leads_to_its_field(client, editor):
    draft = draft_with_facts()
    page = client.get(f"/desk/drafts/{draft.pk}/").content.decode()
    for each in advice(newest(draft)):
        assert f'id="id_{each.field}"' in page, each.code


@pytest.mark.parametrize(("first", "last"), [("", ""), ("Zelda", "Quellmann"), ("editor", "")])
def test_a_draft_proposes_the_display_name_and_else_asks_for_it(client, editor, first, last):
    editor.first_name, editor.last_name = first, last
    editor.save()
    work = make_work_with_signals()
    move_work(work=work, to=WorkStatus.SCREENED_IN, by=editor)
    draft = make_draft(work=work, by=editor)
    assert draft.author_name == ("Zelda Quellmann" if last else "")
    page = client.get(f"/desk/drafts/{draft.pk}/").content.decode()
    assert ("Enter your name" in page) == (not last)
