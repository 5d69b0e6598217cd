"""Tables of a PDF as cells, and as texts in which each cell has its headings."""

from __future__ import annotations

import pytest

from fakes.invented_pdfs import LEFT, both, gridded_table, lines_at, pdf_of, ruled_table
from pprnet.fulltext import SourceLayer, Table, read_fulltext

ROWS = (
    ("Measure", "Therapy", "Control", "d"),
    ("Invented A", "12.5 (3.1)", "14.0 (2.9)", "-0.45"),
    ("Invented B", "8", "9", "0.10"),
    ("Invented C", "<.05", "41%", "n.s."),
)
SIGNED = tuple(tuple(cell.replace("-0.45", "−0.45") for cell in row) for row in ROWS)


def read(*parts):
    return read_fulltext(pdf_of(both(*parts)), name="example.pdf")


@pytest.mark.parametrize("table", [ruled_table, gridded_table])
def test_a_table_is_read_as_cells_and_leaves_the_text(table):
    caption = lines_at(["Table 1. Invented means of two groups"], y=525)
    article = read(lines_at(["Before the table there were 99 clients."]), caption, table(ROWS))
    (found,) = article.tables
    assert found.caption == "Table 1. Invented means of two groups"
    assert found.page == 1
    assert tuple(tuple(cell.replace("-", "−") for cell in row) for row in found.rows) == SIGNED
    body = [each.text for each in article.passages if each.layer is SourceLayer.BODY]
    assert body == ["Before the table there were 99 clients."]
    assert [each.text for each in article.passages if each.layer is SourceLayer.TABLE] == [
        "Table 1. Invented means of two groups",
        "Invented A: Therapy 12.5 (3.1); Control 14.0 (2.9); d −0.45",
        "Invented B: Therapy 8; Control 9; d 0.10",
        "Invented C: Therapy <.05; Control 41%; d n.s.",
    ]


def test_a_table_without_rules_is_read_under_its_caption():
    def draw(canvas):
        canvas.drawString(LEFT, 520, "Table 2. Invented values")
        for at, row in enumerate(ROWS):
            for column, cell in enumerate(row):
                canvas.drawString(LEFT + column * 90, 500 - 13 * at, cell)
        canvas.drawString(LEFT, 420, "After the table the text goes on over the page as before.")

    article = read(draw)
    assert [table.rows[2] for table in article.tables] == [ROWS[2]]
    assert article.passages[0].text.startswith("After the table")


def test_a_heading_over_several_columns_is_repeated_in_each():
    def draw(canvas):
        canvas.drawString(LEFT, 520, "Table 3. Invented groups")
        cells = {0: "Measure", 90: "M", 150: "SD", 240: "M", 300: "SD"}
        canvas.drawString(LEFT + 105, 500, "Therapy")
        canvas.drawString(LEFT + 255, 500, "Control")
        canvas.line(LEFT + 88, 496, LEFT + 170, 496)
        canvas.line(LEFT + 238, 496, LEFT + 320, 496)
        for row, height in (("", 486), ("1", 470), ("2", 457)):
            for x, cell in cells.items():
                text = cell if not row else f"{row}.{x}" if x else f"Example {row}"
                canvas.drawString(LEFT + x, height, text)
        for height in (512, 480, 450):
            canvas.line(LEFT, height, LEFT + 340, height)

    (table,) = read(draw).tables
    assert [table.column_heading(at) for at in range(5)] == [
        "Measure",
        "Therapy M",
        "Therapy SD",
        "Control M",
        "Control SD",
    ]
    assert table.row_texts()[1] == (
        "Example 2: Therapy M 2.90; Therapy SD 2.150; Control M 2.240; Control SD 2.300"
    )


def test_rules_above_and_below_a_page_of_text_make_no_table():
    def rules(canvas):
        canvas.line(LEFT, 790, 530, 790)
        canvas.line(LEFT, 60, 530, 60)

    left = [f"Line {at} of the left column of the invented text" for at in range(20)]
    right = [f"Line {at} of the right column of the invented text" for at in range(20)]
    article = read(rules, lines_at(left), lines_at(right, x=320))
    assert article.tables == ()
    text = " ".join(each.text for each in article.passages)
    assert text.index("Line 19 of the left") < text.index("Line 0 of the right")


def test_a_frame_around_a_text_makes_no_table():
    def frame(canvas):
        canvas.rect(50, 600, 400, 180)

    article = read(frame, lines_at(["A text in a frame with 12 clients", "and 13 others in it."]))
    assert article.tables == ()
    assert article.passages[0].text.endswith("13 others in it.")


@pytest.mark.parametrize(
    ("table", "texts"),
    [
        (Table(0, "", (("a", "b"), ("x", "1"))), ("x: b 1",)),
        (Table(0, "", (("x", "1"), ("y", "2")), header_rows=0), ("x: 1", "y: 2")),
        (Table(0, "", (("", "b"), ("", "1"))), ("b 1",)),
        (Table(0, "", (("a", "b"), ("Part", ""), ("x", ""))), ("Part", "x")),
        (Table(0, "", (("a", "b", "b"), ("x", "1", "2")), header_rows=1), ("x: b 1; b 2",)),
    ],
)
def test_a_row_as_text(table, texts):
    assert table.row_texts() == texts
