"""Filters of the log."""

from __future__ import annotations

import logging

from django.core.exceptions import ObjectDoesNotExist

INDEXING_TASKS = (
    "modelsearch.tasks.insert_or_update_object_task",
    "wagtail.tasks.update_reference_index_task",
)
"""Tasks that Wagtail queues for each page that is saved."""


class DeletedPageFilter(logging.Filter):
    """Omit messages that a page was deleted before it was indexed: nothing has to be done."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether to keep a line."""
        error = record.exc_info[1] if record.exc_info else None
        return not (
            isinstance(error, ObjectDoesNotExist)
            and any(name in record.getMessage() for name in INDEXING_TASKS)
        )
