"""What a person should look at in a citation: its title, names, and records that disagree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pprnet.citations.checking import Disagreement, DisagreementKind, compare_citation, near_matches
from pprnet.citations.titles import proper_nouns_in, sentence_case
from pprnet.dedupe import merge_records
from pprnet.formats.json.csl import from_csl, to_csl
from pprnet.records import Author, Record
from pprnet.sources.lookup import Identifier, IdKind
from pprnet_site.catalogue.data_mapper import merged_record, record_from_row
from pprnet_site.catalogue.enrichment.work_citations import PERSON, is_stated_by_person
from pprnet_site.catalogue.lookups.works_at_hand import works_by_identifier, works_by_title
from pprnet_site.catalogue.models import Citation, Work
from pprnet_site.desk.queries.work_details.reference_sheets import (
    FieldDifference,
    field_differences,
)

TITLE = "title"


@dataclass(frozen=True, slots=True)
class NameAdvice:
    """An author whose name nearly matches that of a known work."""

    key: str
    """By which it is accepted."""
    stated: str
    known: str
    authors: tuple[dict[str, str], ...]
    """The authors of the citation with the known name."""


@dataclass(frozen=True, slots=True)
class CitationAdvice:
    """What a person should look at in one citation."""

    title: str = ""
    """The title in sentence case, where it is not."""
    names: tuple[NameAdvice, ...] = ()
    differences: tuple[FieldDifference, ...] = ()
    """In what it differs from the records of a service or file."""
    other_work: Work | None = None
    """The work of another title that has the same DOI."""
    doi: str = ""
    """To look up."""


NO_ADVICE = CitationAdvice()


def citation_advice(work: Work, citation: Citation | None) -> CitationAdvice:
    """Return what a person should look at in the citation of a work."""
    if citation is None:
        return NO_ADVICE
    own, others = _trusted_record(work), _other_works(work, citation)
    known = [record for record in (own, *map(merged_record, others)) if record is not None]
    differing = compare_citation(citation.csl, own) if own else ()
    return CitationAdvice(
        title=_proposed_title(work, citation),
        names=tuple(_names(citation, known)),
        differences=field_differences(each for each in differing if _is_new(each)),
        other_work=next((other for other in others if _is_other(citation, other)), None),
        doi=str(citation.csl.get("DOI", "")),
    )


def _is_new(difference: Disagreement) -> bool:
    """Return whether a difference is not told of as a name already."""
    return difference.kind is not DisagreementKind.NEAR_NAME


def _proposed_title(work: Work, citation: Citation) -> str:
    """Return the title in sentence case; nothing where it is, or where a person typed it."""
    title = str(citation.csl.get(TITLE, ""))
    if citation.origins.get(TITLE) == PERSON:
        return ""
    nouns = proper_nouns_in([work.abstract])
    proposed = sentence_case(
        title, proper_nouns=nouns, language=str(citation.csl.get("language", ""))
    )
    return proposed.text if proposed.changed else ""


def _trusted_record(work: Work) -> Record | None:
    """Return what the records of services and files say of a work."""
    rows = [row for row in work.records.all() if not is_stated_by_person(row)]
    return merge_records([record_from_row(row) for row in rows]) if rows else None


def _other_works(work: Work, citation: Citation) -> list[Work]:
    """Return the other works with the DOI or the title of a citation."""
    record = from_csl(citation.csl)
    found = works_by_title(record)
    if record.doi:
        found += works_by_identifier([Identifier(IdKind.DOI, record.doi)]).values()
    return [other for other in dict.fromkeys(found) if other.pk != work.pk]


def _is_other(citation: Citation, other: Work) -> bool:
    """Return whether a work with the same DOI has another title."""
    found = compare_citation(citation.csl, merged_record(other))
    return any(each.kind is DisagreementKind.OTHER_WORK for each in found)


def _names(citation: Citation, known: Sequence[Record]) -> Iterator[NameAdvice]:
    """Yield the authors whose names nearly match those of a known record of the work."""
    authors = from_csl(citation.csl).authors
    told: set[Author] = set()
    for record in known:
        for near in near_matches(authors, record.authors):
            if near.stated not in told:
                told.add(near.stated)
                changed = [near.known if each == near.stated else each for each in authors]
                yield NameAdvice(
                    key=f"name-{authors.index(near.stated)}",
                    stated=str(near.stated),
                    known=str(near.known),
                    authors=tuple(csl_authors(changed)),
                )


def csl_authors(authors: Sequence[Author]) -> list[dict[str, str]]:
    """Return authors as CSL-JSON has them."""
    names: list[dict[str, str]] = to_csl(Record(authors=tuple(authors)))["author"]
    return names


def accepted_fields(advice: CitationAdvice, key: str, value: str) -> dict[str, Any]:
    """Return the fields that a person accepts, none where the advice is another by now."""
    if key == TITLE and value == advice.title:
        return {TITLE: advice.title}
    for name in advice.names:
        if key == name.key and value == name.known:
            return {"author": list(name.authors)}
    return {}
