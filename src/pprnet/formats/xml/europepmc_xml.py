"""Answers of Europe PMC in XML and in Dublin Core, as the JSON ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

from pprnet.formats.announced_totals import with_announced_total
from pprnet.formats.detection import Detection, xml_with
from pprnet.formats.fields.initials import space_initials
from pprnet.formats.format_entry import Format
from pprnet.formats.json.europepmc_results import record_from_europepmc
from pprnet.formats.streams import Stream
from pprnet.formats.xml.xml_elements import NAMESPACES, Element, read_elements
from pprnet.records import Author, Problem, Record

_RESULT = re.compile(rb"<(/?)result(?:\s[^<>]*)?(/?)>")
_DESCRIPTION = re.compile(rb"<(/?)rdf:Description(?:\s[^<>]*)?(/?)>")
_NUMBER = re.compile(r"/(?:abstract|article)s?/([A-Z]{3})/([\w.]+)$")
_PMCID = re.compile(r"PMC\d+")
_LISTS = frozenset(
    {"author", "keyword", "meshHeading", "meshQualifier", "pubType", "fullTextUrl"}
    | {"commentCorrection", "grant", "chemical"}
)
"""Elements that are lists in JSON, even of one."""


def read_europepmc_xml(stream: Stream) -> Iterator[Record | Problem]:
    """Yield each result of an answer.

    Args:
        stream: the file.
    """
    if _DESCRIPTION.search(stream.head):
        return read_elements(stream, _DESCRIPTION, _dublin_core_record)
    return with_announced_total(stream, read_elements(stream, _RESULT, _europepmc_record))


def _europepmc_record(tree: Element, line: int) -> Record | None:
    stated = _element_as_json(tree)
    if not isinstance(stated, dict) or not stated.get("id"):
        return None
    return replace(record_from_europepmc(stated), line=line)


def _element_as_json(element: Element) -> Any:
    """Return an element as the JSON answer has it: texts, objects and arrays."""
    if not len(element):
        return element.text or ""
    found: dict[str, Any] = {}
    for child in element:
        value = _element_as_json(child)
        if child.tag in _LISTS:
            found.setdefault(child.tag, []).append(value)
        else:
            found[child.tag] = value
    return found


def _dublin_core_record(tree: Element, line: int) -> Record | None:
    """Return a description; what Dublin Core has no name for is in its OpenURL."""
    identifiers = _texts(tree, "dc:identifier")
    number = next(filter(None, map(_NUMBER.search, identifiers)), None)
    if number is None:
        return None
    cited = parse_qs(next(filter(None, _texts(tree, "dcterms:bibliographicCitation")[1:]), ""))
    versions = " ".join(_texts(tree, "dcterms:isVersionOf"))
    pmcid = _PMCID.search(versions)
    doi = next((text for text in identifiers if "doi.org/" in text), "")
    record = record_from_europepmc(
        {
            "source": number[1],
            "id": number[2],
            "pmid": number[2] if number[1] == "MED" else "",
            "pmcid": pmcid[0] if pmcid else "",
            "doi": doi,
            "title": " ".join(_texts(tree, "dc:title")),
            "abstractText": " ".join(_texts(tree, "dcterms:abstract")),
            "pubType": "; ".join(_texts(tree, "dc:description")),
            "pubYear": next(iter(_texts(tree, "dc:date")), "")[:4],
            "language": next(iter(_texts(tree, "dc:language")), ""),
            "journalIssn": " ".join(
                t for t in _texts(tree, "dcterms:isPartOf") if "ISSN" in t
            ).replace("urn:ISSN:", ""),
            "journalVolume": _openurl_value(cited, "rft.volume"),
            "issue": _openurl_value(cited, "rft.issue"),
            "pageInfo": _openurl_value(cited, "rft.pages"),
            "journalTitle": _openurl_value(cited, "rft.stitle"),
            "journalInfo": {"journal": {"title": _openurl_value(cited, "rft.jtitle")}},
            "keywordList": {"keyword": _texts(tree, "dc:subject")},
            "inEPMC": "Y" if pmcid else "N",
        }
    )
    return replace(
        record, line=line, authors=tuple(map(_dublin_core_author, _texts(tree, "dc:creator")))
    )


def _texts(tree: Element, path: str) -> list[str]:
    return ["".join(found.itertext()).strip() for found in tree.iterfind(path, NAMESPACES)]


def _openurl_value(cited: dict[str, list[str]], name: str) -> str:
    return next(iter(cited.get(name, ())), "")


def _dublin_core_author(name: str) -> Author:
    family, comma, initials = name.partition(", ")
    if not comma:
        return Author(literal=name)
    return Author(family=family, given=space_initials(initials))


EUROPEPMC_XML = Format(
    key="europepmc-xml",
    name="Europe PMC XML",
    label="Europe PMC results (XML, Dublin Core)",
    extensions=(".xml",),
    media_type="application/xml",
    recognised_by="an element `responseWrapper` or `resultList`",
    detection=(Detection(20, xml_with(re.compile(rb"<responseWrapper[\s>]|<resultList[\s>]"))),),
    read=read_europepmc_xml,
    example="""\
<responseWrapper><resultList>
<result><id>1</id><source>MED</source><title>First é.</title><pubYear>2020</pubYear></result>
<result><id>2</id><source>MED</source><title>Second.</title><pubYear>2021</pubYear></result>
</resultList></responseWrapper>
""",
)
