"""Properties of reading and writing: nothing raises, nothing that a format carries is changed."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pprnet.errors import UnknownFormatError
from pprnet.formats import FORMATS, read_records, record_from_json, record_to_json, write_records
from pprnet.formats.json.json_objects import JsonObjects
from pprnet.formats.record_parts import PARTS
from pprnet.formats.registry import writable_keys
from pprnet.formats.streams import Stream, split_lines
from pprnet.formats.writer import supported_fields, unsupported_parts
from pprnet.records import (
    Author,
    MeshHeading,
    PartialDate,
    Problem,
    Record,
    Relation,
    RelationKind,
    WorkType,
)
from pprnet.text import clean


def workbook(rows: list[list[str]]) -> bytes:
    """Return a small workbook with texts in its cells."""
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>"
        for row in rows
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        sheet = f'<worksheet xmlns="{name}"><sheetData>{cells}</sheetData></worksheet>'
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return out.getvalue()


SEEDS = [found.example_bytes() for found in FORMATS.values()]
SEEDS += [
    b"TY  - JOUR\nTI  - Invented\nAU  - Example, A.\nPY  - 2020\nER  - \n",
    b"PMID- 1\nTI  - Invented\nFAU - Example, Anna\nMH  - *Humans/methods\nDP  - 2015 Jul 3\n\n",
    b'{"id": "https://openalex.org/W1", "title": "Invented", "publication_year": 2020}\n',
    b'[{"type": "book", "title": "Invented", "issued": {"date-parts": [[2020]]}}]',
    b'{"pprnet_record": 1, "title": "Invented", "issued": "2020-01"}\n',
    b"title,abstract,authors\nInvented,Text,Example A.\n",
    b"@article{k, title = {Invented}, author = {Example, A.}, year = 2020}\n",
    b"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>I"
    b"</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>",
    b'{"status": "ok", "message-type": "work-list", "message": {"items": [{"DOI": "10.1000/x", '
    b'"title": ["Invented"], "type": "journal-article"}]}}',
    b'{"hitCount": 1, "resultList": {"result": [{"id": "1", "source": "MED", "pmid": "1", '
    b'"title": "Invented"}]}}',
    b"<responseWrapper><resultList><result><id>1</id><source>MED</source><title>I</title></result>"
    b"</resultList></responseWrapper>",
    b"<xml><records><record><rec-number>7</rec-number><ref-type name='Book'>6</ref-type><titles>"
    b"<title><style>Invented</style></title></titles></record></records></xml>",
    b"%0 Journal Article\n%A Example, Anna\n%T Invented\n%D 2020\n\n",
    b"FN Clarivate\nVR 1.0\nPT J\nAU Example, A\n   Sample, B\nTI Invented\nER\n\nEF\n",
    b"<1>\nAuthor\n  Example, Anna.\nTitle\n  Invented.\nSource\n  Example J. 1(2):3-4, 2020.\n",
    b"RT Journal Article\nSR Electronic\nA1 Example,Anna\nT1 Invented\nYR 2020\n\n",
    b"<article xmlns:xlink='http://www.w3.org/1999/xlink'><front><article-meta><title-group>"
    b"<article-title>I</article-title></title-group></article-meta></front></article>",
    workbook([["Title", "Authors"], ["Invented", "Example, A."]]),
]


@st.composite
def mutated_file(draw: st.DrawFn) -> bytes:
    """Draw a valid file of which a part is replaced, repeated, cut or compressed."""
    data = draw(st.sampled_from(SEEDS)) * draw(st.integers(1, 3))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 12)))
        piece = draw(st.binary(max_size=6) | st.sampled_from([b"{", b'"', b"\n", b"&", b"\x00"]))
        data = data[:start] + piece + data[end:]
    if draw(st.booleans()):
        data = gzip.compress(data)[: draw(st.integers(1, 400))]
    return data


@settings(max_examples=200, deadline=None)
@given(mutated_file() | st.binary(max_size=200))
def test_any_bytes_give_records_and_problems(data: bytes) -> None:
    try:
        found = list(read_records(io.BytesIO(data), name="bytes"))
    except UnknownFormatError:
        return
    assert all(isinstance(item, Record | Problem) for item in found)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=6,
)
KEYS = (
    "id doi title ids primary_location host_venue type authorships biblio mesh keywords author "
    "abstract_inverted_index publication_year publication_date issued DOI page ISSN ISBN language "
    "open_access best_oa_location cited_by_count container-title keyword pprnet_record relations "
    "extra authors position line"
)
WRONG = st.dictionaries(st.sampled_from(KEYS.split()), JSON, max_size=8)


@settings(max_examples=80, deadline=None)
@given(WRONG)
def test_json_of_any_shape_gives_a_record_or_a_problem(stated: dict[str, object]) -> None:
    for mark in ({"authorships": [], "ids": {}}, {"type": "book", "title": ""}, {}):
        data = json.dumps({"abstract_inverted_index": {}} | mark | stated).encode()
        found = list(read_records(io.BytesIO(data), name="json"))
        assert len(found) == 1


VOCABULARY = (
    "Invented trial é – naïve (n = 3) 50% A&B c_d {x} ~ ^ #1 $5 “q” β p<0.05 "
    "``quoted'' a--b back\\slash"
)
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), min_size=1, max_size=6).map(" ".join)
LINE = WORDS.map(clean)
FAMILY = st.sampled_from(["Example", "van der Example", "Müller", "O'Example", "Example-Sample"])
GIVEN = st.sampled_from(["Anna", "Anna B.", "A. B.", "Zoë", ""])
SUFFIX = st.sampled_from(["", "", "Jr.", "III"])
ORCID = st.sampled_from(["", "0000-0002-1825-0097"])
PERSON = st.builds(Author, family=FAMILY.filter(lambda f: " " not in f), given=GIVEN) | st.builds(
    Author, family=FAMILY, given=GIVEN.filter(bool), suffix=SUFFIX, orcid=ORCID
)
GROUP = st.sampled_from(["Example Study Group", "Sample Collaboration of Trialists"]).map(
    lambda name: Author(literal=name)
)
PEOPLE = st.lists(PERSON | GROUP, max_size=3).map(tuple)
DATE = (
    st.none()
    | st.builds(PartialDate, year=st.integers(1850, 2100))
    | st.builds(
        PartialDate,
        year=st.integers(1850, 2100),
        month=st.integers(1, 12),
        day=st.integers(0, 28),
    )
)
EMPTY = st.just("")
RECORD = st.builds(
    Record,
    type=st.sampled_from(WorkType),
    title=LINE,
    vernacular_title=EMPTY | LINE,
    authors=PEOPLE,
    editors=st.lists(PERSON, max_size=2).map(tuple),
    abstract=EMPTY | LINE,
    issued=DATE,
    journal=st.sampled_from(["", "Example Journal", "Journal of Examples & Samples"]),
    journal_abbreviation=st.sampled_from(["", "Ex J"]),
    issn=st.sampled_from([(), ("1932-6203",), ("1932-6203", "1365-277X")]),
    isbn=st.sampled_from([(), ("9781482253269",)]),
    volume=st.sampled_from(["", "12", "12A"]),
    issue=st.sampled_from(["", "3", "Suppl 1"]),
    pages=st.sampled_from(["", "25", "25-41", "S12-S19"]),
    article_number=st.sampled_from(["", "e12345", "123456", "12", "A7"]),
    publisher=EMPTY | LINE,
    place=st.sampled_from(["", "Example City"]),
    edition=st.sampled_from(["", "2"]),
    doi=st.sampled_from(["", "10.1000/example_(1)"]),
    pmid=st.sampled_from(["", "123"]),
    pmcid=st.sampled_from(["", "PMC123"]),
    url=st.sampled_from(["", "https://example.org/a_b?c=1&d=%20"]),
    language=st.sampled_from(["", "en", "fr"]),
    keywords=st.lists(st.sampled_from(["one", "two, three", "é&o"]), unique=True).map(tuple),
    publication_types=st.lists(st.sampled_from(["Journal Article", "Review"]), unique=True).map(
        tuple
    ),
    authors_shortened=st.booleans(),
    translators=st.lists(PERSON, max_size=2).map(tuple),
    original_issued=st.none() | st.builds(PartialDate, year=st.integers(1850, 2100)),
    status=st.sampled_from(["", "in press", "forthcoming"]),
    genre=st.sampled_from(["", "Doctoral dissertation", "Master's thesis"]),
    event=st.sampled_from(["", "Example Congress"]),
)


def _without_unsupported_parts(record: Record, key: str) -> Record:
    """Return a record without the parts that a format says it does not carry."""
    for part in unsupported_parts(key):
        field = part.split()[0]
        if not part.endswith(".orcid") and field in EMPTIED and PARTS[part](record):
            record = replace(record, **{field: ""})
    return record


EMPTIED = frozenset({"event", "status", "genre"})


def written_and_read(record: Record, key: str) -> Record:
    out = io.BytesIO()
    write_records([record, record], out, format=key)
    out.seek(0)
    found = list(read_records(out, name="back"))
    assert not [item for item in found if isinstance(item, Problem)], found
    assert len(found) == 2
    assert isinstance(found[0], Record)
    return found[0]


@pytest.mark.parametrize("key", sorted(writable_keys()))
@settings(max_examples=40, deadline=None)
@given(record=RECORD)
def test_what_a_format_supports_comes_back(key: str, record: Record) -> None:
    if key == "nbib" and record.type is WorkType.PREPRINT:
        record = replace(record, type=WorkType.ARTICLE)  # it says so among publication types
    if record.type is WorkType.BOOK:
        record = replace(record, journal="")
    if not record.journal:
        record = replace(record, journal_abbreviation="")
    if not record.authors:
        record = replace(record, authors_shortened=False)
    if key == "nbib" and record.pages:
        record = replace(record, article_number="")  # which `leaves` says
    record = _without_unsupported_parts(record, key)
    again = written_and_read(record, key)
    for field in supported_fields(key) - {"source", "position", "line", "source_id"}:
        expected = getattr(record, field)
        if f"{field}.orcid" in unsupported_parts(key):
            expected = tuple(replace(person, orcid="") for person in expected)
        assert getattr(again, field) == expected, field


TEXT = st.text(max_size=12)
ANY_AUTHOR = st.builds(Author, TEXT, TEXT, TEXT, TEXT, TEXT)
ANY_RECORD = st.builds(
    Record,
    source=TEXT,
    source_id=TEXT,
    position=st.integers(0, 10**6),
    line=st.integers(0, 10**6),
    type=st.sampled_from(WorkType),
    title=TEXT,
    abstract=TEXT,
    authors=st.lists(ANY_AUTHOR, max_size=2).map(tuple),
    editors=st.lists(ANY_AUTHOR, max_size=1).map(tuple),
    issued=DATE,
    issn=st.lists(TEXT, max_size=2).map(tuple),
    keywords=st.lists(TEXT, max_size=2).map(tuple),
    mesh=st.lists(
        st.builds(MeshHeading, TEXT, st.lists(TEXT, max_size=2).map(tuple), st.booleans(), TEXT),
        max_size=2,
    ).map(tuple),
    relations=st.lists(
        st.builds(Relation, st.sampled_from(RelationKind), TEXT, TEXT, TEXT), max_size=2
    ).map(tuple),
    is_retracted=st.booleans(),
    cited_by_count=st.none() | st.integers(0, 10**9),
    extra=st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple),
)


@settings(max_examples=50, deadline=None)
@given(ANY_RECORD)
def test_our_own_lines_come_back_exactly(record: Record) -> None:
    assert record_from_json(record_to_json(record)) == record
    again = written_and_read(record, "jsonl")
    assert replace(again, position=record.position) == record


@given(st.lists(st.sampled_from([b"ab", b"\r", b"\n", b"\r\n", b"c"]), max_size=12), st.data())
def test_lines_do_not_depend_on_how_the_bytes_come(
    pieces: list[bytes], data: st.DataObject
) -> None:
    joined = b"".join(pieces)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(joined)), max_size=4)))
    edges = [0, *cuts, len(joined)]
    chunks = [joined[start:end] for start, end in pairwise(edges)]
    assert list(split_lines(iter(chunks))) == list(split_lines(iter([joined])))


@given(st.lists(st.dictionaries(st.text('{}[]"\\a', max_size=4), JSON, max_size=2), max_size=4))
def test_objects_cut_out_of_an_array_are_complete(items: list[dict[str, object]]) -> None:
    data = json.dumps(items, indent=1).encode()
    stream = Stream(io.BytesIO(data), "array")
    cut = [json.loads(piece.data) for piece in JsonObjects(stream, lambda _stated: True)]
    assert cut == items
