"""Every class of public page has a function that makes its template context."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.test import RequestFactory

from pprnet_site.digest import context_registry
from pprnet_site.digest.context_registry import registered_context
from pprnet_site.digest.models import PublicPage

PAGE_CLASSES = [model for model in apps.get_models() if issubclass(model, PublicPage)]


def test_every_class_of_public_page_has_a_context_function() -> None:
    assert PAGE_CLASSES
    assert set(PAGE_CLASSES) == set(context_registry._functions)


def test_a_page_without_a_context_function_is_an_error(rf: RequestFactory) -> None:
    with pytest.raises(LookupError, match="no context function is registered for object"):
        registered_context(object(), rf.get("/"))
