"""What earlier versions said in a person's name, after the migration and after a restore."""

from __future__ import annotations

import json
import tarfile

import pytest
from digest_factories import make_summary
from django.apps import apps
from django.contrib.auth import get_user_model
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Revision

from pprnet_site.backup import restore, restoring, write_backup
from pprnet_site.digest.models import KeyFact, SummaryPage
from pprnet_site.digest.publication.attribution import attribution_of, correct_attribution

EARLIER = [
    ("Read from the abstract: “128”, accepted by an editor.", "accepted",
     "Read from the abstract: “128”."),
    ("Read from the title, accepted by an editor.", "accepted", "Read from the title."),
    ("Stated by an editor.", "typed", ""),
    ("Stated by an editor. See table 2.", "typed", "See table 2."),
    ("Read automatically; check it.", "read", ""),
    ("Read automatically from the abstract; check it.", "read", "Read from the abstract."),
    ("Read from the abstract: “Forty-four”", "read", "Read from the abstract: “Forty-four”"),
    ("Read by a machine; check it.", "read", "Read by a machine."),
    ("", "typed", ""),
    ("Table 2 of the publication.", "typed", "Table 2 of the publication."),
]  # fmt: skip


@pytest.mark.parametrize(("origin", "stated_by", "text"), EARLIER)
def test_who_stated_a_fact_is_read_from_its_earlier_origin(origin, stated_by, text):
    assert attribution_of(origin) == (stated_by, text)


@given(st.text(), st.sampled_from(["", ": “128”"]))
def test_only_a_word_of_acceptance_makes_a_read_fact_accepted(text, quote):
    origin = f"Read from the abstract{quote} {text}"
    assert (attribution_of(origin)[0] == "accepted") == (", accepted by an editor" in origin)


@pytest.fixture
def earlier(db):
    """A published summary as an earlier version left it: row, version and key facts."""
    facts = [{"label": "Example", "value": "1", "origin": origin} for origin, _, _ in EARLIER]
    page = make_summary(facts=facts, author_name="zelda-log-in", interests="Sample text.")
    make_summary(page.issue, author_name="nameless-log-in")
    make_summary(page.issue, author_name="Zelda Example")
    users = get_user_model().objects
    users.create_user("zelda-log-in", first_name="Zelda", last_name="Quellmann")
    users.create_user("nameless-log-in")
    SummaryPage.objects.update(interests_state="")
    KeyFact.objects.update(stated_by="read")
    for version in Revision.objects.filter(content_type__model="summarypage"):
        del version.content["interests_state"]
        for fact in version.content["key_facts"]:
            del fact["stated_by"]
        Revision.objects.filter(pk=version.pk).update(content=version.content)
    return page


def assert_corrected(page):
    corrected = [("Zelda Quellmann", "declared"), ("", ""), ("Zelda Example", "")]
    pages = SummaryPage.objects.order_by("pk")
    for versions in (pages, [each.get_latest_revision_as_object() for each in pages]):
        assert [(each.author_name, each.interests_state) for each in versions] == corrected
    row = SummaryPage.objects.get(pk=page.pk)
    for version in (row, row.get_latest_revision_as_object()):
        facts = [(fact.stated_by, fact.origin) for fact in version.key_facts.all()]
        assert facts == [(stated_by, text) for _, stated_by, text in EARLIER]


def test_rows_and_versions_are_corrected(earlier):
    correct_attribution(apps.get_model)
    assert_corrected(earlier)


@pytest.mark.usefixtures("upload_folder")
def test_a_backup_of_an_earlier_version_is_corrected_when_it_is_restored(
    earlier, tmp_path, monkeypatch
):
    path = tmp_path / "site.tar.gz"
    write_backup(path)
    with tarfile.open(path) as archive:
        manifest = json.load(archive.extractfile("manifest.json"))
    assert restoring.ATTRIBUTION in manifest["migrations"]
    restore(path)
    assert SummaryPage.objects.get(pk=earlier.pk).author_name == "zelda-log-in", "not of before"
    monkeypatch.setattr(restoring, "ATTRIBUTION", "digest.9999_not_in_this_backup")
    restore(path)
    assert_corrected(earlier)
