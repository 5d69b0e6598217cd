"""What a citation has, lacks and still needs."""

from __future__ import annotations

from pprnet.citations import MissingField, completeness
from pprnet_site.catalogue.models import Citation, Work


def missing_fields(citation: Citation) -> tuple[MissingField, ...]:
    """List what APA 7 needs for this type of work and the citation lacks."""
    return completeness(citation.csl)


def typed_fields(citation: Citation) -> list[str]:
    """Name the fields that came from a person."""
    return sorted(name for name, origin in citation.origins.items() if origin == "person")


def needs_confirmation(citation: Citation) -> bool:
    """Tell whether something was typed that nobody has yet compared with the publication."""
    return bool(typed_fields(citation)) and citation.confirmed_at is None


def is_resolved(citation: Citation | None) -> bool:
    """Tell whether a citation has all that APA 7 needs, from a record or a confirming person."""
    return (
        citation is not None
        and not missing_fields(citation)
        and not needs_confirmation(citation)
        and all(citation.origins.get(name) for name in citation.csl)
    )


def citation_of(work: Work) -> Citation | None:
    """Give the citation of a work, if it has one yet."""
    return getattr(work, "citation", None)
