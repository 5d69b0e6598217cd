"""Readers cite a summary and its sources: in every style, as a file, and for a whole search."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from unittest import mock

import pytest
from digest_factories import make_issue, make_summary, make_work
from django.utils import timezone
from lxml import html as lxml_html

from pprnet.citations import STYLES
from pprnet_site.catalogue.enrichment.reference_styles import format_pending_forms
from pprnet_site.catalogue.models import Citation, ReferenceForms
from pprnet_site.core.models import DigestSettings
from pprnet_site.digest.citing.form_updates import update_reference_forms
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.views import search_files

pytestmark = pytest.mark.django_db

TITLE = "Sample text: does this example help?"
DECLARED = {"interests_state": "declared", "interests": "Sample text: an author of the study."}
HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def page():
    return make_summary(
        make_issue(dt.date(2023, 2, 1)), title=TITLE, author_name="Anna Example", **DECLARED
    )


def scheduled():
    """Run the two jobs as the scheduler does."""
    now = timezone.now()
    return update_reference_forms(now=now), format_pending_forms(now=now)


def get(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


# In every style


def test_a_summary_is_cited_in_every_style_with_its_address(client, page):
    assert scheduled() == (2, 2)
    text = get(client, f"/cite/{page.pk}/")
    tree = lxml_html.fromstring(text)
    own = {p.get("id"): p.text_content() for p in tree.xpath('//p[starts-with(@id, "cite-own")]')}
    assert set(own) == {f"cite-own-{style}" for style in STYLES}
    assert own["cite-own-apa"] == (
        "Example, A. (2023, February). Sample text: Does this example help? Pprnet. "
        f"http://testserver{page.get_absolute_url()}"
    )
    assert "Feb. 2023" in own["cite-own-modern-language-association"]
    assert "address.invalid" not in text
    source = page.sources.get().work
    assert f'id="cite-{source.pk}-elsevier-vancouver"' in text
    assert get(client, page.get_absolute_url()).count("Example, A. (2023, February)") == 1


@pytest.mark.parametrize(
    ("name", "cited"),
    [
        ("", "pprnet. (2023, February). Sample text: Does this example help? http"),
        ("Anna Example and B. Beispiel", "Example, A., & Beispiel, B. (2023, February)."),
        ("The Sample Team", "The Sample Team. (2023, February)."),
    ],
)
def test_nobody_is_named_who_is_not(client, name, cited):
    page = make_summary(make_issue(dt.date(2023, 2, 1)), title=TITLE, author_name=name, **DECLARED)
    scheduled()
    assert get(client, f"/citations/summary/{page.pk}.txt").startswith(cited)


def test_no_reader_waits_for_pandoc(client, page):
    scheduled()
    with mock.patch.object(subprocess, "Popen", side_effect=AssertionError("pandoc")):
        for address in (f"/cite/{page.pk}/", page.get_absolute_url(), "/search.ris?q=sample"):
            get(client, address)
        ReferenceForms.objects.all().delete()
        assert "Without a style" in get(client, f"/cite/{page.pk}/")
        assert "Example, Anna" in get(client, page.get_absolute_url())


def test_what_changes_is_formatted_again_and_only_that(client, page):
    scheduled()
    assert scheduled() == (0, 0)
    Citation.objects.filter(work__summary_sources__summary=page).update(
        csl={"type": "book", "title": "A sample book", "publisher": "Sample Press"}
    )
    assert scheduled() == (1, 1)
    assert "Sample Press" in get(client, f"/cite/{page.pk}/")
    settings = DigestSettings.objects.first() or DigestSettings.for_site(page.get_site())
    settings.name = "Another digest"
    settings.save()
    assert "Another digest" in get(client, f"/citations/summary/{page.pk}.txt")
    assert scheduled() == (1, 1)
    assert "Another digest" in get(client, f"/cite/{page.pk}/")


def test_a_withdrawn_summary_has_no_citation(client, page):
    scheduled()
    page.unpublish()
    for address in (f"/cite/{page.pk}/", f"/citations/summary/{page.pk}.ris", "/cite/4242/"):
        assert client.get(address).status_code == 404
    assert client.get(f"/cite/{'9' * 30}/").status_code == 404
    scheduled()
    assert not ReferenceForms.objects.filter(owner=f"summary:{page.pk}").exists()


def test_without_pandoc_the_forms_wait(page, monkeypatch):
    monkeypatch.setattr("pprnet.citations.pandoc.pandoc_path", mock.Mock(side_effect=missing()))
    assert scheduled() == (2, 0)
    monkeypatch.undo()
    assert scheduled() == (0, 2)


def missing():
    from pprnet.errors import PandocMissingError

    return PandocMissingError("sample: no pandoc")


# Files and metadata


@pytest.mark.parametrize(
    ("ending", "parts"),
    [
        (
            "ris",
            ["TI  - Sample text", "AU  - Example, Anna", "PY  - 2023", "UR  - http://testserver/"],
        ),
        ("bib", ["title = {{Sample text", "author = {Example, Anna}", "date = {2023-02}"]),
        ("json", ['"title": "Sample text', '"family": "Example"']),
        ("txt", ["Example", "2023", "http://testserver/2023-02/"]),
    ],
)
def test_the_citation_of_the_summary_is_a_file(client, page, ending, parts):
    answer = client.get(f"/citations/summary/{page.pk}.{ending}")
    for part in parts:
        assert part in answer.text
    assert f'cite-summary-{page.pk}.{ending}"' in answer["Content-Disposition"]


def test_reference_managers_find_the_summary_in_its_page(client, page):
    tree = lxml_html.fromstring(get(client, page.get_absolute_url()))
    tags = {tag.get("name"): tag.get("content") for tag in tree.xpath("//meta[@name]")}
    assert tags["citation_title"] == TITLE
    assert tags["citation_author"] == "Example, Anna"
    assert tags["citation_publication_date"] == "2023/02"
    (coins,) = tree.xpath('//span[@class="Z3988"]/@title')
    assert "rft.type=blogPost" in coins
    (link,) = tree.xpath('//link[@type="application/x-research-info-systems"]/@href')
    assert get(client, link).startswith("TY  - ")


def test_a_french_summary_is_cited_in_french(client):
    page = make_summary(make_issue(dt.date(2023, 2, 1)), title="Exemple", language="fr")
    scheduled()
    text = get(client, f"/citations/summary/{page.pk}.txt")
    assert "février" in text
    assert "http://testserver/fr/2023-02/" in text


def test_hostile_text_is_text_in_every_form(client):
    page = make_summary(title=HOSTILE, author_name=HOSTILE, works=[make_work(title=HOSTILE)])
    for _before_and_after in range(2):
        for address in (f"/cite/{page.pk}/", page.get_absolute_url()):
            assert "<script>alert" not in get(client, address)
        scheduled()


# Searches


def test_the_references_of_a_search_are_a_file(client):
    issue = make_issue(dt.date(2023, 2, 1))
    for number in range(3):
        make_summary(issue, title=f"Sample text {number}: dropout?", works=[make_work(number + 1)])
    make_summary(issue, title="Something else", works=[make_work(9)], summary="x", bottom_line="x")
    answer = client.get("/search.json?q=dropout")
    assert len(json.loads(answer.content)) == 3
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Link"] == '<http://testserver/search/?q=dropout>; rel="canonical"'
    assert client.get("/search.json?q=dropout&page=2")["Location"] == "/search.json?q=dropout"
    assert client.get("/search.ris?q=zzzz").status_code == 404
    assert client.get("/search.xml?q=dropout").status_code == 404
    page = get(client, "/search/?q=dropout")
    assert 'href="/search.ris?q=dropout"' in page


def test_a_search_file_has_its_limits(client, monkeypatch):
    issue = make_issue(dt.date(2023, 2, 1))
    for number in range(4):
        make_summary(issue, title=f"Sample text {number}?", works=[make_work(number + 1)])
    monkeypatch.setattr(search_files, "MOST_SUMMARIES", 2)
    assert len(json.loads(client.get("/search.json").content)) == 2
    monkeypatch.setattr(search_files, "MOST_A_MINUTE", 0)
    answer = client.get("/search.json")
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")


def test_citing_asks_the_database_little(client, page, django_assert_max_num_queries):
    scheduled()
    client.get(f"/cite/{page.pk}/")
    with django_assert_max_num_queries(16):
        client.get(f"/cite/{page.pk}/")
    for number in range(6):
        make_summary(page.issue, title=f"Sample text {number}?")
    SummaryPage.objects.first()
    client.get("/search.ris?q=sample")
    with django_assert_max_num_queries(14):
        client.get("/search.ris?q=sample")
