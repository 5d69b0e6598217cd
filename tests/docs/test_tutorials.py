"""The tutorials work: their code runs, and their steps lead where they say."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from functional.visitor import Visitor
from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import Work

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "docs/tutorials/engine.md"
FIRST_ISSUE = (ROOT / "docs/tutorials/first-issue.md").read_text("utf-8")
TABLE = re.compile(r"^\| \*\*(.+?)\*\* \| (.+?) \|$", re.MULTILINE)


def test_the_code_of_the_engine_tutorial_runs(monkeypatch):
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(
        str(ENGINE), module_relative=False, optionflags=doctest.REPORT_NDIFF
    )
    assert (failed, tried > 20) == (0, True)


@pytest.fixture
def sample_site():
    """Return an editor of a site with the sample, as `make run` sets it up."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group
    from transaction_rules import commit_hooks_run

    from pprnet_site.digest.permissions import EDITORS
    from pprnet_site.sample import load_sample

    with commit_hooks_run():
        load_sample()
        editor = get_user_model().objects.create_user("editor", password="example-password")
        editor.groups.add(Group.objects.get(name=EDITORS))
        yield editor


class Reader(Visitor):
    """A visitor who remembers all that was shown."""

    def __init__(self, user=None) -> None:
        super().__init__(user)
        self.shown: list[str] = []

    def _shown(self, answer, address):
        super()._shown(answer, address)
        self.shown.append(self.text)
        return self

    def field(self, label: str) -> str:
        """Return the name of the form field with this label."""
        for found in self.page.iterfind(".//label[@for]"):
            if " ".join(found.text_content().split()) == label:
                return self.page.get_element_by_id(found.get("for")).get("name")
        raise AssertionError(f"no field is labelled {label!r} on {self.address}")


@pytest.mark.slow
@pytest.mark.django_db
def test_the_first_issue_is_published_by_the_steps_of_the_tutorial(sample_site):
    reader, desk = Reader(), Reader(sample_site)
    reader.goes_to("/")

    desk.goes_to("/desk/")
    for verdict in ("Include", "Exclude", "Include", "Exclude", "Undo", "Exclude"):
        desk.presses(verdict)
    assert Work.objects.filter(status=WorkStatus.SCREENED_IN).count() == 2
    assert Work.objects.filter(status=WorkStatus.SCREENED_OUT).count() == 2

    desk.goes_to("/desk/shortlist/").presses("Make the draft")
    assert "Not ready" in desk.text
    texts = dict(TABLE.findall(FIRST_ISSUE))
    desk.presses("Save", **{desk.field(label): text for label, text in texts.items()})
    assert "Ready to be published" in desk.text
    desk.presses("Publish")

    reader.goes_to("/")
    teaser = re.search(r"^> (This month… .+)$", FIRST_ISSUE, re.MULTILINE)[1]
    assert teaser in reader.text
    title = texts["Title, best as a question"]
    assert texts["Bottom line"] in reader.follows(title).text
    for address in ("/archive/", "/search/?q=example+summary"):
        assert title in reader.goes_to(address).text
    assert title in reader.client.get("/feed.xml").content.decode()

    named = set(re.findall(r"\*\*(.+?)\*\*", FIRST_ISSUE))
    seen = " ".join(reader.shown + desk.shown)
    assert {name for name in named if name not in seen} == set()
