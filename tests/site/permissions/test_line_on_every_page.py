"""Every page that only editors open has the desk's line about published summaries, once."""

from __future__ import annotations

import logging
from http.cookies import SimpleCookie

import pytest
from address_arguments import argument_values
from address_routes import filled, routes
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from draft_factories import make_editor, make_user, make_writer
from notice_factories import make_source, published, report

from pprnet_site.desk.page_line import is_for_editors
from pprnet_site.desk.views import imports
from pprnet_site.digest.models import SummaryPage

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

LINE = "1 published summary rests on a retracted study."
LINE_FR = "1 résumé publié repose"
NOT_FOR_EDITORS = {
    "admin/login/": "a page for those who are not signed in",
    "admin/pages/<int:page_id>/view_draft/": "a preview of what readers will see",
    "admin/pages/<int:page_id>/edit/preview/": "the same",
    "admin/pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/"
    "<int:parent_page_id>/preview/": "the same",
    "admin/pages/<int:page_id>/revisions/<int:revision_id>/view/": "the same",
    "desk/drafts/<int:summary_id>/preview/": "the same",
    "admin/pages/workflow/preview/<int:page_id>/<int:task_id>/": "the same",
}
"""The addresses for editors that show a page without the line, and why."""


@pytest.fixture
def retracted():
    published(work := make_source())
    return report(work)


def client_of(user) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def editor():
    return client_of(make_editor())


def is_complete_page(response) -> bool:
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return is_html and not response.streaming and "<html" in response.text


@pytest.mark.usefixtures("retracted")
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "start", ["desk/", "account/", pytest.param("admin/", marks=pytest.mark.slow)]
)
def test_every_address_for_editors_has_the_line(editor, start, method, caplog):
    caplog.set_level(logging.CRITICAL, "django.request")
    values, seen, lacking = argument_values(), 0, {}
    cookies = editor.cookies.output(header="", sep=";")
    for route in dict.fromkeys(routes()):
        if not route.startswith(start) or route in NOT_FOR_EDITORS:
            continue
        client = Client(raise_request_exception=False)
        client.cookies = SimpleCookie(cookies)  # new for each, as one of them is the log-out
        with transaction.atomic():
            response = getattr(client, method)(filled(route, values))
            transaction.set_rollback(True)
        if is_complete_page(response):
            seen += 1
            if (times := response.text.count(LINE)) != 1:
                lacking[route] = f"{response.status_code}, {times} times"
    assert lacking == {}
    assert seen > 1


def test_every_exception_is_an_address():
    assert set(routes()) >= set(NOT_FOR_EDITORS)


ERRORS = [
    ("/desk/nothing/", 404),
    ("/desk/notices/?notice=999999", 404),
    ("/desk/works/999999/", 404),
    ("/desk/imports/999999/", 404),
    ("/account/nothing/", 404),
    ("/admin/nothing/", 404),
    ("/admin/pages/999999/edit/", 404),
    ("/admin/", 200),
    ("/account/", 200),
    ("/account/two-factor/", 200),
]


@pytest.mark.usefixtures("retracted")
@pytest.mark.parametrize(("address", "status"), ERRORS)
def test_pages_that_are_not_of_the_desk_have_the_line_too(editor, address, status):
    response = editor.get(address)
    assert response.status_code == status
    assert response.text.count(LINE) == 1
    assert 'href="/desk/notices/"' in response.text


@pytest.mark.usefixtures("retracted")
@pytest.mark.parametrize("address", ["/fr/desk/nothing/", "/fr/account/"])
def test_the_line_is_in_the_language_of_the_page(editor, address):
    assert editor.get(address).text.count(LINE_FR) == 1


@pytest.mark.usefixtures("retracted")
def test_a_refusal_for_a_writer_has_the_line():
    response = client_of(make_writer()).post("/desk/harvests/start/")
    assert (response.status_code, response.text.count(LINE)) == (403, 1)


@pytest.mark.usefixtures("retracted")
def test_a_form_without_its_token_has_the_line(editor):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = editor.cookies
    response = strict.post("/desk/imports/")
    assert (response.status_code, response.text.count(LINE)) == (403, 1)
    assert "Nothing was saved" in response.text
    assert LINE not in Client(enforce_csrf_checks=True).post("/desk/imports/").text


@pytest.mark.usefixtures("retracted")
def test_an_incomplete_form_has_the_line(editor):
    response = editor.post("/admin/choose-external-link/", {})
    assert (response.status_code, response.text.count(LINE)) == (400, 1)


@pytest.mark.usefixtures("retracted")
def test_a_fault_of_the_program_has_the_line(editor, monkeypatch):
    monkeypatch.setattr(imports, "recent_imports", lambda _number: 1 / 0)
    response = editor.get("/desk/imports/")
    assert (response.status_code, response.text.count(LINE)) == (500, 1)
    assert "Something went wrong" in response.text


@pytest.mark.usefixtures("retracted")
def test_a_fault_of_the_line_itself_still_gives_the_page_of_an_error(editor, monkeypatch):
    monkeypatch.setattr("pprnet_site.desk.page_line.notice_alert", lambda: 1 / 0)
    response = editor.get("/desk/works/999999/")
    assert response.status_code == 500
    assert "Something went wrong" in response.text
    assert LINE not in response.text


DOWN = [("database is locked", 503, "busy"), ("no such table: example", 500, "went wrong")]


@pytest.mark.usefixtures("retracted")
@pytest.mark.parametrize(("text", "status", "said"), DOWN)
def test_the_page_of_a_database_that_fails_asks_it_nothing(editor, monkeypatch, text, status, said):
    reached = []

    def fail(_number):
        reached.append(len(asked))
        raise OperationalError(text)

    monkeypatch.setattr(imports, "recent_imports", fail)
    with CaptureQueriesContext(connection) as asked:
        response = editor.get("/desk/imports/")
    assert response.status_code == status
    assert said in response.text
    assert LINE not in response.text
    assert len(asked) == reached[0]


READERS = ["/", "/nothing/", "/search/?q=x", "/corrections/", "/fr/nothing/", "/deskside/"]


@pytest.mark.usefixtures("retracted")
def test_readers_and_public_pages_never_have_the_line(editor):
    summary = SummaryPage.objects.live().get()
    for address in (*READERS, summary.url):
        assert LINE not in editor.get(address).text, address
    for visitor in (Client(), client_of(make_user("", "a member without a desk"))):
        for address in (*READERS, *(each for each, _status in ERRORS), "/admin/login/"):
            assert LINE not in visitor.get(address, follow=True).text, address


@pytest.mark.usefixtures("retracted")
def test_a_public_page_asks_as_much_as_before_for_an_editor(editor):
    for address in ("/nothing/", "/"):
        with CaptureQueriesContext(connection) as asked:
            editor.get(address)
        assert not any("catalogue_watchedservice" in each["sql"] for each in asked), address


PATHS = [
    ("/desk/", True),
    ("/fr/desk/nothing/", True),
    ("/account/two-factor/", True),
    ("/admin/", True),
    ("/", False),
    ("/fr/", False),
    ("/desk", False),
    ("/deskside/", False),
    ("/2023-02/desk/", False),
    ("/de/desk/", False),
]


@pytest.mark.parametrize(("path", "expected"), PATHS)
def test_which_addresses_are_for_editors(path, expected):
    assert is_for_editors(path) is expected
