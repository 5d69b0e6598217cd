"""Rows of any table as lines of JSON, and back, for any database."""

# ruff: noqa: SLF001 - `_meta` and `_base_manager` are documented by Django

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import BinaryField, Field, ForeignKey, Model
from django.db.models.sql import InsertQuery
from django.utils.duration import duration_iso_string

READ_CHUNK_SIZE = 500
INSERT_BATCH_SIZE = 100

EXCLUDED_TABLES = frozenset(
    {
        "sessions.session",  # who is signed in now
        "django_tasks_database.dbtaskresult",  # results of the task worker
        "axes.accessattempt",
        "axes.accessfailurelog",
        "axes.accesslog",
        "desk.workhold",  # which work each screener has open now
        "catalogue.referenceforms",  # formatted again
        "core.servicebeat",  # which parts are alive now
        "catalogue.watchrun",  # which process asks the services now
        "wagtailsearch.indexentry",  # rebuilt
    }
)
"""Tables of the running site that are not part of its data."""

SEARCH_TEXT = "wagtailsearch.sqliteftsindexentry"
"""SQLite's text index, which SQLite keeps up to date."""


def all_models() -> list[type[Model]]:
    """Return every model that has a table of its own, including many-to-many tables."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label_lower != SEARCH_TEXT
    ]


def included_models() -> dict[str, type[Model]]:
    """Return the models in a backup, by label."""
    found = {model._meta.label_lower: model for model in all_models()}
    return {label: found[label] for label in sorted(found) if label not in EXCLUDED_TABLES}


def own_fields(model: type[Model]) -> list[Field[Any, Any]]:
    """Return the columns of a model's own table, not those of its parents."""
    return list(model._meta.local_concrete_fields)


def json_lines(model: type[Model]) -> Iterator[bytes]:
    """Yield each row of a table as a line of JSON, ordered by key."""
    names = [field.attname for field in own_fields(model)]
    rows = (
        model._base_manager.order_by("pk").values_list(*names).iterator(chunk_size=READ_CHUNK_SIZE)
    )
    for row in rows:
        values = dict(zip(names, row, strict=True))
        text = json.dumps(values, default=json_value, ensure_ascii=False, separators=(",", ":"))
        yield text.encode("utf-8", "surrogatepass") + b"\n"


def json_value(value: Any) -> Any:
    """Return a value that JSON does not have as text that its field reads back exactly."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return b64encode(bytes(value)).decode()
    message = f"a value of type {type(value).__name__} cannot be stored in a backup"
    raise TypeError(message)


def row_from_values(model: type[Model], values: dict[str, Any]) -> Model:
    """Return a row of these values; fields that an older backup lacks have their defaults."""
    row = model()
    for field in own_fields(model):
        if field.attname in values:
            setattr(row, field.attname, field_value(field, values[field.attname]))
    return row


def field_value(field: Field[Any, Any], stated: Any) -> Any:
    """Return a value as its field holds it."""
    if isinstance(field, BinaryField) and stated is not None:
        return b64decode(stated)
    target = field.target_field if isinstance(field, ForeignKey) else field
    return target.to_python(stated)


def insert_rows(model: type[Model], rows: list[Model]) -> None:
    """Insert rows into a model's own table as they are: no signals, no automatic times."""
    query = InsertQuery(model)
    query.insert_values(own_fields(model), rows, raw=True)
    query.get_compiler(connection=connection).execute_sql()


def empty_tables() -> None:
    """Delete every row; constraints are checked when the transaction ends."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for model in all_models():
            cursor.execute(f"DELETE FROM {quote(model._meta.db_table)}")  # noqa: S608 - our names


def reset_sequences() -> None:
    """Set the sequences, so that new rows get numbers above the highest that was restored."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), all_models()):
            cursor.execute(statement)
