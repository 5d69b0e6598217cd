"""The pages of full texts at the desk: added, shown with their tables, confirmed, deleted."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from draft_factories import make_catalogued_work, make_editor, make_user, make_writer
from lxml import html
from reportlab.lib.pdfencrypt import StandardEncryption

from fakes.invented_pdfs import content_stream, lines_at, pdf_of, raw_pdf, scanned_page
from pprnet_site.catalogue.models import Work
from pprnet_site.evidence import article_reading
from pprnet_site.evidence.actions.full_texts import add_full_text
from pprnet_site.evidence.models import FullTextRow, PassageRow, UnreadNumberRow

pytestmark = pytest.mark.django_db

TITLE = "An invented trial of an invented talk with invented people"
OTHER = "Effects of something else on everybody in another country"
JATS = f"""<article><front><article-meta><title-group><article-title>{TITLE}</article-title>
</title-group></article-meta></front><body><sec><title>Results</title>
<p>Of these, 12 improved.</p><table-wrap><caption><p>Invented means</p></caption><table>
<thead><tr><th>Group</th><th>Mean</th></tr></thead>
<tbody><tr><td>Invented talk</td><td>12.5</td></tr></tbody></table></table-wrap>
</sec></body></article>"""
LINES = [TITLE, "", "There were 41 invented people on the first page of it."]
PDF = pdf_of(
    lines_at(LINES), lines_at(["Another 57 invented people are on the second page."]), title=TITLE
)
SCRIPT = raw_pdf(
    b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F"
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
    content_stream(b"BT /F 10 Tf 60 700 Td (There were 41 invented clients in it) Tj ET"),
)


@pytest.fixture(scope="module")
def site(made_once):
    return made_once(lambda: (make_catalogued_work(title=TITLE), make_editor(), make_writer()))


@pytest.fixture
def work(site):
    return Work.objects.get(pk=site[0].pk)


@pytest.fixture
def desk(site, client):
    client.force_login(site[1], backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(work, ending=""):
    return f"/desk/works/{work.pk}/full-texts/{ending}"


def upload(data, name="example.pdf"):
    return SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode())


def send(desk, work, data, name="example.pdf", **more):
    return desk.post(address(work), {"file": upload(data, name), **more}, follow=True)


def shown(answer):
    return " ".join(html.fromstring(answer.content).text_content().split())


def add(work, site, data=JATS, name="example.xml"):
    return add_full_text(work=work, upload=upload(data, name), by=site[1])


def test_without_full_texts_the_page_says_so_and_the_limits(desk, work):
    text = shown(desk.get(address(work)))
    assert "No full text has been added" in text
    assert "up to 64 MB" in text
    assert "2 million characters" in text
    assert "can last 90 seconds" in text
    assert "on no public page and in no feed, search or export" in text


READABLE = (
    (JATS, "a.xml", "jats", "1 row of tables, read cell by cell"),
    (PDF, "a.pdf", "pdf", "2 pages"),
    (SCRIPT, "a.pdf", "pdf", "contains a script, which was not run"),
    (PDF, "wrong-extension.html", "pdf", "2 pages"),
    (PDF.replace(b"xref\n0", b"xref\n9"), "a.pdf", "pdf", "Its title"),
    (f"<html><p>{TITLE}</p><p>Caf\xe9: 41.</p></html>".encode("latin-1"), "a.html", "html", ""),
    (f"{TITLE}\n\nThere were 41.", "a.txt", "text", "no tables"),
    (PDF, "a" * 300 + ".pdf", "pdf", "2 pages"),
)


@pytest.mark.parametrize("case", READABLE)
def test_what_can_be_read_is_listed_with_what_was_read(desk, work, case):
    data, name, kind, told = case
    answer = send(desk, work, data, name)
    assert answer.status_code == 200
    assert "Read and added" in shown(answer)
    assert told in shown(answer)
    row = FullTextRow.objects.get()
    assert row.kind == kind
    page = desk.get(address(work, f"{row.pk}/"))
    assert "41" in page.text or "12.5" in page.text
    assert "<script>" not in page.text


REFUSED = (
    (b"", "a.pdf", "Choose a file or paste|empty"),
    (b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "a.pdf", "save it as one of these"),
    (PDF[:200], "a.pdf", "print it to a new PDF"),
    (pdf_of(scanned_page, scanned_page), "a.pdf", "is a scan"),
    (
        pdf_of(lines_at(LINES), encrypt=StandardEncryption("example-only", strength=128)),
        "a.pdf",
        "encrypted",
    ),
    (b"<article>" + b"<p>" * 90_000, "a.xml", "paste the text"),
    (b"%PDF-1.7\n" + b"[" * 50_000, "\x00../../etc/passwd", "damaged"),
)


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_ends_in_a_sentence_with_what_to_do(desk, work, case):
    data, name, reason = case
    answer = send(desk, work, data, name)
    assert answer.status_code in {400, 409}
    assert any(each in shown(answer) for each in reason.split("|"))
    assert not FullTextRow.objects.exists()
    assert "no-store" in answer["Cache-Control"]


def test_a_file_that_is_too_large_is_refused_and_the_paste_too(desk, work, monkeypatch):
    monkeypatch.setattr(article_reading, "MAX_FULLTEXT", 100)
    monkeypatch.setattr(article_reading, "MAX_PASTED", 100)
    assert "Save it with smaller pictures" in shown(send(desk, work, PDF))
    pasted = "A pasted example. " * 20
    answer = desk.post(address(work), {"pasted": pasted})
    assert answer.status_code == 409
    assert pasted.strip() in answer.text, "what was pasted is still there"


def test_a_file_and_a_paste_at_once_are_refused_and_the_paste_is_kept(desk, work):
    answer = send(desk, work, PDF, pasted="An example that was pasted.")
    assert answer.status_code == 400
    assert "An example that was pasted." in answer.text
    assert not FullTextRow.objects.exists()


def test_the_same_article_is_said_to_be_there(desk, work):
    send(desk, work, JATS, "a.xml")
    assert "has this full text already" in shown(send(desk, work, JATS, "b.xml"))
    assert FullTextRow.objects.count() == 1


def test_a_full_text_is_read_page_by_page(desk, site, work):
    row = add(work, site, PDF, "a.pdf")
    first = desk.get(address(work, f"{row.pk}/"))
    assert "Page 1 of 2" in shown(first)
    assert "57" not in html.fromstring(first.content).find(".//article").text_content()
    assert "57" in desk.get(address(work, f"{row.pk}/?page=2")).text
    passage = PassageRow.objects.get(page=2)
    named = desk.get(address(work, f"{row.pk}/?passage={passage.pk}"))
    assert f'id="p{passage.pk}"' in named.text
    for wrong in ("?page=3", "?page=x", "?passage=999999", "?page=" + "9" * 30):
        assert desk.get(address(work, f"{row.pk}/{wrong}")).status_code == 404


def test_a_text_without_pages_is_divided_into_parts(desk, site, work):
    text = f"{TITLE}\n\n" + "\n\n".join(f"Paragraph {n} of it." for n in range(1, 200))
    row = add(work, site, text, "a.txt")
    assert "Part 1 of 4" in shown(desk.get(address(work, f"{row.pk}/")))
    assert "Paragraph 199 of it" in desk.get(address(work, f"{row.pk}/?page=4")).text


def test_a_table_is_shown_as_cells_under_its_caption(desk, site, work):
    row = add(work, site)
    page = html.fromstring(desk.get(address(work, f"{row.pk}/")).content)
    (table,) = page.iterfind(".//article//table")
    assert table.findtext("caption") == "Invented means"
    assert [cell.text for cell in table.iterfind(".//thead//th")] == ["Group", "Mean"]
    assert [cell.text for cell in table.find("tbody/tr")] == ["Invented talk", "12.5"]
    assert PassageRow.objects.filter(text__contains="12.5").count() == 1, "stored once"


def test_numbers_that_are_unread_are_listed_with_both_readings(desk, site, work):
    row = add(work, site, PDF, "a.pdf")
    UnreadNumberRow.objects.create(full_text=row, page=1, first="0.45", second="0.48")
    UnreadNumberRow.objects.create(full_text=row, page=1, first="", second="7")
    assert "2 numbers are unread: two readers of the PDF differ" in shown(desk.get(address(work)))
    text = shown(desk.get(address(work, f"{row.pk}/")))
    assert "0.45 0.48" in text.replace("0.450.48", "0.45 0.48")
    assert "nothing here" in text


def test_the_article_of_another_title_waits_for_a_confirmation(desk, work):
    answer = send(desk, work, JATS.replace(TITLE, OTHER), "a.xml")
    assert "no claim is compared with it" in shown(answer)
    assert OTHER in shown(answer)
    row = FullTextRow.objects.get()
    answer = desk.post(address(work, f"{row.pk}/confirm/"), follow=True)
    assert "confirmed on" in shown(answer)
    row.refresh_from_db()
    assert not row.needs_confirmation


def test_it_is_deleted_after_a_confirmation_only(desk, site, work):
    row = add(work, site)
    refused = desk.post(address(work, f"{row.pk}/delete/"))
    assert refused.status_code == 409
    assert "cannot be restored" in shown(refused)
    answer = desk.post(address(work, f"{row.pk}/delete/"), {"confirmed": "1"}, follow=True)
    assert "has been deleted" in shown(answer)
    assert not FullTextRow.objects.exists()
    for button in ("delete", "confirm"):
        late = desk.post(address(work, f"{row.pk}/{button}/"), {"confirmed": "1"})
        assert late.status_code == 409, "somebody else was faster"
        assert "has been deleted in the meantime" in shown(late)


def test_only_those_who_may_write_get_a_page_and_none_is_stored(site, work, client):
    row = add(work, site)
    addresses = [address(work), address(work, f"{row.pk}/")]
    for each in addresses:
        assert client.get(each).status_code == 302
    for user, status in ((make_user("", "reader"), 403), (site[2], 200)):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        for each in addresses:
            answer = client.get(each)
            assert answer.status_code == status
            assert "12 improved" not in answer.text or status == 200
            if status == 200:
                assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))


def test_a_full_text_is_found_at_its_own_work_only(desk, site, work):
    row = add(work, site)
    other = make_catalogued_work()
    for ending in ("", "confirm/", "delete/"):
        method = desk.post if ending else desk.get
        assert method(address(other, f"{row.pk}/{ending}")).status_code == 404
    Work.objects.filter(pk=work.pk).update(merged_into=other)
    assert desk.get(address(other, f"{row.pk}/")).status_code == 200


def test_the_work_says_how_many_there_are(desk, site, work):
    assert "Full texts: 0" in shown(desk.get(f"/desk/works/{work.pk}/"))
    add(work, site)
    assert "Full texts: 1" in shown(desk.get(f"/desk/works/{work.pk}/"))
