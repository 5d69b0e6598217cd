"""What the tags of RIS mean, dialect by dialect."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pprnet.formats.fields.abstracts import join_abstracts
from pprnet.formats.fields.bibliographic_fields import (
    clean_term,
    isbns,
    issns,
    language_code,
    pages_and_number,
    unique_texts,
    work_type,
)
from pprnet.formats.fields.dates import parse_date
from pprnet.formats.fields.name_lists import parse_people
from pprnet.formats.fields.publication_status import stated_genre
from pprnet.formats.fields.ris_tags import TagValues, names_date, ris_date, ris_status
from pprnet.identifiers import normalise_doi, normalise_openalex, normalise_pmcid, normalise_pmid
from pprnet.records import Author, Record, WorkType
from pprnet.text import clean, memoise

SOURCE = "ris"

RIS_TYPES = {
    WorkType.ARTICLE: "JOUR EJOUR MGZN NEWS JFULL ABST INPR",
    WorkType.PREPRINT: "UNPB UNPD",
    WorkType.BOOK: "BOOK EBOOK EDBOOK SER WHOLE CLSWK",
    WorkType.CHAPTER: "CHAP ECHAP ENCYC DICT",
    WorkType.DATASET: "DATA AGGR DBASE",
    WorkType.REPORT: "RPRT GOVDOC STAND",
    WorkType.THESIS: "THES",
    WorkType.CONFERENCE: "CONF CPAPER",
    WorkType.WEBPAGE: "ELEC BLOG WEB ICOMM",
    WorkType.OTHER: "GEN MISC MANSCPT PAMP PCOMM PAT SLIDE VIDEO STAT GRNT",
}
_TYPE_OF = {name: kind for kind, names in RIS_TYPES.items() for name in names.split()}

_KNOWN = (
    "TY ER A1 A2 A3 A4 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CT CY DA DB DO DP ED "
    "EP ET ID IS J1 J2 JA JF JO KW L1 L2 L3 L4 LA LB LK M1 M2 M3 M4 N1 N2 NV OP PB PP PT PY RI "
    "RN RP SE SN SP ST SV T1 T2 T3 TA TI TT U1 U2 U3 U4 U5 UR VL VO Y1 Y2"
)
KNOWN_TAGS = frozenset(_KNOWN.split())
_READ_LIST = (
    "TY TI T1 AU A1 ED PY Y1 DA JF JO VL IS SP EP PB CY DO ID LA KW C7 TT AB N2 JA J1 J2 M3 SN UR "
    "A4 OP ET"
)
_READ = frozenset(_READ_LIST.split())
_READ_ONCE = frozenset({"TI", "T1", "UR", "SN"})
_INITIALS = re.compile(r"\s(?:[A-Z]\.?-?){1,3}$")
_MARKED_PMID = re.compile(r"(\d{1,8})\s*\[pmid\]|\b(?:PMID|PUBMED)[:\s]\s*(\d{1,8})", re.IGNORECASE)
_PUBMED_PAGE = re.compile(r"(?:pubmed\.ncbi\.nlm\.nih\.gov|nih\.gov/pubmed)/(\d{1,8})")
_PUBMED = frozenset({"pubmed", "nlm", "medline"})


def ris_record(fields: Sequence[tuple[str, str]], line: int) -> Record:
    """Return the fields of one reference as a record with the source "ris".

    Args:
        fields: tags of RIS with their values, in the order of the file; other tags go to `extra`.
        line: 1-based line on which the reference starts.
    """
    tags = TagValues(fields)
    kind = _ris_type(tags.first("TY"))
    journal, abbreviation, named_by = _container(tags, kind)
    volume, issue = _volume(tags)
    pages, article_number = _pages_and_number(tags)
    doi, doi_from = _doi(tags)
    second = {"A2"} if kind is not WorkType.ARTICLE else set()
    used = named_by | doi_from | second
    edition = clean_term(tags.first("ET"))
    is_edition = not edition or not names_date(edition, kind)
    terms = [clean_term(text) for text in tags.all("M3") if not normalise_doi(text)]
    genre = next(filter(None, (stated_genre(term, kind) for term in terms)), "")
    event, journal = _event(tags, kind, journal)
    used |= {"C3"} if event else set()
    issued = ris_date(tags)
    numbers = tags.all("SN")
    return Record(
        source=SOURCE,
        source_id=clean(tags.first("ID", "AN")),
        line=line,
        type=kind,
        title=clean(tags.first("TI", "T1") or tags.first("CT", "BT", "ST")),
        vernacular_title=clean(tags.first("TT")),
        authors=_ris_people(_author_lines(tags)),
        editors=_ris_people(tags.all("ED", *second)),
        translators=_ris_people([*tags.all("A4"), *(t for t in tags.all("TA") if "," in t)]),
        abstract=join_abstracts(tags.all("AB", "N2")),
        issued=issued,
        original_issued=parse_date(tags.first("OP")),
        status="" if issued else ris_status(tags),
        journal=journal,
        journal_abbreviation=abbreviation,
        issn=issns(numbers),
        volume=volume,
        issue=issue,
        pages=pages,
        article_number=article_number,
        publisher=clean_term(tags.first("PB")),
        place=clean_term(tags.first("CY", "PP")),
        isbn=isbns(numbers),
        edition=edition if is_edition else "",
        genre=genre,
        event=event,
        doi=doi,
        pmid=_pmid(tags),
        pmcid=_pmcid(tags),
        openalex=next(filter(None, map(normalise_openalex, tags.all("UR", "ID", "AN"))), ""),
        url=tags.first("UR").split(" ")[0],
        language=language_code(tags.first("LA")),
        keywords=_keywords(tags.all("KW")),
        publication_types=unique_texts([term for term in terms if term != genre]),
        extra=_extra(tags, used) if is_edition else (*_extra(tags, used), ("ET", edition)),
    )


def _ris_type(named: str) -> WorkType:
    return _TYPE_OF.get(named.upper()) or work_type(
        named, WorkType.OTHER if named else Record().type
    )


def _author_lines(tags: TagValues) -> list[str]:
    """Return the lines of authors, each once where a source states them under both of its tags."""
    lines = tags.mixed("AU", "A1")
    is_double = "AU" in tags.by_tag and "A1" in tags.by_tag
    return list(dict.fromkeys(lines)) if is_double else lines


def _ris_people(names: Iterable[str]) -> tuple[Author, ...]:
    """Read names; EndNote marks that of a group with a comma at its end."""
    return tuple([author for text in names for author in _ris_names(text.strip())])


def _ris_names(name: str) -> tuple[Author, ...]:
    """Read the name or, where a program joined them, the names of a line."""
    if name.endswith(","):
        group = name.removesuffix(",").strip()
        if " " in group and "," not in group and not _INITIALS.search(group):
            return (Author(literal=clean(group)),)
    return parse_people((name,))


def _event(tags: TagValues, kind: WorkType, journal: str) -> tuple[str, str]:
    """Return conference and container; a paper states both where it names its proceedings (C3)."""
    proceedings = clean_term(tags.first("C3")) if kind is WorkType.CONFERENCE else ""
    if not proceedings or not journal or _names_pubmed(proceedings.lower()):
        return "", journal
    return journal, proceedings


def _container(tags: TagValues, kind: WorkType) -> tuple[str, str, set[str]]:
    """Return the journal or book, its abbreviation, and the tags like T2 that were used."""
    second = tags.first("T2", "BT") if kind is not WorkType.BOOK else ""
    book = kind in (WorkType.CHAPTER, WorkType.CONFERENCE)
    journal = second if book and second else tags.first("JF") or second or tags.first("JO")
    short = tags.first("JA", "J2", "J1", "JO")
    journal, short = journal or short, short if journal else ""
    taken = {"T2", "BT"} if second and clean_term(second) == clean_term(journal) else set()
    return clean_term(journal), clean_term(short), taken


def _volume(tags: TagValues) -> tuple[str, str]:
    """Return volume and issue, which some print together as "50(2)"."""
    volume, issue = clean(tags.first("VL", "VO")), clean(tags.first("IS", "CP"))
    before, opening, inside = volume.removesuffix(")").partition("(")
    if not issue and opening and volume.endswith(")"):
        match before.split(), inside.split():
            case [only_volume], [only_issue]:
                return only_volume, only_issue
    return volume, issue


def _pages_and_number(tags: TagValues) -> tuple[str, str]:
    pages, number = pages_and_number(tags.first("SP", "PG"), tags.first("EP"))
    return pages, clean(tags.first("C7")) or number


def _doi(tags: TagValues) -> tuple[str, set[str]]:
    """Return the DOI and its tag, from where the standard has it or from where others put it."""
    for tag in ("DO", "DI", "L3", "M3", "N1", "UR", "L2"):
        for text in tags.all(tag):
            if tag == "N1" and not text.lower().startswith(("doi", "10.")):
                continue
            if tag in ("UR", "L2") and "doi.org/" not in text:
                continue
            if doi := normalise_doi(text):
                return doi, {tag} & {"DI", "L3"}
    return "", set()


def _pmid(tags: TagValues) -> str:
    for text in tags.all("U1", "U2", "C3", "C6", "N1"):
        if _names_pubmed(text.lower()) and (found := _MARKED_PMID.search(text)):
            return normalise_pmid(found[1] or found[2])
    if bases := {text.lower() for text in tags.all("DB", "DP")}:
        if "embase" in bases and (number := normalise_pmid(tags.first("C5"))):
            return number
        if bases & _PUBMED and (number := normalise_pmid(tags.first("AN"))):
            return number
    pages = [_PUBMED_PAGE.search(text) for text in tags.all("UR", "L2") if "nih.gov/" in text]
    return next((normalise_pmid(found[1]) for found in pages if found), "")


def _names_pubmed(lower: str) -> bool:
    """Return whether a marked number is likely; the full search takes longer."""
    return "pmid" in lower or "pubmed" in lower


def _pmcid(tags: TagValues) -> str:
    named = (text for text in tags.all("U1", "U2", "AN", "C2") if "PMC" in text.upper()[:3])
    linked = (text for text in tags.all("UR", "L2", "L1") if "/pmc/articles/" in text.lower())
    return next(filter(None, map(normalise_pmcid, (*named, *linked))), "")


def _keywords(texts: Iterable[str]) -> tuple[str, ...]:
    return unique_texts(
        [word for text in texts for part in text.split(";") if (word := _keyword(part))]
    )


@memoise(16_384)
def _keyword(text: str) -> str:
    """Return one keyword; results are cached, as the same ones recur in an export."""
    word = clean(text).lstrip("*")
    return "" if word.lower() == "n/a" else word


def _extra(tags: TagValues, used: set[str]) -> tuple[tuple[str, str], ...]:
    """Return what has no field in a record: other tags, further values, unknown numbers."""
    taken = _READ | used if used else _READ
    kept = [
        (tag, clean(text))
        for tag, text in tags.fields
        if tag not in taken or (tag in _READ_ONCE and _is_unread(tags, tag, text))
    ]
    return tuple([field for field in kept if field[1]])


def _is_unread(tags: TagValues, tag: str, text: str) -> bool:
    """Return whether a value of a tag that is read once is a further one or no number."""
    if tag == "SN":
        return not issns((text,)) and not isbns((text,))
    return text != (tags.first("UR") if tag == "UR" else tags.first("TI", "T1"))
