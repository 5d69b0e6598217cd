"""Works that come in by way of a draft: pasted or typed, because no import has brought them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pprnet.records import Record
from pprnet_site.catalogue.actions.citations import (
    confirm,
    pasted_items,
    pasted_record,
    put_field,
    value_of,
    write_forms,
)
from pprnet_site.catalogue.actions.imports import one_at_a_time, sort_in
from pprnet_site.catalogue.bridge import fingerprint
from pprnet_site.catalogue.enums import ImportStatus
from pprnet_site.catalogue.models import Citation, ImportRun, Work
from pprnet_site.catalogue.models import Record as RecordRow
from pprnet_site.core.errors import Refused
from pprnet_site.digest.actions.sources import add_source
from pprnet_site.digest.models import SummaryPage

BY_HAND = "by hand"
"""The source of a record that a person typed."""


@transaction.atomic
def add_pasted_source(*, summary: SummaryPage, text: str, by: AbstractBaseUser) -> Work:
    """Let a draft tell of the work of one pasted record; a known work is found again."""
    work, _new = take_in(pasted_record(text), name=_("Pasted record"), by=by)
    add_source(summary=summary, work=work, by=by)
    return work


@transaction.atomic
def add_typed_source(
    *, summary: SummaryPage, fields: Mapping[str, Any], by: AbstractBaseUser, confirmed: bool
) -> Work:
    """Let a draft tell of a work whose citation is typed; a known work keeps its own citation.

    `fields` holds CSL variables as `complete_citation` takes them.
    """
    stated = {name: value_of(name, value) for name, value in fields.items() if value}
    work, new = take_in(typed_record(stated), name=_("Typed citation"), by=by)
    add_source(summary=summary, work=work, by=by)
    if new:
        stand_for(work, stated, by=by, confirmed=confirmed)
    return work


def typed_record(stated: Mapping[str, Any]) -> Record:
    """Read what was typed as the record that it is."""
    if not stated.get("title"):
        raise Refused(_("A new work needs its title. Type it as it is printed."))
    found = pasted_items(json.dumps([{"id": BY_HAND, **stated}]))
    (record,) = [item for item in found if isinstance(item, Record)]
    return replace(record, source=BY_HAND, source_id="", position=0, line=0)


def take_in(record: Record, *, name: str, by: AbstractBaseUser) -> tuple[Work, bool]:
    """Sort one record in as an import of its own; tells whether its work is a new one."""
    mark = fingerprint(record)
    run = ImportRun.objects.create(
        file_name=name,
        digest=mark,
        status=ImportStatus.DONE,
        started_by=by,
        finished_at=timezone.now(),
    )
    one_at_a_time()
    sort_in(run, [record], {})
    run.expected = run.read
    run.save()
    return RecordRow.objects.select_related("work").get(fingerprint=mark).work, bool(run.added)


def stand_for(
    work: Work, stated: Mapping[str, Any], *, by: AbstractBaseUser, confirmed: bool
) -> None:
    """Keep that a person typed these fields, and that she compared them if she did."""
    citation = Citation.objects.select_for_update().get(work=work)
    for name, value in stated.items():
        put_field(citation, name, value)
    if confirmed:
        confirm(citation, by=by)
    citation.save()
    write_forms([citation])
