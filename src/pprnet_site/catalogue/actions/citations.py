"""Citations that a person completes, by hand or from a pasted record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pprnet.citations.csl_items import CSL_DATE_FIELDS, CSL_NAME_FIELDS
from pprnet.errors import InputError
from pprnet.formats import read_records
from pprnet.formats.fields.dates import parse_date
from pprnet.formats.fields.person_names import parse_name
from pprnet.identifiers import normalise_doi
from pprnet.records import MergeReason, Problem, Record
from pprnet_site.catalogue.data_mapper import (
    CITED_FIELDS,
    citation_item,
    strip_unstorable,
)
from pprnet_site.catalogue.enrichment.work_citations import (
    citation_from_record,
    refresh_citation,
    save_formatted,
)
from pprnet_site.catalogue.ingest.matching import add_record
from pprnet_site.catalogue.models import Citation, Work
from pprnet_site.core.errors import ActionRefusedError

MAX_PASTE = 1_000_000


PASTED = "pasted"


@transaction.atomic
def complete_citation(
    *, work: Work, fields: Mapping[str, Any], by: User, confirmed: bool
) -> Citation:
    """Save the citation fields that a person typed.

    An unconfirmed change ends an earlier confirmation.

    Args:
        work: the work that is cited.
        fields: CSL variables; names may be text ("Family, Given; Family, Given"), a date "2020"
            or "2020-03-01"; an empty text removes the field.
        by: the person.
        confirmed: whether the person compared the citation with the publication.

    Raises:
        ActionRefusedError: A field is unknown, or a date or DOI cannot be parsed.
    """
    citation = Citation.objects.select_for_update().filter(work=work).first()
    citation = citation or citation_from_record(work)
    changes = {name: csl_value(name, stated) for name, stated in fields.items()}
    changed = {name for name, value in changes.items() if citation.csl.get(name, "") != value}
    for name in changed:
        set_typed_field(citation, name, changes[name])
    if confirmed:
        confirm_citation(citation, by=by)
    elif changed:
        citation.confirmed_by, citation.confirmed_name, citation.confirmed_at = None, "", None
    citation.save()
    if changed or not citation.text:
        save_formatted([citation])
    return citation


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


@transaction.atomic
def complete_citation_from_text(*, work: Work, text: str, by: User) -> Citation:
    """Add one pasted RIS, NBIB, BibTeX or CSL-JSON record to the records of the work.

    Raises:
        ActionRefusedError: The text is not exactly one record, or another work has that record.
    """
    record = pasted_record(text)
    detail = _("pasted by %(name)s") % {"name": by.get_full_name() or by.get_username()}
    work.refresh_from_db()
    add_record(work, record, reason=MergeReason("pasted", detail))
    return refresh_citation(work=work)


def pasted_record(text: str) -> Record:
    """Parse a pasted text that contains exactly one record.

    Raises:
        ActionRefusedError: The text contains no record, more than one, or is too long.
    """
    found = pasted_items(text)
    records = [item for item in found if isinstance(item, Record)]
    if len(records) > 1:
        raise ActionRefusedError(
            ngettext(
                "The pasted text contains %(count)d record. Paste only the record of this work.",
                "The pasted text contains %(count)d records. Paste only the record of this work.",
                len(records),
            )
            % {"count": len(records)}
        )
    if not records:
        said = "; ".join(item.message for item in found if isinstance(item, Problem))
        raise ActionRefusedError(no_record_message(said))
    return replace(records[0], source=f"{PASTED} {records[0].source}", position=0, line=0)


def no_record_message(said: str) -> str:
    """Return the message that a pasted text contained no record, with the reason if known."""
    return _(
        "No record was found in the pasted text. Paste one record as RIS (its lines begin with "
        "“TY  - ”), NBIB (“PMID- ”) or BibTeX (“@article{”). %(said)s"
    ) % {"said": said}


def pasted_items(text: str) -> list[Record | Problem]:
    """Parse the records and problems of a pasted text, as if it were a file.

    Raises:
        ActionRefusedError: The text is too long or in no known format.
    """
    data = text.strip().encode()
    if len(data) > MAX_PASTE:
        raise ActionRefusedError(
            _("The pasted text is too long for one record. Import it as a file.")
        )
    try:
        return list(read_records(BytesIO(data), name=_("pasted text")))
    except InputError as error:
        raise ActionRefusedError(no_record_message("")) from error
