"""JATS, in which journals and PubMed Central keep full texts: what its front matter says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pprnet.formats.detection import Detection, xml_with
from pprnet.formats.fields.bibliographic_fields import (
    issns,
    language_code,
    pages_and_number,
    unique_texts,
    work_type,
)
from pprnet.formats.fields.dates import date_of, month_of
from pprnet.formats.fields.medline import author_with_suffix
from pprnet.formats.fields.names.name_notes import without_lead
from pprnet.formats.fields.person_names import parse_name
from pprnet.formats.format_entry import Format
from pprnet.formats.streams import Stream
from pprnet.formats.xml.xml_elements import SHIFTED, Element, read_elements
from pprnet.identifiers import normalise_doi, normalise_orcid, normalise_pmcid, normalise_pmid
from pprnet.records import Author, PartialDate, Problem, Record, Relation, RelationKind, WorkType
from pprnet.text import clean, shift_digits

SOURCE = "jats"
_TAG = re.compile(rb"<(/?)article(?:\s[^<>]*)?(/?)>")
_XML = "{http://www.w3.org/XML/1998/namespace}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_RELATED = {
    "retracted-article": RelationKind.RETRACTS,
    "retraction-forward": RelationKind.RETRACTED_BY,
    "corrected-article": RelationKind.CORRECTS,
    "correction-forward": RelationKind.CORRECTED_BY,
    "commentary-article": RelationKind.COMMENT_ON,
    "commentary": RelationKind.COMMENT_IN,
    "object-of-concern": RelationKind.CONCERNS,
    "preprint": RelationKind.HAS_PREPRINT,
}
_BLOCKS = frozenset({"title", "p", "sec", "list", "list-item", "break", "disp-formula"})


def read_jats(stream: Stream) -> Iterator[Record | Problem]:
    """Yield the front matter of each article.

    Args:
        stream: the file.
    """
    return read_elements(stream, _TAG, _jats_record)


def _jats_record(tree: Element, line: int) -> Record | None:
    """Return the front matter of an article."""
    meta = tree.find("front/article-meta")
    if meta is None:
        meta = tree.find("front-stub")
    if meta is None:
        return None
    journal = tree.find("front/journal-meta")
    pages, number = pages_and_number(_find(meta, "fpage"), _find(meta, "lpage"))
    kind = tree.get("article-type") or ""
    doi = normalise_doi(_find(meta, "article-id[@pub-id-type='doi']"))
    pmid = normalise_pmid(_find(meta, "article-id[@pub-id-type='pmid']"))
    title, licence = _title(meta), _licence(meta)
    if not (title or doi or pmid):
        return None
    return Record(
        source=SOURCE,
        source_id=doi or pmid,
        line=line,
        type=WorkType.PREPRINT if kind == "preprint" else work_type(kind, WorkType.ARTICLE),
        title=title,
        vernacular_title=_find(meta, "title-group/trans-title-group/trans-title"),
        authors=tuple(_jats_people(meta, "author")),
        editors=tuple(_jats_people(meta, "editor")),
        translators=tuple(_jats_people(meta, "translator")),
        abstract=_abstract(meta),
        issued=_jats_date(meta),
        journal=_find(journal, ".//journal-title"),
        journal_abbreviation=_find(journal, ".//abbrev-journal-title")
        or _find(journal, "journal-id[@journal-id-type='nlm-ta']"),
        issn=issns(_texts(journal, "issn")),
        volume=_find(meta, "volume"),
        issue=_find(meta, "issue"),
        pages=pages,
        article_number=_find(meta, "elocation-id") or number,
        publisher=_find(journal, "publisher/publisher-name"),
        place=_find(journal, "publisher/publisher-loc"),
        event=_find(meta, "conference/conf-name"),
        doi=doi,
        pmid=pmid,
        pmcid=_pmcid(meta),
        language=language_code(tree.get(f"{_XML}lang") or ""),
        keywords=unique_texts(_texts(meta, "kwd-group/kwd")),
        publication_types=unique_texts([kind]),
        relations=tuple(_relations(meta)),
        licence=licence,
    )


def _text(element: Element) -> str:
    return clean("".join(_text_pieces(element)))


def _text_pieces(element: Element) -> Iterator[str]:
    """Yield the texts inside, separating blocks and leaving footnote marks out."""
    yield element.text or ""
    for child in element:
        if child.tag not in ("xref", "fn"):
            gap = " " if child.tag in _BLOCKS else ""
            yield gap
            inner = "".join(_text_pieces(child))
            if child.tag in SHIFTED:
                previous = child.getprevious()
                before = element.text if previous is None else previous.tail
                inner = shift_digits(before or "", inner, raised=SHIFTED[child.tag])
            yield inner
            yield gap
        yield child.tail or ""


def _find(element: Element | None, path: str) -> str:
    found = None if element is None else element.find(path)
    return "" if found is None else _text(found)


def _texts(element: Element | None, path: str) -> list[str]:
    return [] if element is None else [_text(found) for found in element.iterfind(path)]


def _title(meta: Element) -> str:
    title, subtitle = _find(meta, "title-group/article-title"), _find(meta, "title-group/subtitle")
    return f"{title}: {subtitle}" if subtitle else title


def _pmcid(meta: Element) -> str:
    for kind in ("pmcid", "pmc", "pmcaid"):
        if text := _find(meta, f"article-id[@pub-id-type='{kind}']"):
            return normalise_pmcid(text if text.upper().startswith("PMC") else f"PMC{text}")
    return ""


_UNNAMED_KINDS = ("other", "contributor", "contrib")
"""Values of `contrib-type` that do not say what somebody did."""
_ROLES = ("author", "editor", "translator")


def _jats_people(meta: Element, role: str) -> Iterator[Author]:
    for contributor in meta.iterfind("contrib-group/contrib"):
        if _role(contributor) != role:
            continue
        if contributor.getparent().get("content-type") == "collab-list":
            continue  # the members of a group, which is an author itself
        orcid = normalise_orcid(_find(contributor, "contrib-id[@contrib-id-type='orcid']"))
        name = contributor.find("name")
        if name is None:
            name = contributor.find("name-alternatives/name")
        if name is not None:
            given = _find(name, "given-names")
            yield author_with_suffix(_find(name, "surname"), given, _find(name, "suffix"), orcid)
        elif group := _group_name(contributor):
            yield Author(literal=group)
        elif (plain := contributor.find("string-name")) is not None:
            yield _person_in_words(plain, orcid)


def _role(contributor: Element) -> str:
    """Return what somebody did: `contrib-type`, or where it names nothing, the element `role`."""
    kind = (contributor.get("contrib-type") or "").strip().casefold()
    if kind and kind not in _UNNAMED_KINDS:
        return kind
    stated = (text.casefold().removesuffix("s") for text in _texts(contributor, "role"))
    return next((role for role in stated if role in _ROLES), kind or "author")


def _group_name(contributor: Element) -> str:
    """Return the name of a group without those of its members."""
    found = contributor.find("collab")
    if found is None:
        found = contributor.find("collab-alternatives/collab")
    if found is None:
        return ""
    members = ("contrib-group", "contrib", "xref", "fn", "aff", "address")
    parts = [found.text or ""]
    for child in found:
        parts += ["" if child.tag in members else _text(child), child.tail or ""]
    return without_lead(clean(" ".join(" ".join(parts).split())).strip(" ,;:"))


def _person_in_words(name: Element, orcid: str) -> Author:
    """Return a person whose name is marked up in part or not at all."""
    if family := _find(name, "surname"):
        given = _find(name, "given-names")
        return author_with_suffix(family, given, _find(name, "suffix"), orcid)
    return replace(parse_name(_text(name)), orcid=orcid)


def _abstract(meta: Element) -> str:
    """Return the main abstract, not its graphical or short forms, with labels of its sections."""
    found = [part for part in meta.iterfind("abstract") if not part.get("abstract-type")]
    parts: list[str] = []
    for abstract in found[:1]:
        for child in abstract:
            if child.tag == "sec":
                label = _find(child, "title").rstrip(":. ")
                text = " ".join(_text(part) for part in child if part.tag != "title")
                parts.append(f"{label}: {text}" if label else text)
            elif child.tag != "title":
                parts.append(_text(child))
    return clean(" ".join(filter(None, parts)))


def _jats_date(meta: Element) -> PartialDate | None:
    """Prefer the date of the issue, then the most complete of the others."""
    dates = list(meta.iterfind("pub-date"))
    kinds = ("collection", "ppub", "pub", "epub", "")
    dates.sort(key=lambda date: _rank(date, kinds))
    return next(filter(None, map(_date_parts, dates)), None)


def _rank(date: Element, kinds: tuple[str, ...]) -> int:
    kind = date.get("pub-type") or date.get("date-type") or ""
    return kinds.index(kind) if kind in kinds else len(kinds)


def _date_parts(date: Element) -> PartialDate | None:
    year, month, day = _find(date, "year"), _find(date, "month"), _find(date, "day")
    number = int(day) if day.isascii() and day.isdigit() and len(day) <= 2 else 0  # noqa: PLR2004
    known = year.isascii() and year.isdigit() and len(year) == len("2000")
    return date_of(int(year) if known else None, month_of(month), number)


def _licence(meta: Element) -> str:
    found = meta.find("permissions/license")
    if found is None:
        return ""
    linked = found.get(f"{_XLINK}href") or found.get("license-type") or ""
    links = (part.get(f"{_XLINK}href") or "" for part in found.iter("ext-link"))
    return linked if linked.startswith("http") else next(filter(None, links), linked)


def _relations(meta: Element) -> Iterator[Relation]:
    for related in meta.iterfind("related-article"):
        kind = _RELATED.get(related.get("related-article-type") or "")
        link = related.get(f"{_XLINK}href") or ""
        if kind is not None:
            by_number = related.get("ext-link-type") in ("pubmed", "pmid")
            yield Relation(
                kind,
                doi=normalise_doi(link),
                pmid=normalise_pmid(link) if by_number else "",
                note=_text(related),
            )


_FRONT = re.compile(rb"<article[\s>].*?<(?:front|front-stub|article-meta)[\s>]", re.DOTALL)

JATS = Format(
    key="jats",
    name="JATS",
    label="JATS full text",
    extensions=(".xml",),
    media_type="application/xml",
    recognised_by="an element `article` with `front`, `front-stub` or `article-meta`",
    detection=(Detection(40, xml_with(_FRONT)),),
    read=read_jats,
    example="""\
<article><front><article-meta><title-group><article-title>First é</article-title></title-group>\
<pub-date><year>2020</year></pub-date></article-meta></front></article>
<article><front><article-meta><title-group><article-title>Second</article-title></title-group>\
<pub-date><year>2021</year></pub-date></article-meta></front></article>
""",
)
