"""What the task worker says: failures that a person can do something about, and nothing else."""

from __future__ import annotations

import logging

import pytest
from django.conf import settings
from django_tasks import task
from modelsearch.tasks import insert_or_update_object_task
from wagtail.tasks import update_reference_index_task

from pprnet_site.core.logs import GoneMeanwhile
from pprnet_site.digest.models import IssuePage

pytestmark = pytest.mark.django_db


@task()
def look_for_a_month_that_is_not_there() -> None:
    IssuePage.objects.get(pk=0)


@pytest.fixture
def said():
    """Listen where the console would, through the same filter."""
    heard: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    ear = Ear(level=logging.WARNING)
    ear.addFilter(GoneMeanwhile())
    logger = logging.getLogger("django_tasks")
    logger.addHandler(ear)
    yield heard
    logger.removeHandler(ear)


@pytest.mark.parametrize("indexing", [insert_or_update_object_task, update_reference_index_task])
def test_a_page_that_was_deleted_before_it_was_indexed_is_no_news(said, indexing):
    done = indexing.enqueue("digest", "issuepage", 0)
    assert done.status == "FAILED"
    assert said == []


def test_every_other_failure_is_told(said):
    look_for_a_month_that_is_not_there.enqueue()
    insert_or_update_object_task.enqueue("digest", "no-such-model", 0)
    assert len(said) == 2


def test_the_console_listens_through_the_filter():
    (name,) = settings.LOGGING["handlers"]["console"]["filters"]
    assert settings.LOGGING["filters"][name]["()"] == "pprnet_site.core.logs.GoneMeanwhile"
