"""An article is read in a process of its own, and over its limits what was read is kept."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from fakes.invented_pdfs import content_stream, lines_at, pdf_of, raw_pdf
from pprnet.errors import InputError
from pprnet.fulltext import read_fulltext
from pprnet.limited_reading import FULLTEXT_LIMITS, read_fulltext_in_process

FONTS = b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R" + FONTS + b">>"
SMALL = replace(FULLTEXT_LIMITS, item_seconds=2, total_seconds=8)


def read(data, limits=FULLTEXT_LIMITS):
    return read_fulltext_in_process(io.BytesIO(data), name="example", limits=limits)


@pytest.mark.parametrize(
    "data",
    [
        pdf_of(lines_at(["There were 41 clients in an invented text."]), title="Example"),
        b"<html><body><p>There were 41.</p><table><tr><td>a<td>1<tr><td>b<td>2</table></html>",
        b"Abstract\nThere were 41 clients.",
    ],
)
def test_an_article_is_read_as_in_this_process(data):
    assert read(data) == read_fulltext(data, name="example")


def test_a_page_that_never_ends_costs_itself_and_what_follows():
    data = raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 5 0 R]/Count 2>>",
        PAGE % 4,
        content_stream(b"BT /F 10 Tf 60 700 Td (There were 41 invented clients) Tj ET"),
        PAGE % 6,
        b"6 0 R",  # refers to itself for ever
    )
    article = read(data, SMALL)
    assert [each.text for each in article.passages] == ["There were 41 invented clients"]
    assert "reading stopped after 1 pages, because the next one took more than 2 s" in (
        article.problems[0].message
    )


def test_what_cannot_be_read_is_refused_as_in_this_process():
    with pytest.raises(InputError, match="example: expected an article as PDF"):
        read(b"PK\x03\x04")
