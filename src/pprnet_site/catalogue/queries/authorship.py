"""Whether a person is an author of a work."""

from __future__ import annotations

from pprnet.citations.checking import named_authors
from pprnet_site.catalogue.data_mapper import merged_record
from pprnet_site.catalogue.models import Work


def is_author_of(name: str, work: Work) -> bool:
    """Return whether a name, as a person typed it, names an author of a work.

    The family name is the same and the initials agree; diacritics are ignored.
    """
    return bool(name.strip() and work.merged and named_authors(name, merged_record(work).authors))
