"""Full texts: added, read page by page, confirmed, deleted; private in every way."""

from __future__ import annotations

import hashlib
import io

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from draft_factories import (
    make_catalogued_work,
    make_editor,
    make_summary_draft,
    make_user,
    make_writer,
)

from fakes.invented_pdfs import lines_at, pdf_of
from pprnet_site.catalogue.models import Work
from pprnet_site.core.errors import ActionRefusedError, ConflictError
from pprnet_site.digest.actions import publish_summary
from pprnet_site.evidence import article_reading
from pprnet_site.evidence.actions import full_texts as actions
from pprnet_site.evidence.actions.full_texts import (
    add_full_text,
    confirm_full_text,
    delete_full_text,
)
from pprnet_site.evidence.checking.source_texts import sources_of_works
from pprnet_site.evidence.models import FullTextRow, PassageRow
from pprnet_site.evidence.queries.full_texts import (
    count_full_texts,
    full_texts_of_work,
    pages_of_full_text,
)

pytestmark = pytest.mark.django_db

TITLE = "An invented trial of an invented talk with invented people"
SECRET = "zzqx"
JATS = f"""<article><front><article-meta><title-group><article-title>{TITLE}</article-title>
</title-group><abstract><p>We saw 41 invented people, {SECRET}.</p></abstract></article-meta>
</front>
<body><sec><title>Results</title><p>Of these, 12 improved.</p></sec></body>
<back><ref-list><ref>Example 1999; 7777</ref></ref-list></back></article>"""
PDF = pdf_of(
    lines_at([TITLE, "", "There were 41 invented people on the first page of it."]),
    lines_at(["Another 57 invented people are on the second page of it."]),
    title=TITLE,
)


def upload(data, name="example.xml"):
    return SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode())


@pytest.fixture
def work():
    return make_catalogued_work(title=TITLE)


@pytest.fixture
def editor():
    return make_editor()


def test_jats_is_stored_passage_by_passage(work, editor):
    row = add_full_text(work=work, upload=upload(JATS), by=editor)
    assert (row.kind, row.title, row.title_agreement) == ("jats", TITLE, "same")
    assert (row.file_name, row.added_by) == ("example.xml", editor)
    assert row.content_hash == hashlib.sha256(JATS.encode()).hexdigest()
    stored = [(each.layer, each.text) for each in row.passages.all()]
    assert ("abstract", f"We saw 41 invented people, {SECRET}.") in stored
    assert ("body", "Of these, 12 improved.") in stored
    assert "7777" not in str(stored), "the list of references is left out"


def test_a_pdf_is_shown_page_by_page(work, editor):
    row = add_full_text(work=work, upload=upload(PDF, "example.pdf"), by=make_writer())
    assert (row.kind, row.pages) == ("pdf", 2)
    pages = pages_of_full_text(row.pk, user=editor)
    assert [page.number for page in pages] == [1, 2]
    assert "57" in pages[1].passages[0].text


def test_a_passage_leads_back_to_its_page(work, editor):
    row = add_full_text(work=work, upload=upload(PDF, "example.pdf"), by=editor)
    sources = sources_of_works([work])
    (at,) = [n for n, text in enumerate(sources.texts) if "57" in text.text]
    start = sources.texts[at].text.index("57")
    found = sources.passage_at(at, start, start + 2)
    assert (found.work, found.full_text, found.layer, found.page) == (work.pk, row.pk, "body", 2)
    assert found.quote == "57"
    passage = PassageRow.objects.get(pk=found.passage)
    assert passage.text[found.start : found.end] == "57"


def test_a_pasted_text_is_a_full_text(work, editor):
    row = add_full_text(work=work, pasted=f"{TITLE}\r\n\r\nWe saw 41 people.\x00", by=editor)
    assert (row.kind, row.file_name, row.pages) == ("text", "", 0)


def test_the_same_content_is_stored_once(work, editor):
    first = add_full_text(work=work, upload=upload(JATS), by=editor)
    assert add_full_text(work=work, upload=upload(JATS, "again.xml"), by=editor) == first
    other = make_catalogued_work()
    assert add_full_text(work=other, upload=upload(JATS), by=editor) != first
    assert count_full_texts() == 2


OTHER = JATS.replace(TITLE, "Effects of something else on everybody in another country")


def test_the_article_of_another_title_waits_for_a_person(work, editor):
    row = add_full_text(work=work, upload=upload(OTHER), by=editor)
    assert (row.title_agreement, row.needs_confirmation) == ("other", True)
    assert not any(SECRET in text.text for text in sources_of_works([work]).texts)
    row = confirm_full_text(full_text_id=row.pk, by=editor)
    assert (row.needs_confirmation, row.title_confirmed_by) == (False, editor)
    assert any(SECRET in text.text for text in sources_of_works([work]).texts)


