"""The citation of a summary itself as a file for reference managers."""

from __future__ import annotations

from pprnet.formats.bibtex.bibtex_fields import write_bibtex
from pprnet.formats.json.csl import from_csl, write_csl
from pprnet.formats.tagged.ris_writer import write_ris
from pprnet_site.digest.citing.summary_items import summary_item
from pprnet_site.digest.citing.summary_references import summary_references
from pprnet_site.digest.queries.summary_rows import SummaryRow

_WRITERS = {"ris": write_ris, "bib": write_bibtex, "json": write_csl}


def summary_file(row: SummaryRow, *, digest: str, address: str, ending: str) -> bytes:
    """Return the citation of a summary; of one whose source was retracted it says so.

    Args:
        row: the summary.
        digest: the name of the digest.
        address: of its page, with its host.
        ending: of the file: ris, bib, json or txt.
    """
    item = summary_item(row, digest=digest, address=address)
    note = str(item.pop("note", ""))
    if ending == "txt":
        text = summary_references(row, digest=digest, address=address).apa.text
        return f"{f'{text} {note}'.strip()}\n".encode()
    return b"".join(_WRITERS[ending]([from_csl(item)], lambda _record: note))
