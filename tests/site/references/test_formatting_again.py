"""References that an earlier version formatted otherwise are formatted again at an upgrade."""

from __future__ import annotations

import pytest
from django.utils import timezone
from draft_factories import make_catalogued_work

from pprnet.citations import pandoc
from pprnet_site.catalogue.actions import format_pending_citations
from pprnet_site.catalogue.derived import rebuild_derived
from pprnet_site.catalogue.enrichment.reference_styles import format_pending_forms, request_forms
from pprnet_site.catalogue.models import Citation, DerivedTable, ReferenceForms

pytestmark = pytest.mark.django_db

AUTHORS = [{"family": f"Example{letter}", "given": "Ann"} for letter in "abcdefghijklmnopqrstuv"]
ITEM = {
    "type": "article-journal",
    "title": "An invented title",
    "author": AUTHORS[:1],
    "container-title": "Journal of Examples",
    "volume": "3",
    "page": "1-9",
    "issued": {"date-parts": [[2017]]},
}
STALE = "As an earlier version printed it"


def upgrade():
    DerivedTable.objects.filter(key="reference-forms").delete()
    assert [table.key for table in rebuild_derived()] == ["reference-forms"]


def make_stale_citation(authors):
    citation = Citation.objects.get(work=make_catalogued_work())
    citation.csl = {**citation.csl, "author": authors}
    citation.text = citation.html = STALE
    citation.save()
    return citation


@pytest.fixture
def stale():
    return make_stale_citation(AUTHORS)


def test_a_reference_in_every_style_is_formatted_again():
    now = timezone.now()
    request_forms({"work:1": ITEM}, now=now)
    ReferenceForms.objects.update(is_pending=False, forms={"apa": {"text": STALE}})
    assert format_pending_forms(now=now) == 0
    upgrade()
    assert format_pending_forms(now=now) == 1
    forms = ReferenceForms.objects.get().forms
    assert forms["apa"]["text"].startswith("Examplea, A. (2017). An invented title.")
    assert "‘An invented title’, Journal" in forms["harvard-cite-them-right"]["text"]


def test_a_reference_in_french_stays_french():
    now = timezone.now()
    request_forms({"work:1": ITEM | {"language": "fr"}}, now=now)
    assert format_pending_forms(now=now) == 1
    assert "«" in ReferenceForms.objects.get().forms["harvard-cite-them-right"]["text"]


def test_a_citation_of_many_authors_is_formatted_again(stale):
    upgrade()
    stale.refresh_from_db()
    assert ". . . Examplev, A." in stale.text
    assert stale.text.partition(" (")[0].count("Example") == 20


def test_a_citation_of_few_authors_stays():
    kept = make_stale_citation(AUTHORS[:20])
    upgrade()
    kept.refresh_from_db()
    assert kept.text == STALE


def test_without_pandoc_it_waits_for_the_next_run(stale, monkeypatch):
    with monkeypatch.context() as without:
        without.setattr(pandoc, "pandoc_path", lambda: "/nowhere/pandoc")
        upgrade()
    stale.refresh_from_db()
    assert stale.text == ""
    assert format_pending_citations(now=timezone.now()) == 1
    stale.refresh_from_db()
    assert ". . . Examplev, A." in stale.text
