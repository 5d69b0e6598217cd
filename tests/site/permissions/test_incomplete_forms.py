"""Forms of Wagtail's admin that are sent without what the view expects are no error of the site."""

from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from draft_factories import make_editor, make_summary_draft
from wagtail.models import Page

from pprnet_site.core.middleware import IncompleteFormMiddleware

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "fields", "status"),
    [
        ("pages/{draft}/copy/", {}, 400),
        ("pages/{draft}/copy/", {"new_parent_page": "x"}, 400),
        ("pages/{draft}/copy/", {"new_parent_page": "999999"}, 404),
        ("pages/{root}/set_position/", {}, 400),
        ("choose-external-link/", {}, 400),
        ("snippets/choose/digest/legacyaddress/create/", {}, 400),
        ("failwhale/", {}, 404),
    ],
)
def test_an_incomplete_form_is_refused(address, fields, status):
    numbers = {"draft": make_summary_draft().pk, "root": Page.get_first_root_node().pk}
    client = Client(raise_request_exception=False)
    client.force_login(make_editor(), backend="django.contrib.auth.backends.ModelBackend")
    sent = client.post(f"/admin/{address.format(**numbers)}", fields)
    assert sent.status_code == status


def raised_by(code: str, module: str) -> Exception:
    """Return an error as the code of a module raises it."""
    try:
        exec(code, {"__name__": module})
    except KeyError as error:
        return error
    raise AssertionError("the code raised nothing")


@pytest.mark.parametrize(
    ("module", "method", "address", "status"),
    [
        ("wagtail.example", "post", "/admin/example/", 400),
        ("wagtail.example", "get", "/admin/example/", None),
        ("wagtail.example", "post", "/desk/example/", None),
        ("pprnet_site.example", "post", "/admin/example/", None),
        ("pprnet.example", "post", "/admin/example/", None),
    ],
)
def test_errors_of_the_sites_own_code_are_not_hidden(module, method, address, status):
    request: HttpRequest = getattr(RequestFactory(), method)(address)
    middleware = IncompleteFormMiddleware(lambda _request: None)
    answer = middleware.process_exception(request, raised_by("{}['name']", module))
    assert (answer.status_code if answer else None) == status
