"""Numbers of a PDF: those on which the two readers agree, and none of the others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fakes.invented_pdfs import content_stream, lines_at, pdf_of, raw_pdf
from pprnet.fulltext import UNREAD_MARK, Unread, read_fulltext
from pprnet.fulltext.pdf.characters.glyph_lines import glyph_lines, word_text
from pprnet.fulltext.pdf.characters.glyphs import UNMAPPED, Glyph, GlyphPage, readable
from pprnet.fulltext.pdf.characters.number_agreement import PageComparison, numeric_signs
from pprnet.fulltext.pdf.pdf_pages import compared_page


def glyphs(text, *, x=100.0, base=100.0, size=10.0):
    """Return the characters of a line, each 5 points wide; a gap is a space."""
    found = []
    for at, sign in enumerate(text):
        left = x + 5 * at
        if sign != " ":
            found.append(Glyph(sign, left, left + 5, base - 8, base + 2, base, size))
    return found


def page_of(*parts):
    return GlyphPage(600, 800, [glyph for part in parts for glyph in part])


def read(first, second):
    page = compared_page(page_of(glyphs(first)), page_of(glyphs(second)), 1)
    return " ".join(line.text for line in page.lines), page.unread


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("d = 0.45 here", "d = 0.45 here", "d = 0.45 here"),
        ("d = 0.45 here", "d = 0.46 here", "d = □□□□ here"),
        ("d = 0.45 here", "d = 0 45 here", "d = □□□□ here"),
        ("d = 0.45 here", "d =-0.45 here", "d = □□□□ here"),
        ("d =( 0.5) here", "d =(-0.5) here", "d =( □□□) here"),
        ("d =(-0.5) here", "d =( 0.5) here", "d □(□□□□) here"),
        ("n = 12  here", "n = 123 here", "n = □□ here"),
        ("n = 12,5 here", "n = 12.5 here", "n = □□□□ here"),
        ("p < .05 here", "p < ,05 here", "p < □□□ here"),
        ("n = 5% here", "n = 5  here", "n = □□ here"),
        (f"n = 1{UNMAPPED} here", "n = 12 here", "n = □□ here"),
        (f"n = 1{UNMAPPED} here", f"n = 1{UNMAPPED} here", "n = □□ here"),
        ("d = \N{EN DASH}0.5 here", "d = \N{MINUS SIGN}0.5 here", "d = \N{EN DASH}0.5 here"),
        ("the word l0ng here", "the word long here", "the word l□ng here"),
        (f"signi{UNMAPPED}cant", "significant", "significant"),
    ],
)
def test_where_the_readers_differ_a_number_is_unread(first, second, text):
    found, unread = read(first, second)
    assert found == text
    assert bool(unread) == (UNREAD_MARK in text)


def test_a_number_that_only_the_second_reader_finds_is_listed():
    assert read("There were    of them", "There were 41 of them")[1] == (Unread(1, "", "41"),)


def test_without_a_second_reading_every_number_is_unread():
    page = compared_page(page_of(glyphs("There were 41 of 50")), None, 3)
    assert [line.text for line in page.lines] == ["There were □□ of □□"]
    assert [each.page for each in page.unread] == [3, 3]


def test_two_numbers_that_the_second_reader_runs_together_are_unread():
    second = GlyphPage(600, 800, glyphs("12"), [])
    second.glyphs += [glyph._replace(x0=glyph.x0 + 6, x1=glyph.x1 + 6) for glyph in glyphs("  34")]
    first = page_of(second.glyphs)
    assert [line.text for line in compared_page(first, second, 1).lines] == ["□□ □□"]


@pytest.mark.parametrize(
    ("character", "stored"),
    [
        ("\uf02d", "\N{MINUS SIGN}"),
        ("\uf0b1", "±"),
        ("\ufb03", "ffi"),
        ("\uf001", "fi"),
        ("(cid:13)", UNMAPPED),
        ("\ue123", UNMAPPED),
        ("\x00", UNMAPPED),
        ("\u2009", " "),
        ("\u200b", ""),
        ("½", "½"),
    ],
)
def test_a_character_is_stored_in_unicode(character, stored):
    assert readable(character) == stored


def test_a_raised_digit_is_joined_to_its_word_only_where_it_touches_it():
    raised = [g._replace(size=6.0) for g in glyphs("2", x=125, base=96)]
    (line,) = glyph_lines([*glyphs("10.45"), *raised])
    assert word_text(line.words[0]) == "10.45²"


def test_a_font_that_maps_a_minus_to_nothing_leaves_the_number_unread():
    codes = b"/CIDInit begincmap 1 begincodespacerange <00> <ff> endcodespacerange endcmap"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R"
    font += b"/Encoding<</Differences[45/unknownglyph]>>>>"
    data = raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>>>",
        content_stream(b"BT /F 10 Tf 60 700 Td (The effect was -0.45 in them) Tj ET"),
        font,
        content_stream(codes),
    )
    article = read_fulltext(data, name="example.pdf")
    text = " ".join(each.text for each in article.passages)
    assert "0.45" not in text.replace("−0.45", "")


NUMBERS = st.from_regex(
    r"[-−–]?(?:[0-9]{1,4}|[0-9]{0,3}\.[0-9]{1,3}|[0-9]{1,3},[0-9]{3})%?", fullmatch=True
)


@settings(max_examples=15)
@given(st.lists(NUMBERS, min_size=1, max_size=12), st.sampled_from([6.0, 9.0, 12.0]))
def test_numbers_of_a_page_are_read_as_they_are_printed(numbers, size):
    lines = [f"The value is {number} here" for number in numbers]
    article = read_fulltext(pdf_of(lines_at(lines, size=size)), name="example.pdf")
    words = " ".join(each.text for each in article.passages).split()
    plain = str.maketrans("−–", "--")
    read_ones = [word.translate(plain) for word in words if any(map(str.isdigit, word))]
    printed = [number.translate(plain) for number in numbers]
    assert read_ones == printed or UNREAD_MARK in " ".join(words)


@settings(max_examples=60)
@given(st.text("0123456789.,-( ab", max_size=20), st.text("0123456789.,-( ab", max_size=20))
def test_what_is_read_was_found_by_both_readers(first, second):
    page = compared_page(page_of(glyphs(first)), page_of(glyphs(second)), 1)
    words = [word for line in page.lines for word in line.text.split()]
    signs = [numeric_signs(word) for word in words if any(map(str.isdigit, word))]
    assert [each for each in signs if each not in numeric_signs(second)] == []


def test_a_page_is_compared_in_each_direction_of_its_text():
    comparison = PageComparison(1, page_of(glyphs("12")))
    comparison.turn_to(1)
    assert comparison.unread == []
