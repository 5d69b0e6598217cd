"""Articles in JATS and HTML: abstract, sections, tables with spans, and what is left out."""

from __future__ import annotations

from contextlib import suppress

import pytest

from pprnet.errors import InputError
from pprnet.fulltext import FullTextKind, SourceLayer, read_fulltext

JATS = """<?xml version="1.0" encoding="{encoding}"?>
<!DOCTYPE article [<!ENTITY secret SYSTEM "file:///etc/passwd"><!ENTITY a "aaaaaaaaaa">]>
<article xmlns:mml="http://www.w3.org/1998/Math/MathML"><front><article-meta><title-group>
<article-title>An invented trial: é</article-title></title-group>
<abstract><sec><title>Results</title><p>The effect was &#x2212;0.5<xref ref-type="bibr">12</xref>
in <italic>n</italic> = 41.</p></sec></abstract>
<abstract abstract-type="graphical"><p>Picture 999</p></abstract></article-meta></front>
<body><sec><title>Methods</title><p>We saw 10<sup>3</sup> clients (see
<xref ref-type="bibr">Example, 2001</xref>).</p><sec><title>Sample</title><p>Their mean was
<mml:math><mml:mn>4.5</mml:mn></mml:math>
&secret;.</p></sec><table-wrap><label>Table 1</label><caption><p>Means</p></caption><table><thead>
<tr><th rowspan="2">Measure</th><th colspan="2">Group</th></tr><tr><th>A</th><th>B</th></tr></thead>
<tbody><tr><td rowspan="2">Worry</td><td>-1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody>
</table></table-wrap></sec></body>
<back><ref-list><title>References</title><ref>Example, A. 1999; 7777</ref></ref-list></back>
</article>"""

HTML = """<!doctype html><html><head><title>Site</title>
<meta name="citation_title" content="An invented trial"><script>var n = 9999</script></head>
<body><nav>Menu 8888</nav><form>Search 7777</form><div hidden>6666</div>
<article><h1>An invented trial</h1><h2>Abstract</h2><p>We saw 41 <b>cli</b>ents,&nbsp;d =
&minus;0.5.</p>
<h2>1. Results</h2><p>It was 10<sup>3</sup> and p &lt; .05.</p>
<table><caption>Table 1. Means</caption><tr><th>Measure<th>A</tr><tr><td>Worry<td>12</tr></table>
<ul><li>One of 5</li><li>Two of 6</li></ul>
<h2>References</h2><ol><li>Example, A. (1999). 5555</li></ol><h2>Appendix A</h2><p>77 items.</p>
<section class="ref-list"><p>4444</p></section></article><footer>3333</footer></body></html>"""


def test_jats_is_read_in_its_layers():
    article = read_fulltext(JATS.format(encoding="utf-8").encode(), name="example.xml")
    assert (article.kind, article.title) == (FullTextKind.JATS, "An invented trial: é")
    assert [(each.layer, each.section, each.text) for each in article.passages] == [
        (SourceLayer.ABSTRACT, "Results", "The effect was −0.5 in n = 41."),
        (SourceLayer.BODY, "Methods", "We saw 10³ clients (see Example, 2001)."),
        (SourceLayer.BODY, "Sample", "Their mean was 4.5 &secret;."),
        (SourceLayer.TABLE, "Table 1 Means", "Table 1 Means"),
        (SourceLayer.TABLE, "Table 1 Means", "Worry: Group A −1; Group B 2"),
        (SourceLayer.TABLE, "Table 1 Means", "Worry: Group A 3; Group B 4"),
    ]
    assert [each.page for each in article.passages] == [0] * 6


def test_a_cell_that_spans_rows_or_columns_is_in_each_of_them():
    (table,) = read_fulltext(JATS.format(encoding="utf-8").encode(), name="example.xml").tables
    assert table.header_rows == 2
    assert table.rows == (
        ("Measure", "Group", "Group"),
        ("Measure", "A", "B"),
        ("Worry", "−1", "2"),
        ("Worry", "3", "4"),
    )


