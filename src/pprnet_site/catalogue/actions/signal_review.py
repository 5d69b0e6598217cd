"""What people say of signals: accept, reject, correct, and take back what they said."""

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
"""People or studies; more is a slip of the hand."""


@transaction.atomic
def judge_signal(
    *, work_id: int, kind: str, value: str, verdict: JudgementVerdict, by: User
) -> Judgement:
    """Accept or reject what was read; two effects that read the same are judged as one."""
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
    """Say what a work states in truth: a value of its kind, or (empty) that it states none."""
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
    """Let the machine's reading stand again; what was said is kept as said and taken back."""
    judgement = Judgement.objects.select_for_update().get(pk=judgement_id)
    if judgement.superseded_at is not None:
        raise ConflictError(_("That has already been changed. Nothing more was changed."))
    _supersede(Judgement.objects.filter(pk=judgement.pk), by=by)
    judgement.refresh_from_db()
    return judgement


def _current_judgements(work: Work) -> QuerySet[Judgement]:
    return Judgement.objects.filter(work=work, superseded_at=None)


def _conflicting_judgements(work: Work, kind: str, value: str, verdict: str) -> QuerySet[Judgement]:
    """Give the judgements that a new one takes the place of.

    Where a work has one value of a kind, to accept or state one ends whatever was said of
    others, except that they were rejected.
    """
    same = _current_judgements(work).filter(kind=kind)
    if kind in SINGLE_VALUE_KINDS and verdict != JudgementVerdict.REJECTED:
        return same.exclude(verdict=JudgementVerdict.REJECTED) | same.filter(value=value)
    return same.filter(value=value)


def _supersede(rows: QuerySet[Judgement], *, by: User) -> None:
    rows.update(superseded_at=timezone.now(), superseded_by=by)


def _signal_provenance(work: Work, kind: str, value: str) -> dict[str, Any] | None:
    """Copy what the machine's signal rests on, if it reads so."""
    signal = Signal.objects.filter(work=work, kind=kind, value=value).first()
    return _provenance_fields(signal) if signal else None


def _provenance_fields(row: Signal | Judgement) -> dict[str, Any]:
    names = ("score", "method", "version", "spans", "detail")
    return {name: getattr(row, name) for name in names}


def _checked_value(kind: str, value: str) -> str:
    """Give a typed value in its one form, or say what was expected."""
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
    """Read a count as people type it: 1234, 1,234, 1 234, or nothing for “not stated”."""
    digits = "".join(text.replace(",", " ").split())
    if not digits:
        return ""
    if not (digits.isascii() and digits.isdigit()) or not 0 < int(digits[:12]) <= MAX_COUNT:
        raise ActionRefusedError(
            _("Type a whole number such as 128, or leave it empty for “not stated”.")
        )
    return str(int(digits))