@pytest.mark.parametrize(
    "given",
    [
        {"pasted": "  "},
        {"upload": upload(b"")},
        {"upload": upload(b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "a.pdf")},
        {"upload": upload(PDF[:200], "a.pdf")},
        {"upload": upload(b"%PDF-1.7\n" + b"[" * 50_000, "a.pdf")},
        {"upload": upload(b"<article>" + b"<p>" * 90_000, "a.xml")},
        {"upload": upload(b"%PDF-1.7 /Encrypt \xff\xfe", "\x00../../etc/passwd")},
    ],
)
def test_what_cannot_be_read_ends_in_a_sentence(work, editor, given):
    with pytest.raises(ActionRefusedError) as refused:
        add_full_text(work=work, by=editor, **given)
    assert len(str(refused.value)) > 20
    assert not FullTextRow.objects.exists()


def test_too_much_is_refused_before_it_is_read(work, editor, monkeypatch):
    monkeypatch.setattr(article_reading, "MAX_FULLTEXT", 100)
    monkeypatch.setattr(article_reading, "MAX_PASTED", 100)
    with pytest.raises(ActionRefusedError, match="larger than"):
        add_full_text(work=work, upload=upload(JATS), by=editor)
    with pytest.raises(ActionRefusedError, match="more than 100 characters"):
        add_full_text(work=work, pasted="a " * 100, by=editor)
    monkeypatch.setattr(actions, "MAX_FULL_TEXTS", 0)
    with pytest.raises(ActionRefusedError, match="Delete one of them first"):
        add_full_text(work=work, pasted="An example.", by=editor)


def strangers():
    return [AnonymousUser(), make_user("", "nobody")]


def test_strangers_neither_add_nor_read_nor_delete(work, editor):
    row = add_full_text(work=work, upload=upload(JATS), by=editor)
    for stranger in strangers():
        for attempt in (
            lambda by: add_full_text(work=work, pasted="An example.", by=by),
            lambda by: full_texts_of_work(work.pk, user=by),
            lambda by: pages_of_full_text(row.pk, user=by),
            lambda by: confirm_full_text(full_text_id=row.pk, by=by),
            lambda by: delete_full_text(full_text_id=row.pk, confirmed=True, by=by),
        ):
            with pytest.raises(PermissionDenied):
                attempt(stranger)
    assert count_full_texts() == 1


def test_it_is_deleted_after_a_confirmation(work, editor):
    row = add_full_text(work=work, upload=upload(JATS), by=editor)
    with pytest.raises(ActionRefusedError, match="Confirm"):
        delete_full_text(full_text_id=row.pk, confirmed=False, by=editor)
    delete_full_text(full_text_id=row.pk, confirmed=True, by=editor)
    assert not PassageRow.objects.exists()
    with pytest.raises(ConflictError):
        delete_full_text(full_text_id=row.pk, confirmed=True, by=editor)


def test_the_text_of_a_merged_duplicate_is_that_of_the_work(work, editor):
    gone = make_catalogued_work()
    add_full_text(work=gone, pasted=f"An invented text with {SECRET} in it.", by=editor)
    Work.objects.filter(pk=gone.pk).update(merged_into=work)
    assert len(full_texts_of_work(work.pk, user=editor)) == 1


def test_no_reader_and_no_export_has_it(work, editor, client):
    add_full_text(work=work, upload=upload(JATS), by=editor)
    page = publish_summary(summary=make_summary_draft(works=[work]), by=editor)
    addresses = [
        page.get_absolute_url(),
        "/feeds/all.xml",
        "/search/?q=" + SECRET,
        f"/summaries/{page.pk}/citations.json",
        "/sitemap.xml",
    ]
    for address in addresses:
        answer = client.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        assert SECRET.encode() not in body.replace(f"q={SECRET}".encode(), b"").replace(
            f'value="{SECRET}"'.encode(), b""
        ).replace(f"“{SECRET}”".encode(), b""), address


def test_pages_take_two_queries(work, editor, django_assert_num_queries):
    row = add_full_text(work=work, upload=upload(PDF, "example.pdf"), by=editor)
    editor.has_perm("wagtailadmin.access_admin")  # its permissions are read once a request
    with django_assert_num_queries(2):
        pages_of_full_text(row.pk, user=editor)
    with django_assert_num_queries(1):
        full_texts_of_work(work.pk, user=editor)


def test_an_upload_that_is_read_before_is_read_from_its_start(work, editor):
    file = io.BytesIO(JATS.encode())
    file.read()
    read = article_reading.read_upload(file, name="a.xml", size=None)
    assert read.content_hash == hashlib.sha256(JATS.encode()).hexdigest()
    assert read.text.title == TITLE
