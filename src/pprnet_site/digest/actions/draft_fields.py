"""Fields of a draft: setting them, and messages about invalid ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field, Model
from django.utils.translation import gettext as _

from pprnet_site.catalogue.models import Work
from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.digest.actions.summary_notices import set_note
from pprnet_site.digest.models import KeyFact, SummaryPage, SummarySource

TEXT_FIELDS = (
    "title",
    "teaser_clause",
    "bottom_line",
    "in_practice",
    "summary",
    "implications",
    "limits",
    "for_whom",
    "certainty",
    "author_name",
    "interests_state",
    "interests",
    "language",
    "minor_change",
)
"""The fields of a summary that hold one value."""

LIST_FIELDS = ("topics", "research_types", "works", "key_facts", "note")
"""The fields of a summary that hold several values; `note` is published with the change."""


def set_fields(summary: SummaryPage, fields: Mapping[str, Any]) -> None:
    """Set the given fields of a summary in memory.

    Raises:
        TypeError: A name is no field of a summary.
        ActionRefusedError: The title is empty.
    """
    unknown = set(fields) - {*TEXT_FIELDS, *LIST_FIELDS}
    if unknown:
        message = f"a summary has no field {', '.join(sorted(unknown))}"
        raise TypeError(message)
    for name in TEXT_FIELDS:
        if name in fields:
            setattr(summary, name, normalise_text(fields[name]))
    for name in ("topics", "research_types"):
        if name in fields:
            setattr(summary, name, list(fields[name]))
    if not summary.title:
        raise ActionRefusedError(_("A summary needs a title, even a working title. Enter one."))
    if "works" in fields:
        set_sources(summary, fields["works"])
    if "key_facts" in fields:
        summary.key_facts = [
            KeyFact(**fact.values(), sort_order=place)
            for place, fact in enumerate(fields["key_facts"])
        ]
    if "note" in fields:
        set_note(summary, fields["note"])


def set_sources(summary: SummaryPage, works: Iterable[Work]) -> None:
    """Set the sources; a source that is kept keeps its row."""
    known = {source.work_id: source for source in summary.sources.all()}
    sources = []
    for place, work in enumerate(dict.fromkeys(works)):
        source = known.get(work.pk) or SummarySource(work=work)
        source.sort_order = place
        sources.append(source)
    summary.sources = sources


def normalise_text(value: Any) -> Any:
    """Strip a text and change its line ends to a line feed; return other values unchanged."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


class ValidationAsRefusal:
    """Context manager that raises Django's `ValidationError` as `ActionRefusedError`."""

    def __enter__(self) -> None:
        """Do nothing on entry."""

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        """Raise `ActionRefusedError` with a message for each invalid field."""
        if isinstance(error, ValidationError):
            raise ActionRefusedError(" ".join(validation_messages(error))) from error


def validation_messages(error: ValidationError) -> list[str]:
    """Return a message for each invalid field, with the label of the field."""
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    labels = {field.name: field.verbose_name for field in model_fields(SummaryPage)}
    return [
        f"{labels[name]}: {' '.join(messages)}" if name in labels else " ".join(messages)
        for name, messages in error.message_dict.items()
    ]


def model_fields(model: type[Model]) -> Iterable[Field[Any, Any]]:
    """Return the fields of a model."""
    return model._meta.fields  # noqa: SLF001 - a public interface of Django
