"""Linked works at the desk: on the page of a work, and in one line where it is judged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from draft_factories import make_editor
from duplicate_factories import ARTICLE, OTHER_ARTICLE, import_records

from pprnet.records import Author, WorkType
from pprnet_site.catalogue.models import Work, WorkLink

pytestmark = pytest.mark.django_db

ERRATUM = replace(ARTICLE, title=f"Erratum: {ARTICLE.title}", volume="", pages="", abstract="")
PREPRINT = replace(ARTICLE, type=WorkType.PREPRINT, journal="", volume="", pages="")


def comment(number: int):
    name = "".join("abcdefghij"[int(digit)] for digit in f"{number:03d}")
    return replace(
        ERRATUM, title=f"Comment on: {ARTICLE.title}", authors=(Author(f"Beispiel{name}", "B."),)
    )


@pytest.fixture
def editor(client):
    client.force_login(make_editor(), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def study(tmp_path):
    import_records(tmp_path, ARTICLE, ERRATUM, PREPRINT, OTHER_ARTICLE)
    return Work.objects.get(title=ARTICLE.title, journal=ARTICLE.journal)


def part_of(text: str) -> str:
    _before, _id, after = text.partition('id="linked"')
    return after.partition("</section>")[0]


def test_the_page_of_a_work_names_what_belongs_to_it(editor, study):
    part = part_of(editor.get(f"/desk/works/{study.pk}/").text)
    assert "Linked works" in part
    for link in WorkLink.objects.all():
        assert f'<a href="/desk/works/{link.from_work_id}/">{link.from_work}</a>' in part
    assert part.index("Has a correction") < part.index("Has a preprint")
    assert part.count("Example and Sample, 2020") == 2


def test_the_other_side_says_it_the_other_way_round(editor, study):
    for link in WorkLink.objects.all():
        part = part_of(editor.get(f"/desk/works/{link.from_work_id}/").text)
        assert f'<a href="/desk/works/{study.pk}/">{study}</a>' in part
        assert f"<strong>{link.get_kind_display()}</strong>" in part


def test_in_french_words(editor, study):
    part = part_of(editor.get(f"/fr/desk/works/{study.pk}/").text)
    assert "Documents liés" in part
    assert "A un rectificatif" in part
    assert "A une prépublication" in part
    assert "Has a" not in part


def test_nothing_is_said_where_there_is_none(editor, study):
    other = Work.objects.get(title=OTHER_ARTICLE.title)
    assert "Linked works" not in editor.get(f"/desk/works/{other.pk}/").text
    assert "Has a" not in editor.get(f"/desk/?work={other.pk}").text


def test_the_inbox_says_it_in_a_line(editor, study):
    text = editor.get(f"/desk/?work={study.pk}").text
    for link in WorkLink.objects.all():
        assert f'<a href="/desk/works/{link.from_work_id}/">{link.from_work}</a>' in text
    assert "Has a correction" in text
    assert "other linked" not in text


def asked(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        client.get(address)
    return len(seen)


def test_many_links_take_one_line_and_cost_no_more_questions(editor, study, tmp_path):
    addresses = (f"/desk/works/{study.pk}/", f"/desk/?work={study.pk}")
    import_records(tmp_path, *map(comment, range(2)), name="two.jsonl")
    few = [asked(editor, address) for address in addresses]
    import_records(tmp_path, *map(comment, range(12)), name="comments.jsonl")
    assert WorkLink.objects.filter(to_work=study).count() == 14
    assert [asked(editor, address) for address in addresses] == few
    text = editor.get(addresses[1]).text
    assert f'<a href="/desk/works/{study.pk}/#linked">11 other linked works</a>' in text
    assert text.count("Has a comment or reply") == 1
