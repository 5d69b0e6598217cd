"""What NBIB and PubMed XML have in common: titles, headings, notices, kinds of publication."""

from __future__ import annotations

import re
from collections.abc import Collection

from pprnet.formats.fields.initials import spaced_given
from pprnet.identifiers import normalise_doi, normalise_pmid
from pprnet.records import Author, MeshHeading, Relation, RelationKind, WorkType
from pprnet.text import clean

RELATIONS = {
    "RIN": ("RetractionIn", RelationKind.RETRACTED_BY),
    "PRIN": ("PartialRetractionIn", RelationKind.CORRECTED_BY),
    "ROF": ("RetractionOf", RelationKind.RETRACTS),
    "PROF": ("PartialRetractionOf", RelationKind.CORRECTS),
    "RRI": ("RetractedandRepublishedIn", RelationKind.REPLACED_BY),
    "RRF": ("RetractedandRepublishedFrom", RelationKind.REPLACES),
    "ECI": ("ExpressionOfConcernIn", RelationKind.CONCERN_BY),
    "ECF": ("ExpressionOfConcernFor", RelationKind.CONCERNS),
    "EIN": ("ErratumIn", RelationKind.CORRECTED_BY),
    "EFR": ("ErratumFor", RelationKind.CORRECTS),
    "CRI": ("CorrectedandRepublishedIn", RelationKind.CORRECTED_BY),
    "CRF": ("CorrectedandRepublishedFrom", RelationKind.CORRECTS),
    "CIN": ("CommentIn", RelationKind.COMMENT_IN),
    "CON": ("CommentOn", RelationKind.COMMENT_ON),
    "UIN": ("UpdateIn", RelationKind.UPDATED_BY),
    "UOF": ("UpdateOf", RelationKind.UPDATE_OF),
}
"""Tag of NBIB, its name in XML, and what it says of this publication.

RPI and RPF ("RepublishedIn", "RepublishedFrom") are not among them: a text that was printed again
elsewhere has not changed.
"""

_RETRACTED_TYPE = "retracted publication"
_RETRACTED_KINDS = frozenset({RelationKind.RETRACTED_BY, RelationKind.REPLACED_BY})

_PMID = re.compile(r"PMID:\s*(\d+)\.?$")
_DOI = re.compile(r"\bdoi:\s*(10\.\S+)", re.IGNORECASE)
_SUFFIX = re.compile(r"(?<!\s)\s+(Jr|Sr|II|III|IV|2nd|3rd|4th)\.?$")
_SUFFIXES = {"Jr": "Jr.", "Sr": "Sr.", "2nd": "II", "3rd": "III", "4th": "IV"}


def medline_title(text: str) -> str:
    """Return a title without NLM's full stop and the brackets of a translated one.

    Args:
        text: title as MEDLINE has it.
    """
    title = clean(text)
    if title.startswith("[") and title.rstrip(".").endswith("]"):
        return title.rstrip(".")[1:-1].removesuffix(".")
    return title if title.endswith("...") else title.removesuffix(".")


def medline_heading(text: str) -> MeshHeading:
    """Return the heading in "Anxiety Disorders/psychology/*therapy"; a star marks what is major.

    Args:
        text: descriptor, then its qualifiers.
    """
    descriptor, *qualifiers = (part.strip() for part in clean(text).split("/"))
    return MeshHeading(
        descriptor=descriptor.lstrip("*"),
        qualifiers=tuple(part.lstrip("*") for part in qualifiers if part.strip("* ")),
        major="*" in text,
    )


def author_with_suffix(family: str, given: str, suffix: str = "", orcid: str = "") -> Author:
    """Return a person; a suffix printed after the given names goes to its own field.

    Args:
        family: family name.
        given: given names, perhaps with a suffix such as "Jr" at their end.
        suffix: suffix, if the source states one.
        orcid: ORCID iD without address.
    """
    if not suffix and (found := _SUFFIX.search(given)):
        given, suffix = given[: found.start()], found[1]
    given = spaced_given(given, family)
    return Author(family, given, _SUFFIXES.get(suffix, suffix), orcid=orcid)


def medline_relation(kind: RelationKind, text: str, pmid: str = "") -> Relation:
    """Return the notice in "Lancet. 2010 Feb 6;375(9713):445. doi: 10.1000/x. PMID: 123".

    Args:
        kind: what the notice says of this publication.
        text: the notice as printed.
        pmid: PubMed number of the other publication, if stated apart from the text.
    """
    note = clean(text)
    if found := _PMID.search(note):
        pmid = pmid or found[1]
        note = note[: found.start()].rstrip()
    doi = found[1] if (found := _DOI.search(note)) else ""
    return Relation(kind, doi=normalise_doi(doi), pmid=normalise_pmid(pmid), note=note)


def medline_work_type(publication_types: Collection[str], *, book: bool = False) -> WorkType:
    """Return the type of work that publication types amount to.

    Args:
        publication_types: NLM's publication types.
        book: whether the record is that of a book.
    """
    if "Preprint" in publication_types:
        return WorkType.PREPRINT
    if book:
        return WorkType.BOOK
    if "Academic Dissertation" in publication_types:
        return WorkType.THESIS
    if "Dataset" in publication_types and "Journal Article" not in publication_types:
        return WorkType.DATASET
    return WorkType.ARTICLE


def is_marked_retracted(
    publication_types: Collection[str], relations: Collection[Relation]
) -> bool:
    """Return whether NLM has marked a publication as retracted.

    Args:
        publication_types: NLM's publication types, in any case.
        relations: its relations to other publications.
    """
    marked = any(name.lower() == _RETRACTED_TYPE for name in publication_types)
    return marked or any(found.kind in _RETRACTED_KINDS for found in relations)
