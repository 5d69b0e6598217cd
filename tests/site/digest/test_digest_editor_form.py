"""What a person says in Wagtail's editor: interests, and key facts that they write."""

from __future__ import annotations

import pytest
from draft_factories import make_editor, make_summary_draft, reload_page
from test_digest_publication_paths import form_of
from wagtail.test.utils.form_data import inline_formset

from pprnet_site.digest.actions import Fact

pytestmark = pytest.mark.django_db


@pytest.fixture
def wagtail(client):
    client.force_login(make_editor(), backend="django.contrib.auth.backends.ModelBackend")
    return client


def send(client, draft, **changes) -> int:
    answer = client.post(f"/admin/pages/{draft.pk}/edit/", form_of(draft, **changes))
    return answer.status_code


def newest(draft):
    return reload_page(draft).get_latest_revision_as_object()


def row(**changes) -> dict[str, str]:
    fields = {"label": "Example", "value": "12", "note": "", "origin": "", "stated_by": "read"}
    return fields | changes


@pytest.mark.parametrize(
    ("chosen", "kept"), [({}, "typed"), ({"stated_by": "accepted"}, "accepted")]
)
def test_a_new_fact_is_of_the_person_who_wrote_it(wagtail, chosen, kept):
    draft = make_summary_draft()
    assert send(wagtail, draft, key_facts=inline_formset([row(**chosen)])) == 302
    assert [fact.stated_by for fact in newest(draft).key_facts.all()] == [kept]


@pytest.mark.parametrize(
    ("changes", "kept"),
    [({}, "read"), ({"note": "x"}, "read"), ({"value": "13"}, "typed"),
     ({"stated_by": "accepted"}, "accepted")],
)  # fmt: skip
def test_a_read_fact_keeps_its_mark_until_a_person_changes_it(wagtail, changes, kept):
    draft = make_summary_draft(key_facts=[Fact("Example", "12")])
    number = draft.key_facts.get().pk
    facts = inline_formset([row(id=number, **changes)], initial=1)
    assert send(wagtail, draft, key_facts=facts) == 302
    assert [fact.stated_by for fact in newest(draft).key_facts.all()] == [kept]


@pytest.mark.parametrize(
    ("state", "text", "status", "kept"),
    [
        ("", "", 302, ""),
        ("none", "", 302, "none"),
        ("", "Trains therapists.", 302, "declared"),
        ("declared", "Trains therapists.", 302, "declared"),
        ("none", "Trains therapists.", 200, ""),
        ("declared", "", 200, ""),
    ],
)
def test_interests_and_their_text_agree(wagtail, state, text, status, kept):
    draft = make_summary_draft()
    assert send(wagtail, draft, interests_state=state, interests=text) == status
    assert newest(draft).interests_state == kept
