"""Odd and hostile PDFs: a sentence that says what to do, whatever the file does."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption

from fakes.invented_pdfs import (
    both,
    content_stream,
    lines_at,
    pdf_of,
    raw_pdf,
    scanned_page,
)
from pprnet.errors import InputError, PprnetError
from pprnet.fulltext import read_fulltext
from pprnet.fulltext.pdf import pdf_documents

CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
FONTS = b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R" + FONTS + b">>"
TEXT = b"BT /F 10 Tf 60 700 Td (There were 41 invented clients in it) Tj ET"
GOOD = pdf_of(lines_at(["There were 41 invented clients in it."]))


def read(data):
    article = read_fulltext(data, name="example.pdf")
    return " ".join(each.text for each in article.passages), list(map(str, article.problems))


def outcome(data):
    """Return text and problems; of a file that is refused, the reason."""
    try:
        return read(data)
    except PprnetError as error:
        return "", [str(error)]


def test_a_pdf_that_needs_a_password_is_refused_with_what_to_do():
    encrypted = pdf_of(
        lines_at(["There were 41."]), encrypt=StandardEncryption("example-only", strength=128)
    )
    with pytest.raises(InputError, match="opens only with a password; save a copy without one"):
        read(encrypted)


def test_a_pdf_that_is_encrypted_without_a_password_is_read():
    data = pdf_of(
        lines_at(["There were 41 clients."]),
        encrypt=StandardEncryption("", ownerPassword="example-only", strength=128),
    )
    assert read(data) == ("There were 41 clients.", [])


def test_a_scan_is_named_as_one_and_has_no_passages():
    text, problems = read(pdf_of(scanned_page, scanned_page))
    assert text == ""
    assert len(problems) == 1
    assert "is a scan: its pages are pictures without text" in problems[0]
    assert "character recognition" in problems[0]


def test_a_page_that_is_a_picture_among_others_is_named():
    text, problems = read(pdf_of(lines_at(["There were 41."]), scanned_page, lines_at(["And 9."])))
    assert "41" in text
    assert "page 2: a picture without text" in problems[0]


def test_a_scan_with_recognised_text_says_that_its_numbers_need_a_look():
    def draw(canvas):
        scanned_page(canvas)
        text = canvas.beginText(60, 700)
        text.setTextRenderMode(3)
        text.textLine("There were 41 clients in this invented text.")
        canvas.drawText(text)

    text, problems = read(pdf_of(draw))
    assert "41" in text
    assert "recognised from a scan" in problems[0]


def test_an_empty_page_has_no_text_that_can_be_read():
    assert "contains no text that can be read" in read(pdf_of(lambda canvas: None))[1][0]


def test_more_pages_than_are_read_are_named(monkeypatch):
    monkeypatch.setattr(pdf_documents, "MAX_PAGES", 2)
    text, problems = read(
        pdf_of(*(lines_at([f"{'abc'[at - 1]} has {at}{at}"]) for at in (1, 2, 3)))
    )
    assert ("22" in text, "33" in text) == (True, False)
    assert "the first 2 of 3 pages were read" in problems[0]


def test_a_script_inside_is_not_run_and_said():
    data = raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        PAGE,
        content_stream(TEXT),
    )
    text, problems = read(data)
    assert text == "There were 41 invented clients in it"
    assert "contains a script, which was not run" in problems[0]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) * 3 // 4],
        lambda data: data.replace(b"startxref", b"startxxxx"),
        lambda data: data.replace(b"xref\n0", b"xref\n9"),
        lambda data: b"junk\n" * 20 + data,
        lambda data: data + b"\n" * 5_000,
        lambda data: data.replace(b"/Length", b"/Lengrh"),
    ],
)
def test_a_damaged_file_is_read_as_far_as_it_goes_or_refused(damage):
    text, problems = outcome(damage(GOOD))
    assert "41" in text or problems


@pytest.mark.parametrize(
    "objects",
    [
        (CATALOGUE, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"),
        (
            CATALOGUE,
            b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 99999999>>",
            PAGE,
            content_stream(TEXT),
        ),
        (CATALOGUE, b"<</Type/Pages/Kids[]/Count 0>>"),
        (CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE, content_stream(b"q " * 20_000)),
        (CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE, content_stream(b"[" * 30_000)),
        (b"<</Type/Catalog/Pages " + b"[" * 5_000 + b">>",),
        (b"<</Type/Catalog/Pages 1 0 R>>",),
        (
            CATALOGUE,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            PAGE.replace(b"/Contents", b"/Resources<</XObject<</X 4 0 R>>>>/Contents"),
            content_stream(b"/X Do", entries=b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"),
        ),
        (
            CATALOGUE,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            PAGE,
            content_stream(
                zlib.compress(zlib.compress(bytes(20_000_000))),
                entries=b"/Filter[/FlateDecode/FlateDecode]",
            ),
        ),
        (
            CATALOGUE,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            PAGE.replace(b"[0 0 600 800]", b"[0 0 1e30 -1e30]"),
            content_stream(TEXT.replace(b"10 Tf", b"1e20 Tf")),
        ),
    ],
)
def test_a_hostile_structure_ends_in_a_sentence(objects):
    text, problems = outcome(raw_pdf(*objects))
    assert text or problems[0].startswith("example.pdf")


def test_an_image_that_claims_to_be_large_is_not_unpacked():
    image = content_stream(
        zlib.compress(bytes(30_000_000)),
        entries=b"/Type/XObject/Subtype/Image/Width 90000/Height 90000/BitsPerComponent 8"
        b"/ColorSpace/DeviceGray/Filter/FlateDecode",
    )
    page = PAGE.replace(b"/Font", b"/XObject<</X 5 0 R>>/Font", 1)
    drawn = b"q 500 0 0 10 50 50 cm /X Do Q " + TEXT
    kids = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    text, _ = read(raw_pdf(CATALOGUE, kids, page, content_stream(drawn), image))
    assert "41" in text


def test_what_one_reader_cannot_read_is_unread(monkeypatch):
    def broken(page):
        raise RecursionError

    monkeypatch.setattr(pdf_documents, "plumber_page", broken)
    text, problems = read(GOOD)
    assert text == "There were □□ invented clients in it."
    assert "page 1: only one of the two readers" in problems[0]


@settings(max_examples=40)
@given(
    st.binary(max_size=300), st.sampled_from([b"", b"%PDF-1.7\n", b"<html>", b"<article><body>"])
)
def test_any_bytes_are_read_or_refused(data, start):
    assert all(each.startswith("example.pdf") for each in outcome(start + data)[1])


@settings(max_examples=25)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=6))
def test_a_pdf_with_other_bytes_in_some_place_is_read_or_refused(place, other):
    found = outcome(GOOD[:place] + other + GOOD[place + len(other) :])
    assert all(each.startswith("example.pdf") for each in found[1])


def test_both_pages_of_text_and_picture():
    text, problems = read(
        pdf_of(both(scanned_page, lines_at(["There were 41 clients in the text."])))
    )
    assert ("41" in text, problems) == (True, [])
