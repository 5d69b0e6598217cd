"""Citations that a person completes, by hand or from a pasted record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pprnet.citations.csl_items import CSL_DATE_FIELDS, CSL_NAME_FIELDS
from pprnet.formats.fields.dates import parse_date
from pprnet.formats.fields.person_names import parse_name
from pprnet.identifiers import normalise_doi
from pprnet.records import MergeReason, Record
from pprnet_site.catalogue.data_mapper import (
    CITED_FIELDS,
    PASTED,
    citation_item,
    strip_unstorable,
)
from pprnet_site.catalogue.enrichment.citation_formatting import (
    clear_forms,
    ensure_pandoc,
    format_after_commit,
)
from pprnet_site.catalogue.enrichment.work_citations import (
    citation_from_record,
    end_confirmation,
    refresh_citation,
)
from pprnet_site.catalogue.enrichment.work_events import update_events
from pprnet_site.catalogue.ingest.matching import add_record
from pprnet_site.catalogue.lookups.pasted_records import pasted_record
from pprnet_site.catalogue.models import Citation, Work
from pprnet_site.catalogue.write_lock import acquire_write_lock
from pprnet_site.core.errors import ActionRefusedError


@transaction.atomic
def complete_citation(
    *, work: Work, fields: Mapping[str, Any], by: User, confirmed: bool
) -> Citation:
    """Save the citation fields that a person typed.

    An unconfirmed change ends an earlier confirmation, except one of capitals alone.

    Args:
        work: the work that is cited.
        fields: CSL variables; names may be text ("Family, Given; Family, Given"), a date "2020"
            or "2020-03-01"; an empty text removes the field.
        by: the person.
        confirmed: whether the person compared the citation with the publication.

    Raises:
        ActionRefusedError: A field is unknown, a date or DOI cannot be parsed, or pandoc is
            missing.
    """
    acquire_write_lock()
    citation = Citation.objects.select_for_update().filter(work=work).first()
    citation = citation or citation_from_record(work)
    changes = {name: csl_value(name, stated) for name, stated in fields.items()}
    changed = {name for name, value in changes.items() if citation.csl.get(name, "") != value}
    before = dict(citation.csl)
    for name in changed:
        set_typed_field(citation, name, changes[name])
    is_same = all(is_same_but_for_case(before.get(name), changes[name]) for name in changed)
    if confirmed:
        confirm_citation(citation, by=by)
    elif not is_same:
        end_confirmation(citation)
    if changed:
        clear_forms([citation])
    citation.save()
    if "DOI" in changed:
        update_events([work.pk])  # Notices that were stored before may be about it.
    if not citation.text:
        ensure_pandoc()
        format_after_commit([citation])
    return citation


def is_same_but_for_case(before: Any, after: Any) -> bool:
    """Return whether two values of a field are the same text, but for capitals."""
    texts = isinstance(before, str) and isinstance(after, str)
    return texts and before.casefold() == after.casefold()


def set_typed_field(citation: Citation, name: str, value: Any) -> None:
    """Set one field as a person typed it; an empty value means that the work has none."""
    citation.origins[name] = "person"
    if value:
        citation.csl[name] = value
    else:
        citation.csl.pop(name, None)


def confirm_citation(citation: Citation, *, by: User) -> None:
    """Record who compared the citation with the publication, and when."""
    citation.confirmed_by = by
    citation.confirmed_name = by.get_full_name() or by.get_username()
    citation.confirmed_at = timezone.now()


def csl_value(name: str, stated: Any) -> Any:
    """Return a typed field as a CSL-JSON value.

    Raises:
        ActionRefusedError: The field is unknown, or its date or DOI cannot be parsed.
    """
    if name not in CITED_FIELDS:
        raise ActionRefusedError(
            _("A citation has no field “%(name)s”. It has: %(known)s.")
            % {"name": name, "known": ", ".join(CITED_FIELDS)}
        )
    stated = strip_unstorable(stated)
    if not isinstance(stated, str):
        return stated
    stated = " ".join(stated.split())
    if name in CSL_NAME_FIELDS:
        return csl_names(stated)
    if name in CSL_DATE_FIELDS:
        return csl_date(stated)
    return typed_doi(stated) if name == "DOI" else stated


def csl_names(text: str) -> list[dict[str, str]]:
    """Parse names in index order, separated by semicolons."""
    people = tuple(parse_name(part) for part in text.split(";") if part.strip())
    item = citation_item(Record(authors=people))
    names: list[dict[str, str]] = item.get("author", [])
    return names


def csl_date(text: str) -> Any:
    """Parse a date of any precision.

    Raises:
        ActionRefusedError: The text contains no year.
    """
    if not text:
        return ""
    date = parse_date(text)
    if date is None:
        raise ActionRefusedError(
            _("The date “%(text)s” does not contain a year. Write it as 2020 or 2020-03-01.")
            % {"text": text}
        )
    return citation_item(Record(issued=date))["issued"]


def typed_doi(text: str) -> str:
    """Parse a DOI in any of its printed forms.

    Raises:
        ActionRefusedError: The text is not a DOI.
    """
    doi = normalise_doi(text)
    if text and not doi:
        raise ActionRefusedError(
            _("“%(text)s” is not a DOI. A DOI begins with “10.”, as in 10.1000/182.")
            % {"text": text}
        )
    return doi


def complete_citation_from_text(*, work: Work, text: str, by: User) -> Citation:
    """Add one pasted RIS, NBIB, BibTeX or CSL-JSON record to the records of the work.

    The text is parsed before the transaction begins.

    Raises:
        ActionRefusedError: The text is not exactly one record, another work has that record, or
            pandoc is missing.
    """
    ensure_pandoc()
    return add_pasted_record(work=work, record=pasted_record(text), by=by)


@transaction.atomic
def add_pasted_record(*, work: Work, record: Record, by: User) -> Citation:
    """Add one record to the records of a work, and rebuild its citation.

    Raises:
        ActionRefusedError: Another work has that record.
    """
    detail = _("pasted by %(name)s") % {"name": by.get_full_name() or by.get_username()}
    work.refresh_from_db()
    add_record(work, record, reason=MergeReason(PASTED, detail))
    return refresh_citation(work=work)
