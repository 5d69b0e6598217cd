"""The marks behind the figures of a public summary, and what each opens."""

from __future__ import annotations

import re

import pytest
from digest_factories import make_issue, make_summary, make_work
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from pprnet_site.core.templatetags.pprnet import inline, prose
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.templatetags.figures import inline_with_marks, prose_with_marks
from pprnet_site.evidence.enums import FigurePlace
from pprnet_site.evidence.models import BoundFigure
from pprnet_site.evidence.queries.figure_marks import FigureMark, letter_of

ABSTRACT = "We saw 128 invented clients at nine places."
TEXT = "Sample text. They saw 128 clients.\n\nSample text, n = 128 of them."
BUTTON = re.compile(r'<button type="button" class="place-mark"[^<>]*></button>')


@pytest.fixture
def page():
    return make_summary(
        works=[make_work(abstract=ABSTRACT)],
        summary=TEXT,
        bottom_line="Sample text. Of 128 clients, some liked it.",
        facts=[{"label": "Participants", "value": "128 clients"}],
    )


def tree(client, page, prefix=""):
    return html.fromstring(client.get(prefix + page.get_absolute_url()).content)


def plain(element):
    return " ".join(element.text_content().split())


@pytest.mark.django_db
def test_each_figure_opens_where_it_comes_from(client, page):
    shown = tree(client, page)
    marks = shown.xpath("//button[@class='place-mark']")
    assert [mark.get("data-mark") for mark in marks] == ["a", "a", "a"]
    assert marks[0].get("aria-label") == "a: where “128” comes from"
    note = shown.get_element_by_id(marks[0].get("popovertarget"))
    assert note.get("popover") is not None
    assert plain(shown.get_element_by_id(marks[0].get("aria-describedby"))).startswith(
        f"a {ABSTRACT}"
    )
    assert "Example & Beispiel (2022), Abstract" in plain(note)
    assert note.xpath(".//button/@popovertargetaction") == ["hide"]
    assert note.xpath(".//q/@lang") == [], "it is English, as the page is"


@pytest.mark.django_db
def test_the_text_stays_as_it_was_written(client, page):
    found = tree(client, page).xpath("//section[@aria-labelledby='study']//p")
    assert [plain(each) for each in found] == [" ".join(p.split()) for p in TEXT.split("\n\n")]


@pytest.mark.django_db
def test_a_key_fact_says_it_in_its_own_place(client, page):
    (trace,) = tree(client, page).xpath("//details[@class='trace']")
    assert "Where this comes from" in plain(trace)
    assert ABSTRACT in plain(trace)


@pytest.mark.django_db
def test_french_readers_get_it_in_french(client, page):
    shown = tree(client, page, "/fr")
    mark = shown.xpath("//button[@class='place-mark']")[0]
    assert mark.get("lang") == "fr"
    assert "where" not in mark.get("aria-label")
    (note,) = shown.xpath("//div[@popover]")
    assert "Abstract" not in plain(note)
    assert note.xpath(".//q/@lang") == ["en"]


def figure(page, start, end, **values):
    place = {"field": "summary", "start": start, "end": end, "text": page.summary[start:end]}
    said = {"place": FigurePlace.STATED, "note": "Page 1"}
    return BoundFigure(page=page, **place | said | values)


CHANGED = [
    ("no data", []),
    ("another text", [((22, 25), {"text": "129"})]),
    ("beyond the end", [((9000, 9003), {"text": "128"})]),
    ("another part", [((22, 25), {"field": "title"})]),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("case", "rows"), CHANGED, ids=[case for case, _rows in CHANGED])
def test_without_fitting_data_the_page_is_as_before(client, page, case, rows):
    BoundFigure.objects.all().delete()
    BoundFigure.objects.bulk_create(figure(page, *at, **each) for at, each in rows)
    shown = tree(client, page)
    assert not shown.xpath("//*[@popover or @popovertarget or @class='places']"), case


@pytest.mark.django_db
def test_figures_inside_others_and_next_to_others_get_one_mark(client, page):
    SummaryPage.objects.filter(pk=page.pk).update(summary="It was 0.45 [0.20, 0.70]. Then 12.")
    page.refresh_from_db()
    BoundFigure.objects.all().delete()
    places = [(7, 11), (13, 17), (13, 23), (31, 33)]
    BoundFigure.objects.bulk_create(figure(page, *each) for each in places)
    marks = tree(client, page).xpath("//section[@aria-labelledby='study']//button/@aria-label")
    assert marks == ["a: where “0.45 [0.20, 0.70” comes from", "a: where “12” comes from"]


@pytest.mark.django_db
def test_hostile_text_stays_text(client, page):
    hostile = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
    SummaryPage.objects.filter(pk=page.pk).update(summary=hostile)
    page.refresh_from_db()
    BoundFigure.objects.all().delete()
    values = [{"note": hostile}, {"place": FigurePlace.ABSTRACT, "quote": hostile, "work": hostile},
              {"place": FigurePlace.COMPUTED, "formula": hostile},
              {"place": FigurePlace.FULL_TEXT, "section": hostile, "table": "<b>"}]  # fmt: skip
    BoundFigure.objects.bulk_create(
        figure(page, 6 * at, 6 * at + 5, **each) for at, each in enumerate(values)
    )
    shown = tree(client, page)
    assert len(shown.xpath("//div[@popover]")) == len(values)
    assert not shown.xpath("//main//img | //main//script | //main//b | //@onerror")
    assert hostile in plain(shown)


@pytest.mark.django_db
def test_it_takes_one_query_more_and_none_a_figure(client, page):
    address = page.get_absolute_url()
    client.get(address)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return [each["sql"] for each in asked]

    many = queries()
    assert sum("evidence_boundfigure" in each for each in many) == 1
    assert not any("evidence_passagerow" in each for each in many), "readers run no check"
    BoundFigure.objects.all().delete()
    assert len(queries()) == len(many)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/feed/", "/search/?q=sample", "/"])
def test_no_other_page_or_feed_has_it(client, page, address):
    body = client.get(address).content.decode()
    assert "nine places" not in body
    assert "place-mark" not in body


@pytest.mark.django_db
def test_a_month_that_is_not_public_shows_nothing(client):
    page = make_summary(make_issue(live=False), summary=TEXT, live=False)
    assert not BoundFigure.objects.filter(page=page).exists()


@pytest.mark.parametrize(
    ("number", "letters"), [(0, "a"), (25, "z"), (26, "aa"), (51, "az"), (52, "ba"), (702, "aaa")]
)
def test_letters_go_on_after_z(number, letters):
    assert letter_of(number) == letters


parts = st.lists(
    st.sampled_from(["a", "n = ", "r", "=", " ", "\n\n", "\n", "\t", "<b>", "&", "12", ".", "é"]),
    max_size=40,
).map("".join)


@given(parts, st.data())
def test_marks_change_no_text(text, data):
    ends = data.draw(st.sets(st.integers(1, max(1, len(text))), max_size=5))
    solid = [end for end in sorted(ends) if end <= len(text) and text[end - 1].strip()]
    marks = [FigureMark(end, letter_of(at), "<12>") for at, end in enumerate(solid)]
    for marked, expected in (
        (prose_with_marks(text, marks), prose(text)),
        (inline_with_marks(text, marks), inline(text)),
    ):
        assert len(BUTTON.findall(marked)) == len(marks)
        bare = BUTTON.sub("", marked).replace('<span class="nowrap">', "").replace("</span>", "")
        assert bare == expected
