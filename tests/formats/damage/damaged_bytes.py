"""Files of five invented records in each text format, and the law for one damaged byte of them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pprnet.errors import UnknownFormatError
from pprnet.formats import read_records
from pprnet.records import Problem, Record

NUMBERS = (33, 44, 55, 66, 77)
"""Of the records; no change of one byte makes one of them another."""
SPECIAL = b"\n\r\t \"'{}[]()<>/\\,;:@%=-&#X0\x00\x1a\x85\xff"
"""Bytes that have a meaning in some format, and some that have none anywhere."""


def _lines(*lines: str) -> Callable[[int], str]:
    """Return a function that makes the record with a number from a template."""
    return lambda number: "".join(line.replace("#", str(number)) + "\n" for line in lines)


def _joined(record: Callable[[int], str], before: str = "", after: str = "") -> str:
    return before + "".join(map(record, NUMBERS)) + after


def _json_list(before: str, record: dict[str, object], after: str, comma: str = ",\n") -> str:
    texts = (json.dumps(record).replace("#", str(number)) for number in NUMBERS)
    return before + comma.join(texts) + after


_OPENALEX = {
    "id": "https://openalex.org/W#",
    "title": "Invented study number #",
    "publication_year": 2020,
    "authorships": [{"author": {"id": "https://openalex.org/A#", "display_name": "A. Example"}}],
    "primary_location": {"source": {"id": "https://openalex.org/S1", "display_name": "Journal"}},
}
_CROSSREF = {
    "DOI": "10.1000/x#",
    "title": ["Invented study number #"],
    "author": [{"given": "Anna", "family": "Example"}, {"given": "Bo", "family": "Sample"}],
    "issued": {"date-parts": [[2020, 1]]},
    "reference-count": 2,
    "reference": [{"key": "1", "DOI": "10.1000/y"}, {"key": "2", "article-title": "Another"}],
}
_EUROPEPMC = {
    "id": "1#",
    "source": "MED",
    "pmid": "1#",
    "title": "Invented study number #.",
    "authorList": {"author": [{"fullName": "Example A", "lastName": "Example"}]},
    "pubYear": "2020",
    "commentCorrectionList": {
        "commentCorrection": [{"id": "90#", "source": "MED", "type": "Comment in", "orderIn": 1}]
    },
}
_CSL = {
    "id": "x#",
    "type": "article-journal",
    "title": "Invented study number #",
    "author": [{"family": "Example", "given": "Anna"}],
    "issued": {"date-parts": [[2020]]},
}
FILES: dict[str, tuple[str, ...]] = {
    "ris": (
        _joined(
            _lines(
                "TY  - JOUR",
                "TI  - Invented study number #",
                "AU  - Example, Anna",
                "AU  - Sample, Bo",
                "AB  - Words of it.",
                "PY  - 2020",
                "ER  - ",
                "",
            )
        ),
    ),
    "nbib": (
        _joined(
            _lines(
                "PMID- 10#",
                "OWN - NLM",
                "STAT- MEDLINE",
                "DP  - 2020",
                "TI  - Invented study number #",
                "      and its second line.",
                "FAU - Example, Anna",
                "AU  - Example A",
                "JT  - Journal of Examples",
                "SO  - J Ex. 2020;1:#.",
                "",
            )
        ),
    ),
    "enw": (
        _joined(
            _lines(
                "%0 Journal Article",
                "%A Example, Anna",
                "%A Sample, Bo",
                "%T Invented study number #",
                "%D 2020",
                "%K one",
                "",
            )
        ),
    ),
    "refworks": (
        _joined(
            _lines(
                "RT Journal Article",
                "SR Electronic(1)",
                "ID #",
                "A1 Example, Anna",
                "A1 Sample, Bo",
                "T1 Invented study number #",
                "YR 2020",
                "K1 one",
                "",
            )
        ),
    ),
    "isi": (
        _joined(
            _lines(
                "PT J",
                "AU Example, A",
                "   Sample, B",
                "TI Invented study number #",
                "SO J EX",
                "PY 2020",
                "ER",
                "",
            ),
            "FN Clarivate Analytics Web of Science\nVR 1.0\n",
            "EF\n",
        ),
    ),
    "ovid": (
        _joined(
            _lines(
                "<#>",
                "Accession Number",
                "  2020-#",
                "Author",
                "  Example, Anna.",
                "Title",
                "  Invented study number #.",
                "Abstract",
                "  Words of it.",
                "",
            )
        ),
        _joined(
            _lines(
                "<#>",
                "Author",
                "  Example, Anna.",
                "Title",
                "  Invented study number #.",
                "Year of Publication",
                "  2020",
            )
        ),
    ),
    "bibtex": (
        _joined(
            _lines(
                "@article{key#,",
                "  title = {Invented {Study} number #},",
                "  author = {Example, Anna and Sample, Bo},",
                "  year = 2020,",
                "}",
                "",
            ),
            "% Encoding: UTF-8\n\n",
        ),
        _joined(
            _lines(
                '@article{key#, title = "Invented study number #", author = {Example, Anna}, '
                "year = {2020}}"
            )
        ),
    ),
    "csv": (
        _joined(
            _lines("Invented study number #,Example A.,2020,10.1000/x#"), "title,authors,year,doi\n"
        ),
        _joined(
            _lines('"Invented study, number #";"Example, A.";"2020";"10.1000/x#"'),
            "title;authors;year;doi\n",
        ),
    ),
    "pubmed-xml": (
        _joined(
            _lines(
                '<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">10#</PMID>',
                "<Article><ArticleTitle>Invented study number #.</ArticleTitle><AuthorList>",
                "<Author><LastName>Example</LastName></Author></AuthorList></Article></MedlineCitation>",
                "</PubmedArticle>",
            ),
            '<?xml version="1.0"?>\n<PubmedArticleSet>\n',
            "</PubmedArticleSet>\n",
        ),
        _joined(
            lambda number: (
                f"<PubmedArticle><MedlineCitation><PMID>10{number}</PMID><Article><ArticleTitle>"
                f"T{number}</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
            ),
            "<PubmedArticleSet>",
            "</PubmedArticleSet>",
        ),
    ),
    "endnote-xml": (
        _joined(
            lambda number: (
                f"<record><rec-number>{number}</rec-number><ref-type name='Book'>6</ref-type>"
                f"<titles><title><style>Invented study number {number}</style></title></titles>"
                "<dates><year>2020</year></dates></record>\n"
            ),
            "<xml><records>\n",
            "</records></xml>\n",
        ),
    ),
    "europepmc-xml": (
        _joined(
            lambda number: (
                f"<result><id>1{number}</id><source>MED</source><pmid>1{number}</pmid>"
                f"<title>Invented study number {number}.</title><pubYear>2020</pubYear></result>\n"
            ),
            "<responseWrapper><version>6.9</version><hitCount>5</hitCount><resultList>\n",
            "</resultList></responseWrapper>\n",
        ),
    ),
    "jats": (
        _joined(
            lambda number: (
                "<article><front><article-meta><title-group><article-title>Invented study number "
                f"{number}</article-title></title-group></article-meta></front></article>\n"
            ),
            "<articles>\n",
            "</articles>\n",
        ),
    ),
    "openalex": (
        _json_list("", _OPENALEX, "\n", "\n"),
        _json_list(
            '{"meta": {"count": 5, "page": 1}, "results": [', _OPENALEX, '], "group_by": []}'
        ),
    ),
    "crossref": (
        _json_list(
            '{"message-type": "work-list", "message": {"total-results": 5, "items": [',
            _CROSSREF,
            "]}}",
        ),
        _json_list('{"message-type": "work-list", "message": {"items": [', _CROSSREF, "]}}", ","),
    ),
    "europepmc": (
        _json_list('{"hitCount": 5, "resultList": {"result": [', _EUROPEPMC, "]}}"),
        _json_list('{"hitCount":5,"resultList":{"result":[', _EUROPEPMC, "]}}", ","),
    ),
    "csl-json": (
        _json_list("[", _CSL, "]"),
        _json_list("[\n  ", _CSL, "\n]\n", ",\n  "),
        "["
        + ",\n".join(json.dumps(_CSL, indent=2).replace("#", str(number)) for number in NUMBERS)
        + "]\n",
    ),
    "jsonl": (
        _json_list(
            "",
            {
                "pprnet_record": 1,
                "title": "Invented study number #",
                "issued": "2020",
                "doi": "10.1000/#",
            },
            "\n",
            "\n",
        ),
    ),
}
"""One or more files of five records for each text format."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a file."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...]

    @property
    def accounted(self) -> int:
        """The records that were read or are said to be lost."""
        return len(self.records) + sum(problem.lost for problem in self.problems)


