"""One pasted record, parsed as if it were a file."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pprnet.errors import InputError
from pprnet.limited_reading import PASTE_LIMITS, read_in_process
from pprnet.records import Problem, Record
from pprnet_site.catalogue.data_mapper import PASTED
from pprnet_site.core.errors import ActionRefusedError

MAX_PASTE = 1_000_000
"""Bytes of a pasted text."""


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
        found = read_in_process(BytesIO(data), name=_("pasted text"), limits=PASTE_LIMITS)
        return [item for item in found if isinstance(item, Record | Problem)]
    except InputError as error:
        raise ActionRefusedError(no_record_message("")) from error
