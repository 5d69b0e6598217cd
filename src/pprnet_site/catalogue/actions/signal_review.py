"""Judgements of signals by people: accept, reject, correct, undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pprnet.errors import VocabularyError
from pprnet.vocab import research_type, topic
from pprnet_site.catalogue.enums import JudgementVerdict
from pprnet_site.catalogue.models import Judgement, Signal, Work
from pprnet_site.catalogue.signal_kinds import COUNT_KINDS, SINGLE_VALUE_KINDS, SignalKind
from pprnet_site.core.errors import ActionRefusedError, ConflictError

_VOCABULARIES: dict[str, Callable[[str], object]] = {
    SignalKind.TOPIC: topic,
    SignalKind.RESEARCH_TYPE: research_type,
}
MAX_COUNT = 999_999_999
"""Highest accepted count of people or studies; a larger number is a typing error."""


@transaction.atomic
def judge_signal(
    *, work_id: int, kind: str, value: str, verdict: JudgementVerdict, by: User
) -> Judgement:
    """Accept or reject an extracted signal; two effects with the same value are judged together.

    Raises:
        ConflictError: The signal is no longer there.
    """
    work = Work.objects.select_for_update().get(pk=work_id)
    current = _current_judgements(work).filter(kind=kind, value=value).first()
    if current is not None and current.verdict == verdict:
        return current
    provenance = _signal_provenance(work, kind, value) or (
        _provenance_fields(current) if current else None
    )
    if provenance is None:
        raise ConflictError(
            _(
                "This was read again in the meantime, and the value has changed. Nothing was "
                "changed."
            )
        )
    _supersede(_conflicting_judgements(work, kind, value, verdict), by=by)
    return Judgement.objects.create(
        work=work, kind=kind, value=value, verdict=verdict, by=by, **provenance
    )


@transaction.atomic
def state_value(
    *,
    work_id: int,
    kind: str,
    value: str,
    by: User,
    detail: dict[str, Any] | None = None,
) -> Judgement:
    """Save the value that a work states: a value of the kind, or empty where it states none.

    Raises:
        ActionRefusedError: The value is not one of its kind.
    """
    work = Work.objects.select_for_update().get(pk=work_id)
    value = _checked_value(kind, value.strip())
    current = _current_judgements(work).filter(kind=kind, value=value).first()
    if current is not None and current.verdict in {
        JudgementVerdict.STATED,
        JudgementVerdict.ACCEPTED,
    }:
        return current
    verdict = JudgementVerdict.STATED
    _supersede(_conflicting_judgements(work, kind, value, verdict), by=by)
    return Judgement.objects.create(
        work=work, kind=kind, value=value, verdict=verdict, by=by, detail=detail or {}
    )


@transaction.atomic
def undo_judgement(*, judgement_id: int, by: User) -> Judgement:
    """Undo a judgement; its row is kept, marked as superseded.

    Raises:
        ConflictError: The judgement has already been changed.
    """
    judgement = Judgement.objects.select_for_update().get(pk=judgement_id)
    if judgement.superseded_at is not None:
        raise ConflictError(_("That has already been changed. Nothing more was changed."))
    _supersede(Judgement.objects.filter(pk=judgement.pk), by=by)
    judgement.refresh_from_db()
    return judgement


def _current_judgements(work: Work) -> QuerySet[Judgement]:
    return Judgement.objects.filter(work=work, superseded_at=None)


def _conflicting_judgements(work: Work, kind: str, value: str, verdict: str) -> QuerySet[Judgement]:
    """Return the judgements that a new one replaces.

    Where a work has one value of a kind, accepting or stating a value replaces the judgements of
    other values, except rejections.
    """
    same = _current_judgements(work).filter(kind=kind)
    if kind in SINGLE_VALUE_KINDS and verdict != JudgementVerdict.REJECTED:
        return same.exclude(verdict=JudgementVerdict.REJECTED) | same.filter(value=value)
    return same.filter(value=value)


def _supersede(rows: QuerySet[Judgement], *, by: User) -> None:
    rows.update(superseded_at=timezone.now(), superseded_by=by)


def _signal_provenance(work: Work, kind: str, value: str) -> dict[str, Any] | None:
    """Copy the supporting text of the extracted signal, if there is one."""
    signal = Signal.objects.filter(work=work, kind=kind, value=value).first()
    return _provenance_fields(signal) if signal else None


def _provenance_fields(row: Signal | Judgement) -> dict[str, Any]:
    names = ("score", "method", "version", "spans", "detail")
    return {name: getattr(row, name) for name in names}


def _checked_value(kind: str, value: str) -> str:
    """Return a typed value in its standard form.

    Raises:
        ActionRefusedError: The value is not one of its kind.
    """
    if kind in COUNT_KINDS:
        return _typed_count(value)
    vocabulary = _VOCABULARIES.get(kind)
    if vocabulary is not None and value:
        try:
            vocabulary(value)
        except VocabularyError as error:
            raise ActionRefusedError(
                _("Choose from the list; “%s” is not in it.") % value
            ) from error
    elif kind != SignalKind.EFFECT or not value:
        raise ActionRefusedError(_("Enter or choose the value that the work states."))
    return value


def _typed_count(text: str) -> str:
    """Parse a count as people type it: 1234, 1,234, 1 234, or empty for “not stated”.

    Raises:
        ActionRefusedError: The text is not a count.
    """
    digits = "".join(text.replace(",", " ").split())
    if not digits:
        return ""
    if not (digits.isascii() and digits.isdigit()) or not 0 < int(digits[:12]) <= MAX_COUNT:
        raise ActionRefusedError(
            _("Type a whole number such as 128, or leave it empty for “not stated”.")
        )
    return str(int(digits))
