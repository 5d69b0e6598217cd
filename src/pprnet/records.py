"""The values that all packages share: what one source says, and the work behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class WorkType(StrEnum):
    """The kind of publication, by its CSL 1.0.2 name."""

    ARTICLE = "article-journal"
    PREPRINT = "article"
    BOOK = "book"
    CHAPTER = "chapter"
    DATASET = "dataset"
    REPORT = "report"
    THESIS = "thesis"
    CONFERENCE = "paper-conference"
    WEBPAGE = "webpage"
    OTHER = "document"


class RelationKind(StrEnum):
    """How one publication is related to another."""

    RETRACTED_BY = "retracted-by"
    RETRACTS = "retracts"
    REPLACED_BY = "retracted-and-replaced-by"
    REPLACES = "retracts-and-replaces"
    REINSTATED_BY = "reinstated-by"
    REINSTATES = "reinstates"
    CONCERN_BY = "expression-of-concern-by"
    CONCERNS = "expression-of-concern-on"
    CORRECTED_BY = "corrected-by"
    CORRECTS = "corrects"
    COMMENT_ON = "comment-on"
    COMMENT_IN = "comment-in"
    UPDATE_OF = "update-of"
    UPDATED_BY = "updated-by"
    PREPRINT_OF = "preprint-of"
    HAS_PREPRINT = "has-preprint"
    TRANSLATION_OF = "translation-of"
    SAME_SERIES = "same-series-as"


@dataclass(frozen=True, slots=True)
class Author:
    """A person (`family`, `given`) or, where a name cannot be split, a `literal` (a group)."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""
    orcid: str = ""

    def __str__(self) -> str:
        """Return the name in index order, as in "Flückiger, Christoph"."""
        parts = (self.family, self.given, self.suffix)
        return self.literal or ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date of which only the year may be known; month and day are 1-based, 0 if unknown."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        """Return the known parts in ISO 8601 form."""
        text = f"{self.year:04d}"
        if self.month:
            text += f"-{self.month:02d}"
            if self.day:
                text += f"-{self.day:02d}"
        return text


@dataclass(frozen=True, slots=True)
class MeshHeading:
    """A MeSH descriptor with its qualifiers; `major` if either is a major topic."""

    descriptor: str
    qualifiers: tuple[str, ...] = ()
    major: bool = False
    ui: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A notice or version that belongs to a publication."""

    kind: RelationKind
    doi: str = ""
    pmid: str = ""
    note: str = ""
    source: str = ""
    """Who states it, where the source of the record only passes it on."""


@dataclass(frozen=True, slots=True)
class Record:
    """What one source says about a publication. Empty text and `None` mean "not stated".

    Identifiers are in the normal form of `pprnet.identifiers`: a DOI is lower case without
    a resolver, a PMID and a PMCID are digits ("PMC" kept), an OpenAlex id is "W" and digits.
    """

    source: str = ""
    """The format or service that it came from, such as "openalex" or "ris"."""
    source_id: str = ""
    """The record's own number in its source, else empty."""
    position: int = 0
    """1-based place in its file."""
    line: int = 0
    """1-based line of its file at which it starts, 0 where lines mean nothing."""

    type: WorkType = WorkType.ARTICLE
    title: str = ""
    vernacular_title: str = ""
    authors: tuple[Author, ...] = ()
    authors_shortened: bool = False
    """Whether the source lists only some of the authors, as with "et al."."""
    editors: tuple[Author, ...] = ()
    translators: tuple[Author, ...] = ()
    abstract: str = ""
    issued: PartialDate | None = None
    """Of the issue or book; where that is not known, of the first publication online."""
    original_issued: PartialDate | None = None
    """When a work that was published again or translated first appeared."""
    status: str = ""
    """How far an unpublished work is, such as "in press"."""
    journal: str = ""
    """The container: journal, or the book of a chapter."""
    journal_abbreviation: str = ""
    issn: tuple[str, ...] = ()
    volume: str = ""
    issue: str = ""
    pages: str = ""
    """As "25-41", with the last page in full, or a single page."""
    article_number: str = ""
    publisher: str = ""
    place: str = ""
    isbn: tuple[str, ...] = ()
    edition: str = ""
    genre: str = ""
    """The kind of a thesis or report in words, such as "Doctoral dissertation"."""
    event: str = ""
    """The conference at which it was presented."""

    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    openalex: str = ""
    url: str = ""

    language: str = ""
    """ISO 639-1 where it is known."""
    keywords: tuple[str, ...] = ()
    mesh: tuple[MeshHeading, ...] = ()
    publication_types: tuple[str, ...] = ()
    is_retracted: bool = False
    relations: tuple[Relation, ...] = ()
    open_copy: str = ""
    licence: str = ""
    cited_by_count: int | None = None
    extra: tuple[tuple[str, str], ...] = ()
    """Fields of the source that have no place above, as (name, text), in their order."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in an input that could not be read, and what became of it."""

    file: str
    message: str
    line: int = 0
    """1-based, 0 where lines mean nothing."""
    position: int = 0
    """1-based number of the record concerned, 0 if it is the file."""
    lost: bool = True
    """Whether a record (or the rest of the file) was lost, or only a detail was corrected."""

    def __str__(self) -> str:
        """Return where and what, on one line."""
        where = f"{self.file}, line {self.line}" if self.line else self.file
        if self.position and not self.line:
            where = f"{self.file}, record {self.position}"
        return f"{where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a field of a record, in characters from 0, end exclusive."""

    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EffectSize:
    """A numeric effect as a text states it. Empty text and `None` mean "not stated"."""

    measure: str
    """A measure of the reading guide, such as "d", "OR" or "percent-difference"."""
    value: float
    """On the measure's own scale, with the printed sign."""
    low: float | None = None
    """Lower end of the interval, same scale as the value."""
    high: float | None = None
    level: float | None = None
    """Level of the interval in percent, such as 95."""
    p: str = ""
    """As "=.04", "<.001" or "NS"."""
    outcome: str = ""
    comparison: str = ""
    direction: str = ""
    """What the text says of the difference: "higher", "lower" or "none"."""


@dataclass(frozen=True, slots=True)
class MergeReason:
    """Why two records were taken to be of one work."""

    rule: str
    """Short name of the rule, such as "pmid" or "title-author-year"."""
    detail: str
    """What agreed, for a person to read."""


@dataclass(frozen=True, slots=True)
class Work:
    """The publication itself: its records, merged, with the reason for each merge."""

    records: tuple[Record, ...]
    merged: Record
    reasons: tuple[MergeReason, ...] = field(default=())