def test_jats_in_another_encoding():
    data = JATS.format(encoding="iso-8859-1").encode("latin-1")
    assert read_fulltext(data, name="example.xml").title == "An invented trial: é"


def test_damaged_jats_is_kept_as_far_as_it_goes_with_a_problem():
    data = JATS.format(encoding="utf-8").replace("</italic>", "").encode()
    article = read_fulltext(data, name="example.xml")
    assert article.title
    assert "not well-formed XML" in str(article.problems[0])


def test_a_web_page_is_read_without_what_surrounds_the_article():
    article = read_fulltext(HTML.encode(), name="example.html")
    assert (article.kind, article.title) == (FullTextKind.HTML, "An invented trial")
    assert [(each.layer, each.section, each.text) for each in article.passages] == [
        (SourceLayer.BODY, "", "An invented trial"),
        (SourceLayer.ABSTRACT, "Abstract", "We saw 41 clients, d = −0.5."),
        (SourceLayer.BODY, "1. Results", "It was 10³ and p < .05."),
        (SourceLayer.BODY, "1. Results", "One of 5"),
        (SourceLayer.BODY, "1. Results", "Two of 6"),
        (SourceLayer.BODY, "Appendix A", "77 items."),
        (SourceLayer.TABLE, "Table 1. Means", "Table 1. Means"),
        (SourceLayer.TABLE, "Table 1. Means", "Worry: A 12"),
    ]


@pytest.mark.parametrize(
    ("start", "encoding"),
    [
        ("<html><meta charset=windows-1252>", "cp1252"),
        ("<html>", "cp1252"),
        ("<html>", "utf-8-sig"),
        ("<html><meta charset=unknown-9>", "utf-8"),
        ("<?xml version='1.0' encoding='utf-8'?><html>", "utf-8"),
    ],
)
def test_a_web_page_in_any_encoding(start, encoding):
    data = f"{start}<body><p>Thérapie – 12 clients</p></body></html>".encode(encoding)
    article = read_fulltext(data, name="example.html")
    assert [each.text for each in article.passages] == ["Thérapie – 12 clients"]


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body>" + b"<div>" * 50_000 + b"12",
        b"<html>" + b"<table><tr><td>" * 2_000 + b"12",
        b"<html><table><tr>" + b"<td colspan=9999 rowspan=9999>1" * 500 + b"<tr><td>2" * 200,
        b"<article><body>" + b"<sec>" * 20_000 + b"<p>12",
        b"<article><body><table><tr>" + b"<td colspan='9999' rowspan='9999'>1</td>" * 500,
        b"<article><front/><body><p>&a;</p></body></article>",
        b"<html><body>" + b"<b>" * 20_000 + b"12",
        b"<html></html>",
        b"<article><front>",
        b"<p>\x00\x01</p>",
    ],
)
def test_a_hostile_or_empty_file_is_read_or_refused(data):
    with suppress(InputError):
        article = read_fulltext(data, name="example")
        assert sum(len(cell) for t in article.tables for row in t.rows for cell in row) < 200_000


def test_entities_are_not_expanded_and_no_file_is_read():
    bomb = "".join(f'<!ENTITY e{at} "&e{at - 1};&e{at - 1};">' for at in range(1, 30))
    start = f'<!DOCTYPE article [<!ENTITY e0 "aaaa">{bomb}]>'
    data = f"{start}<article><body><p>a &e29;</p></body></article>"
    article = read_fulltext(data.encode(), name="example.xml")
    assert [each.text for each in article.passages] in ([], ["a"], ["a &e29;"])


def test_xml_of_another_kind_is_refused_with_what_to_do():
    with pytest.raises(InputError, match=r"example\.xml: .* neither JATS nor a web page; add"):
        read_fulltext(b"<?xml version='1.0'?><records><record/></records>", name="example.xml")