def reading(data: bytes) -> Reading | None:
    """Return what is read from bytes, `None` where they are refused as of no known format."""
    try:
        found = list(read_records(io.BytesIO(data), name="damaged"))
    except UnknownFormatError:
        return None
    return Reading(
        tuple(item for item in found if isinstance(item, Record)),
        tuple(item for item in found if isinstance(item, Problem)),
    )


def one_byte_changed(data: bytes, replacements: bytes = SPECIAL) -> Iterator[tuple[int, bytes]]:
    """Yield each place with the file in which its byte is another."""
    for at in range(len(data)):
        for new in replacements:
            if data[at] != new:
                yield at, data[:at] + bytes([new]) + data[at + 1 :]


def violation(data: bytes, expected: Reading, *, is_header: bool = False) -> str:
    """Return how a file with one damaged byte breaks the law, empty where it holds.

    Args:
        data: the damaged file.
        expected: what the whole file gives.
        is_header: whether the byte is in a line that says how all records are read.
    """
    found = reading(data)
    if found is None:
        return "refused"
    count = len(expected.records)
    if found.accounted < count - 1:
        return f"{len(found.records)} records and {found.accounted - len(found.records)} lost"
    if len(found.records) < count and not found.problems:
        return f"{len(found.records)} records and no problem"
    whole = {_content(record) for record in expected.records}
    intact = sum(_content(record) in whole for record in found.records)
    if intact < count - 2 and not is_header:
        return f"{intact} records intact"
    mixed = [record for record in found.records if len(_origins(record, expected)) > 1]
    return f"a record of two: {mixed[0].title}" if mixed else ""


def _content(record: Record) -> Record:
    """Return a record without its place in the file."""
    return replace(record, line=0, position=0)


def _origins(record: Record, expected: Reading) -> set[int]:
    """Return the places of the records of which one has a distinctive value."""
    found = set()
    for place, whole in enumerate(expected.records):
        for name in ("title", "doi", "pmid", "source_id"):
            value = getattr(whole, name)
            if value and getattr(record, name) == value:
                found.add(place)
    return found
