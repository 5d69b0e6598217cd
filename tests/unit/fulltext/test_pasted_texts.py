"""A text that was pasted: paragraphs, headings, tables, and what is no text at all."""

from __future__ import annotations

import pytest

from pprnet.errors import InputError, TooLargeError
from pprnet.fulltext import FullTextKind, SourceLayer, read_fulltext
from pprnet.limits import MAX_FULLTEXT

TEXT = """An invented trial of an invented therapy

Abstract
We saw 41 clients in a psycho-
therapy with d = -0.5.

Keywords: example

Results
There were 12 of them.
Measure\tA\tB
Worry\t1\t-2

References
Example, A. (1999). 5555.

Appendix
It has 77 items.
"""


def test_a_text_is_read_in_its_layers():
    article = read_fulltext(TEXT.encode(), name="pasted text")
    assert article.kind is FullTextKind.TEXT
    assert article.title == "An invented trial of an invented therapy"
    assert [(each.layer, each.section, each.text) for each in article.passages] == [
        (SourceLayer.BODY, "", "An invented trial of an invented therapy"),
        (SourceLayer.ABSTRACT, "Abstract", "We saw 41 clients in a psychotherapy with d = −0.5."),
        (SourceLayer.BODY, "Abstract", "Keywords: example"),
        (SourceLayer.BODY, "Results", "There were 12 of them."),
        (SourceLayer.BODY, "Appendix", "It has 77 items."),
        (SourceLayer.TABLE, "There were 12 of them.", "There were 12 of them."),
        (SourceLayer.TABLE, "There were 12 of them.", "Worry: A 1; B −2"),
    ]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One line\nthat goes on.\nAnother one.", ["One line that goes on.", "Another one."]),
        ("One line\nthat goes on.\n\nAnother\none.", ["One line that goes on.", "Another one."]),
        ("x" * 200 + "\n" + "y" * 200, ["x" * 200, "y" * 200]),
        ("A\rB.\rC", ["A B.", "C"]),
        ("A < B & C > D <i>", ["A < B & C > D <i>"]),
    ],
)
def test_lines_become_paragraphs(text, paragraphs):
    article = read_fulltext(text.encode(), name="pasted text")
    assert [each.text for each in article.passages] == paragraphs


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding(encoding):
    article = read_fulltext("Thérapie – 12 clients".encode(encoding), name="pasted text")
    assert [each.text for each in article.passages] == ["Thérapie – 12 clients"]
    assert [str(each) for each in article.problems] == (
        ["pasted text: not UTF-8; read as Windows-1252"] if encoding == "cp1252" else []
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b" \n\t ", "it is empty"),
        (b"PK\x03\x04 document", "an Office document"),
        (b"\x89PNG\r\n", "an image"),
        (b"\xd0\xcf\x11\xe0 old", "an old Office document"),
        (b"abc\x00\x01\x02def", "binary data"),
    ],
)
def test_what_is_no_article_is_refused_with_what_to_do(data, reason):
    with pytest.raises(InputError, match=rf"a\.bin: expected an article.*{reason}.*paste its text"):
        read_fulltext(data, name="a.bin")


def test_a_file_that_is_too_large_is_refused_with_what_to_do():
    with pytest.raises(TooLargeError, match="more than 64 MB, most of which are pictures; save it"):
        read_fulltext(b"%PDF-1.7" + bytes(MAX_FULLTEXT), name="a.pdf")
