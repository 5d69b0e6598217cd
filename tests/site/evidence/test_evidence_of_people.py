"""Backups, copies for a person and erasures: who decided what, and the articles of others."""

from __future__ import annotations

import json
import tarfile

import pytest
from django.utils import timezone
from draft_factories import make_catalogued_work, make_editor, make_summary_draft
from typer.testing import CliRunner

from pprnet_site.accounts.personal_data.erasure import erase_person
from pprnet_site.accounts.personal_data.export import personal_data
from pprnet_site.backup import write_backup
from pprnet_site.cli import backups
from pprnet_site.evidence.actions.claim_decisions import decide_claim
from pprnet_site.evidence.actions.full_texts import add_full_text
from pprnet_site.evidence.claim_keys import ClaimKey
from pprnet_site.evidence.enums import ClaimVerdict
from pprnet_site.evidence.models import ClaimDecision

KEY = ClaimKey("summary", "number", "128", "0" * 64, 0)
TEXT = "We saw 41 invented people."


def fill(by):
    work = make_catalogued_work()
    add_full_text(work=work, pasted=TEXT, by=by)
    draft = make_summary_draft(works=[work], by=by)
    decide_claim(page=draft, key=KEY, verdict=ClaimVerdict.PLACE, note="Page 3", by=by)


@pytest.mark.django_db
def test_a_person_gets_and_loses_what_names_them():
    make_editor("other")
    person = make_editor("zelda-example")
    fill(person)
    rows = personal_data(person, now=timezone.now())["rows"]
    assert rows["evidence.claimdecision.by"][0]["note"] == "Page 3"
    assert rows["evidence.fulltextrow.added_by"][0]["kind"] == "text"
    assert TEXT not in json.dumps(rows, default=str), "the text of others is not about the person"
    erase_person(user=person, now=timezone.now())
    assert ClaimDecision.objects.get().by.get_username() == f"erased-{person.pk}"


@pytest.mark.django_db
def test_a_backup_has_full_texts_and_decisions_and_counts_the_articles(tmp_path):
    fill(make_editor())
    assert write_backup(tmp_path / "site.tar.gz").full_texts == 1
    with tarfile.open(tmp_path / "site.tar.gz") as archive:
        rows = {
            label: archive.extractfile(f"rows/evidence.{label}.jsonl").read().decode()
            for label in ("passagerow", "claimdecision")
        }
    assert TEXT in rows["passagerow"]
    assert "Page 3" in rows["claimdecision"]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [0, 1])
def test_the_command_says_that_a_backup_holds_private_articles(tmp_path, monkeypatch, count):
    import typer

    from pprnet_site.backup.writing import BackupResult

    result = BackupResult(rows=5, files=0, size=9, full_texts=count)
    monkeypatch.setattr("pprnet_site.backup.write_backup", lambda _file: result)
    app = typer.Typer()
    backups.register(app)
    said = CliRunner().invoke(app, ["backup", str(tmp_path / "site.tar.gz")]).output
    assert ("private" in said) == bool(count)
