"""The sample is bound to the page that it was told from, and that page supports it."""

from __future__ import annotations

import tomllib

import pytest

from pprnet.claims import ClaimKind, ClaimSeverity, SourceText, check_claims
from pprnet.formats import read_records
from pprnet.formats.archive_page import read_archive
from pprnet_site.evidence.draft_content import DraftContent
from pprnet_site.evidence.enums import CheckedField
from pprnet_site.sample import loading

STATED = tomllib.loads(loading.SUMMARIES.read_text("utf-8"))["summary"]
EXACT = frozenset(
    {ClaimKind.PERCENTAGE, ClaimKind.STUDIES, ClaimKind.EFFECT, ClaimKind.NAME, ClaimKind.NUMBER}
)


@pytest.fixture(scope="module")
def posts(shared_data):
    file = shared_data / "archive/pprnet_blog_page.txt"
    page = read_archive(file.read_text("utf-8"), name=file.name)
    return {str(post.month): post for post in page.posts}


@pytest.fixture(scope="module")
def references():
    with loading.REFERENCES.open("rb") as file:
        return {record.source_id: record for record in read_records(file, name="citations.json")}


def running_text(stated):
    names = [name for name in CheckedField.values if name != CheckedField.KEY_FACTS]
    texts = tuple((name, stated.get(name, "").strip()) for name in names)
    return DraftContent(None, texts, ()).whole


def errors(stated, posts, references):
    post = posts[stated["month"]]
    sources = [SourceText("body", "\n\n".join((post.title, post.summary, post.implications)))]
    if "record" in stated:
        record = references[stated["record"]]
        names = ", ".join(map(str, record.authors))
        sources.append(SourceText("citation", f"{names} ({record.issued.year}). {record.title}"))
    text = running_text(stated)
    return [
        (found.claim.kind, text[found.claim.start : found.claim.end])
        for found in check_claims(text, sources)
        if found.severity is ClaimSeverity.ERROR
    ]


@pytest.mark.parametrize("stated", STATED, ids=lambda each: each["key"])
def test_the_page_supports_each_value_and_name(stated, posts, references):
    assert [each for each in errors(stated, posts, references) if each[0] in EXACT] == []


@pytest.mark.parametrize("stated", STATED, ids=lambda each: each["key"])
def test_the_page_supports_each_claim(stated, posts, references):
    assert errors(stated, posts, references) == []


@pytest.mark.parametrize("stated", STATED, ids=lambda each: each["key"])
def test_each_summary_names_its_place(stated):
    assert "PPRNet" in stated["told_from"]
    assert stated["month"][:4] in stated["told_from"]
