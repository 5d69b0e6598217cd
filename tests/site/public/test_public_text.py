"""Plain text on its way to a page."""

from __future__ import annotations

import datetime as dt
import json
from types import SimpleNamespace

import pytest
from django.utils import translation

from pprnet_site.core.templatetags import pprnet
from pprnet_site.digest.templatetags import digest

FEBRUARY = dt.date(2023, 2, 1)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("One.", "<p>One.</p>"),
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("One.\r\n \r\n\r\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("One\nline.", "<p>One line.</p>"),
        ("<script>x</script> & co", "<p>&lt;script&gt;x&lt;/script&gt; &amp; co</p>"),
        ("r = .29, p<.001", "<p><i>r</i> = .29, <i>p</i>&lt;.001</p>"),
        ("n ≥ 30; d=0.5; g > 0", "<p><i>n</i> ≥ 30; <i>d</i>=0.5; <i>g</i> &gt; 0</p>"),
        ("Or = not; and = nor", "<p>Or = not; and = nor</p>"),
    ],
)
def test_prose(text, html):
    assert pprnet.prose(text) == html


@pytest.mark.parametrize(
    ("language", "month", "day"),
    [("en", "February 2023", "1 February 2023"), ("fr", "Février 2023", "1er février 2023")],
)
def test_dates(language, month, day):
    with translation.override(language):
        assert (pprnet.month(FEBRUARY), pprnet.day(FEBRUARY)) == (month, day)


@pytest.mark.parametrize(
    ("path", "english", "french"),
    [
        ("/", "/", "/fr/"),
        ("/fr/", "/", "/fr/"),
        ("/fr", "/", "/fr/"),
        ("/search/?q=a", "/search/?q=a", "/fr/search/?q=a"),
        ("/fr/2023-02/", "/2023-02/", "/fr/2023-02/"),
        ("/from/", "/from/", "/fr/from/"),
    ],
)
def test_the_same_page_in_the_other_language(path, english, french):
    assert pprnet.in_language(path, "en") == english
    assert pprnet.in_language(path, "fr") == french


@pytest.mark.parametrize(
    ("parts", "text"),
    [([], ""), (["A"], "A"), (["A", "<B>"], "A and &lt;B&gt;"), (["A", "B", "C"], "A, B and C")],
)
def test_lists_read_as_sentences(parts, text):
    with translation.override("en"):
        assert pprnet.join_list(parts) == text


def test_data_cannot_leave_its_script():
    data = {"headline": "</script><script>alert(1)</script>&<!--"}
    html = pprnet.json_ld(data)
    body = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert "<" not in body
    assert json.loads(body) == data


@pytest.mark.parametrize(
    ("clause", "title", "said"),
    [
        ("what ends it early", "Whatever?", "what ends it early"),
        ("", "When does it help?", "when does it help"),
        ("", "CBT or not?", "CBT or not"),
    ],
)
def test_clauses(clause, title, said):
    assert digest.clause_of(SimpleNamespace(teaser_clause=clause, title=title)) == said


@pytest.mark.parametrize(
    ("clauses", "said"),
    [("A", "A."), ("AB", "A and B."), ("ABC", "A, B, and C.")],
)
def test_the_teaser_reads_as_a_sentence(clauses, said):
    rows = [
        SimpleNamespace(
            url="/x/",
            warning=None,
            page=SimpleNamespace(language="en", teaser_clause=clause, title=""),
        )
        for clause in clauses
    ]
    with translation.override("en"):
        html = digest.teaser(rows, "")
    assert html.replace('<a href="/x/">', "").replace("</a>", "").endswith(said)
    assert html.count("<a ") == len(clauses)


def test_a_reference_keeps_its_markup_and_nothing_else():
    html = 'A &amp; B. <cite>J</cite> <a href="https://doi.org/10.1/x" onclick="x">y</a>'
    bad = html + '<script>x</script><img src=x onerror=x><a href="javascript:x">z</a>'
    clean = digest.citation(SimpleNamespace(html=bad))
    assert "<cite>J</cite>" in clean
    assert 'href="https://doi.org/10.1/x"' in clean
    assert not any(word in clean for word in ("onclick", "script", "img", "onerror"))
