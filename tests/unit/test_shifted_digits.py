"""Numbers above and below the line: 10 and 3 are not 103."""

from __future__ import annotations

import io

import pytest

from pprnet.formats import read_records
from pprnet.text import clean

CASES = [
    ("10<sup>3</sup> adults", "10³ adults"),
    ("3 × 10<sup>−4</sup>", "3 × 10⁻⁴"),
    ("H<sub>2</sub>O and R<sup>2</sup>", "H2O and R2"),
    ("the 21<sup>st</sup> century", "the 21st century"),
    ("x1<sub>2</sub>", "x1₂"),
]
ENVELOPES = {
    "pubmed": "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article>"
    "<ArticleTitle>{}</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>",
    "jats": "<article><front><article-meta><title-group><article-title>{}</article-title>"
    "</title-group></article-meta></front></article>",
    "ris": "TY  - JOUR\nTI  - {}\nER  - \n",
}


ENDNOTE = [
    ("10<style face='superscript'>3</style> adults", "10³ adults"),
    ("<style>3 × 10</style><style face='bold superscript'>-4</style>", "3 × 10⁻⁴"),
    ("<style>H</style><style face='subscript'>2</style><style>O</style>", "H2O"),
]
LATEX = [
    (r"10$^{3}$ adults", "10³ adults"),
    (r"$10^{-4}$ of them", "10⁻⁴ of them"),
    (r"10\textsuperscript{3} adults", "10³ adults"),
    (r"H$_2$O and R$^2$ and CO\textsubscript{2}", "H2O and R2 and CO2"),
    (r"the 21\textsuperscript{st} century, file\_1, a_2", "the 21st century, file_1, a_2"),
]


@pytest.mark.parametrize(("markup", "expected"), ENDNOTE)
def test_endnote_keeps_them_apart(markup: str, expected: str) -> None:
    data = (
        f"<xml><records><record><titles><title>{markup}</title></titles></record></records></xml>"
    )
    (record,) = read_records(io.BytesIO(data.encode()), name="case")
    assert getattr(record, "title", "") == expected


@pytest.mark.parametrize(("markup", "expected"), LATEX)
def test_bibtex_keeps_them_apart(markup: str, expected: str) -> None:
    (record,) = read_records(io.BytesIO(f"@misc{{a, title={{{markup}}}}}".encode()), name="case")
    assert getattr(record, "title", "") == expected


@pytest.mark.parametrize(("markup", "expected"), CASES)
def test_text_keeps_them_apart(markup: str, expected: str) -> None:
    assert clean(markup) == expected


@pytest.mark.parametrize("format_name", ENVELOPES)
@pytest.mark.parametrize(("markup", "expected"), CASES)
def test_every_format_keeps_them_apart(format_name: str, markup: str, expected: str) -> None:
    data = ENVELOPES[format_name].format(markup).encode()
    (record,) = read_records(io.BytesIO(data), name=format_name)
    assert getattr(record, "title", "") == expected
