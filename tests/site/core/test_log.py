"""What the task worker says: failures that a person can do something about, and nothing else."""

from __future__ import annotations

import logging

import pytest
from django.conf import settings
from django_tasks import task
from modelsearch.tasks import insert_or_update_object_task
from wagtail.tasks import update_reference_index_task

from pprnet_site.core.logs import DeletedPageFilter
from pprnet_site.digest.models import IssuePage

pytestmark = pytest.mark.django_db


@task()
def get_missing_issue() -> None:
    IssuePage.objects.get(pk=0)


@pytest.fixture
def logged():
    """Listen where the console would, through the same filter."""
    messages: list[str] = []

    class RecordingHandler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    handler = RecordingHandler(level=logging.WARNING)
    handler.addFilter(DeletedPageFilter())
    logger = logging.getLogger("django_tasks")
    logger.addHandler(handler)
    yield messages
    logger.removeHandler(handler)


@pytest.mark.parametrize("indexing", [insert_or_update_object_task, update_reference_index_task])
def test_a_page_deleted_before_indexing_is_not_logged(logged, indexing):
    done = indexing.enqueue("digest", "issuepage", 0)
    assert done.status == "FAILED"
    assert logged == []


def test_every_other_failure_is_logged(logged):
    get_missing_issue.enqueue()
    insert_or_update_object_task.enqueue("digest", "no-such-model", 0)
    assert len(logged) == 2


def test_the_console_uses_the_filter():
    (name,) = settings.LOGGING["handlers"]["console"]["filters"]
    assert settings.LOGGING["filters"][name]["()"] == "pprnet_site.core.logs.DeletedPageFilter"
