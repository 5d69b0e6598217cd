"""Fields of a citation: missing, typed and confirmed."""

from __future__ import annotations

from pprnet.citations import MissingField, completeness
from pprnet_site.catalogue.data_mapper import PASTED
from pprnet_site.catalogue.models import Citation, Work


def missing_fields(citation: Citation) -> tuple[MissingField, ...]:
    """Return the fields that APA 7 requires for this type of work and the citation lacks."""
    return completeness(citation.csl)


def typed_fields(citation: Citation) -> list[str]:
    """Return the names of the fields that a person typed."""
    return sorted(name for name, origin in citation.origins.items() if origin == "person")


def pasted_fields(citation: Citation) -> list[str]:
    """Return the names of the fields that only a record states that a person pasted or typed."""
    return sorted(name for name, origin in citation.origins.items() if origin == PASTED)


def needs_confirmation(citation: Citation) -> bool:
    """Return whether a typed or pasted field has not been compared with the publication yet."""
    stated = typed_fields(citation) or pasted_fields(citation)
    return bool(stated) and citation.confirmed_at is None


def is_resolved(citation: Citation | None) -> bool:
    """Return whether every field that APA 7 requires comes from a record or a confirming person."""
    return (
        citation is not None
        and not missing_fields(citation)
        and not needs_confirmation(citation)
        and all(citation.origins.get(name) for name in citation.csl)
    )


def citation_of(work: Work) -> Citation | None:
    """Return the citation of a work, if it has one yet."""
    return getattr(work, "citation", None)
