"""The claims of a draft, field by field, with what its sources say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pprnet.claims import ClaimFinding, SourceText, check_claims
from pprnet.lint.draft import BODY_FIELDS, Draft
from pprnet.records import Record

_PARTING = "\n\n"
_KEPT = 8


@dataclass(frozen=True, slots=True)
class FieldClaim:
    """A claim in a field of a draft; places are in characters of the field."""

    field: str
    start: int
    end: int
    text: str
    finding: ClaimFinding
    stated: str
    """What the source has at the passage that decides, as printed; empty if there is none."""


def has_source_texts(draft: Draft) -> bool:
    """Return whether there is a text of a source to compare with.

    Args:
        draft: with what is known of its sources.
    """
    return any(source.texts for source in draft.sources)


def draft_claims(draft: Draft) -> tuple[FieldClaim, ...]:
    """Return the claims of the running texts of a draft, in the order of the page.

    Args:
        draft: with the texts of its sources.
    """
    fields = tuple((name, text) for name in BODY_FIELDS if (text := draft.fields.get(name, "")))
    return _claims_of(fields, tuple(draft_sources(draft)))


def draft_sources(draft: Draft) -> Iterator[SourceText]:
    """Yield the texts of the sources, and the citation of each that has a record.

    Args:
        draft: with what is known of its sources.
    """
    for source in draft.sources:
        for text in source.texts:
            yield SourceText("abstract", text)
        if source.record and source.record.authors:
            yield SourceText("citation", citation_line(source.record))


def citation_line(record: Record) -> str:
    """Return the authors, year and title of a work in one line.

    Args:
        record: of the work.
    """
    names = ", ".join(
        ", ".join(filter(None, (author.family or author.literal, author.given)))
        for author in record.authors
    )
    year = f" ({record.issued.year})" if record.issued else ""
    return f"{names}{year}. {record.title}"


@lru_cache(maxsize=_KEPT)
def _claims_of(
    fields: tuple[tuple[str, str], ...], sources: tuple[SourceText, ...]
) -> tuple[FieldClaim, ...]:
    whole = _PARTING.join(text for _, text in fields)
    found = check_claims(whole, sources)
    claims: list[FieldClaim] = []
    start = 0
    for name, text in fields:
        end = start + len(text)
        claims += [
            _field_claim(name, start, whole, finding, sources)
            for finding in found
            if start <= finding.claim.start and finding.claim.end <= end
        ]
        start = end + len(_PARTING)
    return tuple(claims)


def _field_claim(
    name: str, start: int, whole: str, finding: ClaimFinding, sources: tuple[SourceText, ...]
) -> FieldClaim:
    claim, passage = finding.claim, finding.passage
    stated = finding.stated
    if passage and not stated:
        stated = sources[passage.source].text[passage.start : passage.end]
    return FieldClaim(
        name,
        claim.start - start,
        claim.end - start,
        whole[claim.start : claim.end],
        finding,
        stated,
    )
