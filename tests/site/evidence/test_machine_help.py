"""The statement of machine help: what was suggested, what a person kept, and nothing else."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django.utils.translation import override
from draft_factories import make_catalogued_work, make_editor, reload_page, settle_claims
from lxml import html

from fakes.example_texts import IMPLICATIONS, SUMMARY
from pprnet_site.catalogue.models import Signal
from pprnet_site.digest.actions import make_draft, publish_summary, save_draft
from pprnet_site.digest.actions.facts import Fact
from pprnet_site.evidence.enums import HelpPart
from pprnet_site.evidence.models import MachineHelp
from pprnet_site.evidence.queries.machine_help import (
    HelpStatement,
    PartHelp,
    machine_help,
    statement_text,
)
from pprnet_site.taxonomy.models import ResearchType, Topic

pytestmark = pytest.mark.django_db


def signal(work, kind, value):
    Signal.objects.create(work=work, kind=kind, value=value, score=0.9, method="cues", version="6")


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def draft(editor):
    work = make_catalogued_work()
    work.signals.all().delete()
    signal(work, "topic", "alliance")
    signal(work, "research_type", "narrative-review")
    signal(work, "n_participants", "128")
    return make_draft(work=work, by=editor)


def keep(draft, editor, **fields):
    kept = {"summary": SUMMARY, "implications": IMPLICATIONS} | fields
    save_draft(summary=draft, fields=kept, by=editor)
    return reload_page(draft)


def outcomes(draft):
    rows = MachineHelp.objects.filter(page=draft)
    return {row.part: (row.accepted_by, row.rejected_by) for row in rows}


def test_a_draft_records_what_it_got(draft):
    rows = {(row.part, row.value, row.version) for row in MachineHelp.objects.filter(page=draft)}
    assert rows == {
        ("topic", "alliance", "6"),
        ("research-type", "narrative-review", "6"),
        ("key-fact", "Participants: 128", "6"),
    }


def test_a_person_keeps_and_removes(draft, editor):
    nothing = ResearchType.objects.none()
    kept = keep(draft, editor, topics=Topic.objects.filter(key="alliance"), research_types=nothing)
    assert outcomes(kept)[HelpPart.TOPIC] == (editor, None)
    assert outcomes(kept)[HelpPart.RESEARCH_TYPE] == (None, editor)
    assert outcomes(kept)[HelpPart.KEY_FACT] == (None, None), "nobody was asked"


@pytest.mark.parametrize(
    ("fact", "accepted", "rejected"),
    [
        (Fact("Participants", "128", stated_by="accepted"), True, False),
        (Fact("Participants", "128", stated_by="read"), False, False),
        (Fact("Participants", "130", stated_by="typed"), False, True),
        (None, False, True),
    ],
)
def test_a_fact_is_accepted_only_by_a_persons_word(draft, editor, fact, accepted, rejected):
    kept = keep(draft, editor, key_facts=[fact] if fact else [])
    by = outcomes(kept)[HelpPart.KEY_FACT]
    assert (by[0] == editor, by[1] == editor) == (accepted, rejected)


def test_what_was_removed_may_come_back(draft, editor):
    topics = Topic.objects.filter(key="alliance")
    keep(draft, editor, topics=[])
    kept = keep(draft, editor, topics=topics)
    assert outcomes(kept)[HelpPart.TOPIC] == (editor, None)


def test_the_command_line_accepts_nothing(draft):
    kept = keep(draft, None, topics=Topic.objects.filter(key="alliance"))
    assert outcomes(kept)[HelpPart.TOPIC] == (None, None)


def test_the_statement_says_what_is_recorded(draft, editor):
    fact = Fact("Participants", "128", stated_by="accepted", origin="Read from the abstract.")
    kept = keep(
        draft,
        editor,
        topics=Topic.objects.filter(key="alliance"),
        research_types=ResearchType.objects.filter(key="narrative-review"),
        key_facts=[fact],
    )
    text = statement_text(machine_help(kept.pk))
    assert text.startswith("Machine help: topics, types of research and key facts were suggested")
    assert "extraction 6 and accepted by a person." in text
    assert text.endswith("pprnet wrote none of the text.")
    with override("fr"):
        french = statement_text(machine_help(kept.pk))
    assert "acceptés par une personne" in french
    assert "suggested" not in french


def test_each_sentence_of_the_statement_begins_as_one():
    topic, fact = (
        PartHelp(part, ("pprnet 9",), 1, 0) for part in (HelpPart.TOPIC, HelpPart.KEY_FACT)
    )
    text = statement_text(HelpStatement((replace(topic, accepted=1), fact)))
    assert ". Key facts were suggested by pprnet 9; a person has not" in text


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ([], "Machine help: none is recorded."),
        ([True], "key facts were suggested by pprnet and accepted by a person."),
        ([True, False], "a person has not accepted all of them."),
    ],
)
def test_an_older_page_states_what_its_facts_state(draft, facts, words):
    MachineHelp.objects.all().delete()
    assert words in statement_text(machine_help(draft.pk, facts))
    assert words in statement_text(machine_help(None, facts))


def test_readers_and_programs_see_it(draft, editor, client):
    topics = Topic.objects.filter(key="alliance")
    types = ResearchType.objects.filter(key="narrative-review")
    kept = keep(draft, editor, topics=topics, research_types=types, key_facts=[])
    settle_claims(kept)
    page = publish_summary(summary=kept, by=editor)
    tree = html.fromstring(client.get(page.get_absolute_url()).content)
    line = " ".join(tree.xpath("//p[contains(., 'Machine help:')]")[-1].text_content().split())
    assert "topics and types of research were suggested" in line
    data = json.loads(tree.xpath("//script[@type='application/ld+json']")[0].text)
    assert data["creditText"] == line
    roles = {role["roleName"]: role for role in data["contributor"]}
    assert roles["topic"]["description"] == "1 suggested, 1 accepted by a person"
    assert roles["topic"]["contributor"]["@type"] == "SoftwareApplication"
    assert "key-fact" not in roles, "it was removed"


def test_the_statement_takes_one_query(draft, django_assert_num_queries):
    with django_assert_num_queries(1):
        machine_help(draft.pk)
