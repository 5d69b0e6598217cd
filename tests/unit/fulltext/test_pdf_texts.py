"""Paragraphs of a PDF: columns, hyphens, ligatures, heads and feet, references, pages."""

from __future__ import annotations

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from fakes.invented_pdfs import RIGHT_COLUMN, both, lines_at, pdf_of
from pprnet.fulltext import FullTextKind, SourceLayer, read_fulltext

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"


@pytest.fixture(scope="module")
def serif():
    try:
        pdfmetrics.registerFont(TTFont("Serif", FONT))
    except TTFError:
        pytest.skip("no DejaVu Serif")
    return "Serif"


def texts(data, layer=None):
    article = read_fulltext(data, name="example.pdf")
    return [each.text for each in article.passages if layer in (None, each.layer)]


def test_two_columns_are_read_one_after_the_other_under_a_title_across_both():
    left = ["The invented clients of the first column", "were seen for 12 sessions and then", "for"]
    right = ["some more, which is 18 in all. This is", "the end of the second column", "here."]
    title = lines_at(["An invented title that runs across both of the columns"], size=16, y=800)
    data = pdf_of(both(title, lines_at(left), lines_at(right, x=RIGHT_COLUMN)))
    article = read_fulltext(data, name="example.pdf")
    assert article.kind is FullTextKind.PDF
    assert article.title == "An invented title that runs across both of the columns"
    assert article.passages[-1].text == (
        "The invented clients of the first column were seen for 12 sessions and then for some "
        "more, which is 18 in all. This is the end of the second column here."
    )


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["We saw a psycho-", "therapy; psychotherapy it is."], "psychotherapy; psychotherapy"),
        (["We saw them at follow-", "up, after a year."], "at follow-up, after"),
        (["A cognitive-", "analytic, analytic and cognitive one."], "cognitive-analytic, analytic"),
        (["There were 10-", "20 sessions in it."], "10-20 sessions"),
        (["Invented scales (ABC-", "Short) were used."], "(ABC-Short)"),
        (["The change was (\N{EN DASH}", "0.5) in them."], "(\N{MINUS SIGN}0.5)"),
        (["The interval was from", "0.1 to 0.5 in them."], "from 0.1 to 0.5"),
    ],
)
def test_a_word_at_the_end_of_a_line_becomes_complete(serif, lines, joined):
    data = pdf_of(lines_at(lines, font=serif))
    assert joined in texts(data)[0].replace("(–", "(−")


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (
            "e\ufb00ect, \ufb01nding, \ufb02ow, e\ufb03cacy, ba\ufb04ed",
            "effect, finding, flow, efficacy",
        ),
        ("a signi cant e ect of e cacy", "a significant effect of efficacy"),
        ("no signicant dierence", "no significant difference"),
        ("in attendance at a de niro pro le", "in attendance at a de niro pro le"),
        ("d = -0.5 and \N{EN DASH}0.6 and \N{MINUS SIGN}0.7", "d = −0.5 and −0.6 and −0.7"),
        ("g = \N{MINUS SIGN} 0.8 (\N{EN DASH} 0.9)", "g = −0.8 (−0.9)"),
        ("10 \N{EN DASH} 20 and 10\N{EN DASH}20", "10 – 20 and 10–20"),
    ],
)
def test_ligatures_and_minus_signs_have_one_form(serif, printed, read):
    data = pdf_of(lines_at([f"Here {printed} is printed."], font=serif))
    assert read in texts(data)[0]


def test_a_raised_number_is_not_part_of_the_number_before_it():
    def draw(canvas):
        canvas.drawString(60, 700, "A mean of 0.5")
        canvas.setFont("Helvetica", 6)
        canvas.drawString(60 + canvas.stringWidth("A mean of 0.5", "Helvetica", 10), 704, "12")

    assert texts(pdf_of(draw)) == ["A mean of 0.5¹²"]


def test_running_heads_and_page_numbers_are_left_out():
    def page(number, word):
        head = lines_at([f"EXAMPLE AND SAMPLE {100 + number}"], y=810)
        foot = lines_at([str(7_000 + number)], x=300, y=30)
        return both(head, foot, lines_at([f"The invented {word} has 3 parts."]))

    data = pdf_of(*(page(at, word) for at, word in enumerate(("first", "second", "third"))))
    assert texts(data) == [
        f"The invented {word} has 3 parts." for word in ("first", "second", "third")
    ]


def test_a_sentence_goes_on_across_the_end_of_a_page_and_knows_where():
    data = pdf_of(
        lines_at(["Of the invented clients 41 were treat-"], y=60),
        lines_at(["ed and 39 were not treated."]),
    )
    (passage,) = read_fulltext(data, name="example.pdf").passages
    assert passage.text == "Of the invented clients 41 were treated and 39 were not treated."
    assert passage.page_at(passage.text.index("41")) == 1
    assert passage.page_at(passage.text.index("39")) == 2


@pytest.mark.parametrize("heading", ["References", "REFERENCES", "7. Bibliography", "Références"])
def test_the_list_of_references_is_cut_off_and_an_appendix_kept(serif, heading):
    body = [
        "Results",
        "There were 12 invented clients.",
        heading,
        "Example, A. (1999). Title. 34, 5-9.",
    ]
    data = pdf_of(
        lines_at(body, font=serif),
        lines_at(["Appendix A", "It had 77 invented items."], font=serif),
    )
    article = read_fulltext(data, name="example.pdf")
    assert [(each.section, each.text) for each in article.passages] == [
        ("Results", "There were 12 invented clients."),
        ("Appendix A", "It had 77 invented items."),
    ]


def test_a_paragraph_that_ends_in_a_line_such_as_a_heading_cuts_nothing_off():
    lines = [
        "It is unlike all that is found in the earlier",
        "literature.",
        "There were 12 of them.",
    ]
    assert "12" in texts(pdf_of(lines_at(lines)))[-1]


@pytest.mark.parametrize(
    "lines",
    [
        ["Abstract", "We saw 12 invented clients.", "Keywords: example", "They were 34."],
        ["Abstract: We saw 12 invented clients.", "Introduction", "They were 34."],
        ["Abstract", "Background", "We saw 12.", "Results", "It was so.", "Introduction", "34."],
    ],
)
def test_the_abstract_is_a_layer_of_its_own(lines):
    data = pdf_of(lines_at(lines))
    abstract = " ".join(texts(data, SourceLayer.ABSTRACT))
    assert "12" in abstract
    assert "34" not in abstract
    assert "34" in " ".join(texts(data, SourceLayer.BODY))


def test_text_that_is_set_upwards_is_read_in_its_lines():
    def draw(canvas):
        canvas.translate(100, 100)
        canvas.rotate(90)
        for at in range(5):
            canvas.drawString(0, -at * 13, f"Line {at} of an invented page with {at}{at}.5 in it")

    text = " ".join(texts(pdf_of(draw)))
    assert [f"{at}{at}.5" in text for at in range(5)] == [True] * 5
    assert text.index("11.5") < text.index("22.5")


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_that_is_turned_when_it_is_shown_keeps_its_numbers(rotation):
    def draw(canvas):
        canvas.setPageRotation(rotation)
        for at in range(4):
            canvas.drawString(
                100, 400 - at * 13, f"Line {at} of a turned page with {at}{at}.5 in it"
            )

    article = read_fulltext(pdf_of(draw), name="example.pdf")
    text = " ".join(each.text for each in article.passages)
    assert [f"{at}{at}.5" in text for at in range(4)] == [True] * 4
    assert article.unread == ()
