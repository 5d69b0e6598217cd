"""Which notices a record is or has: relations, marks, preprints."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pprnet.records import Author, PartialDate, Record, Relation, RelationKind, WorkType
from pprnet.sources import Notice, NoticeKind, notices_of, notices_of_crossref
from pprnet.sources.notices.preprint_dois import (
    earlier_versions,
    is_preprint_doi,
    version_stem,
    without_version,
)
from pprnet.sources.notices.printed_notices import is_notice_text, printed_notice

WORK = Record(
    source="pubmed-xml",
    title="An invented trial",
    authors=(Author("Example", "Ann"), Author(literal="Example Group"), Author(literal="et al.")),
    journal="Invented Journal",
    issued=PartialDate(2020, 5),
    doi="10.5555/work",
    pmid="11",
)
ARTICLE = Record(source="pubmed-xml", doi="10.5555/article", pmid="12", issued=PartialDate(2021, 3))
PREPRINT = Record(source="europepmc", type=WorkType.PREPRINT, doi="10.31234/osf.io/example")


def notices(record: Record, kind: RelationKind, **named: str) -> list[Notice]:
    return list(notices_of(replace(record, relations=(Relation(kind, **named),))))


# A relation of a record; the notice, whether it is about the record, and the version to use.
RELATIONS = {
    RelationKind.RETRACTED_BY: (NoticeKind.RETRACTION, True, ""),
    RelationKind.RETRACTS: (NoticeKind.RETRACTION, False, ""),
    RelationKind.REPLACED_BY: (NoticeKind.REPLACEMENT, True, "10.5555/other"),
    RelationKind.REPLACES: (NoticeKind.REPLACEMENT, False, "10.5555/work"),
    RelationKind.CONCERN_BY: (NoticeKind.CONCERN, True, ""),
    RelationKind.CONCERNS: (NoticeKind.CONCERN, False, ""),
    RelationKind.CORRECTED_BY: (NoticeKind.CORRECTION, True, ""),
    RelationKind.CORRECTS: (NoticeKind.CORRECTION, False, ""),
    RelationKind.REINSTATED_BY: (NoticeKind.REINSTATEMENT, True, ""),
    RelationKind.REINSTATES: (NoticeKind.REINSTATEMENT, False, ""),
    RelationKind.PREPRINT_OF: (NoticeKind.VERSION_OF_RECORD, True, "10.5555/other"),
    RelationKind.HAS_PREPRINT: (NoticeKind.VERSION_OF_RECORD, False, "10.5555/work"),
}
NO_NOTICES = {
    RelationKind.COMMENT_ON, RelationKind.COMMENT_IN, RelationKind.TRANSLATION_OF,
    RelationKind.SAME_SERIES, RelationKind.UPDATE_OF, RelationKind.UPDATED_BY,
}  # fmt: skip


def test_every_kind_of_relation_is_decided():
    assert RELATIONS.keys() | NO_NOTICES == set(RelationKind)
    assert not RELATIONS.keys() & NO_NOTICES


@pytest.mark.parametrize("kind", RELATIONS, ids=str)
def test_relations(kind):
    expected, about_itself, version = RELATIONS[kind]
    (found,) = notices(WORK, kind, doi="10.5555/other", pmid="99")
    own, other = ("10.5555/work", "11"), ("10.5555/other", "99")
    assert (found.kind, found.version_doi, found.source) == (expected, version, "pubmed-xml")
    assert (found.doi, found.pmid) == (own if about_itself else other)
    assert (found.notice_doi, found.notice_pmid) == (other if about_itself else own)
    if about_itself:
        assert found.title == "An invented trial"
        assert found.authors == ("Example", "Example Group")
        assert (found.journal, found.published) == ("Invented Journal", PartialDate(2020, 5))


@pytest.mark.parametrize("kind", sorted(NO_NOTICES))
def test_other_relations_are_no_notices(kind):
    assert notices(WORK, kind, doi="10.5555/other") == []


def test_an_update_of_a_preprint_is_its_version_of_record():
    (found,) = notices(PREPRINT, RelationKind.UPDATED_BY, doi="10.5555/article")
    assert (found.doi, found.version_doi) == ("10.31234/osf.io/example", "10.5555/article")
    assert notices(PREPRINT, RelationKind.UPDATED_BY, doi="10.31234/osf.io/example_v2") == []
    note = "medRxiv. 2020 Sep 14:0000.00.00.00000000. doi: 10.1101/0000.00.00.00000000"
    (found,) = notices(ARTICLE, RelationKind.UPDATE_OF, pmid="98", note=note)
    assert (found.kind, found.pmid) == (NoticeKind.VERSION_OF_RECORD, "98")
    assert (found.version_doi, found.date) == ("10.5555/article", PartialDate(2021, 3))


def test_a_mark_without_a_notice_is_a_retraction_without_a_date():
    marked = Record(
        source="openalex", title="An invented trial", doi="10.5555/work", is_retracted=True
    )
    (found,) = notices_of(marked)
    assert (found.kind, found.doi, found.date) == (NoticeKind.RETRACTION, "10.5555/work", None)
    by_type = Record(
        title="An invented trial", pmid="11", publication_types=("retracted publication",)
    )
    assert [notice.kind for notice in notices_of(by_type)] == [NoticeKind.RETRACTION]


def test_a_notice_that_is_marked_as_retracted_says_nothing_of_itself():
    by_title = Record(
        title="Retraction notice to: An invented trial", doi="10.5555/n", is_retracted=True
    )
    by_type = Record(title="An invented trial", doi="10.5555/n", is_retracted=True,
                     publication_types=("Retraction of Publication",))  # fmt: skip
    assert [*notices_of(by_title), *notices_of(by_type)] == []


# A note on a notice; journal, date of what is cited, date of an update.
NOTES = {
    "Lancet. 2010 Feb 6;375(9713):445": ("Lancet", PartialDate(2010, 2, 6), None),
    "J Invent Psychol. 2019 Mar;75(3):1": ("J Invent Psychol", PartialDate(2019, 3), None),
    "Lancet 2004 Mar 6;363(9411):750": ("Lancet", PartialDate(2004, 3, 6), None),
    "BMJ. 2015": ("BMJ", PartialDate(2015), None),
    "Retraction, 2010-02-06": ("", None, PartialDate(2010, 2, 6)),
    "Correction, 2019": ("", None, PartialDate(2019)),
    "Retraction": ("", None, None),
    "doi: 10.5555/2010.1": ("", None, None),
    "": ("", None, None),
}


@pytest.mark.parametrize("note", NOTES)
def test_notes(note):
    found = printed_notice(note)
    assert (found.journal, found.citation_date, found.update_date) == NOTES[note]


def test_the_date_of_a_notice_is_in_its_citation():
    note = "Lancet. 2010 Feb 6;375(9713):445"
    (found,) = notices(WORK, RelationKind.RETRACTED_BY, pmid="99", note=note)
    assert found.date == PartialDate(2010, 2, 6)
    (found,) = notices(ARTICLE, RelationKind.RETRACTS, pmid="99", note=note)
    assert (found.date, found.journal) == (PartialDate(2021, 3), "Lancet")
    assert found.published == PartialDate(2010, 2, 6)


@pytest.mark.parametrize(
    ("title", "is_notice"),
    [
        ("Retraction: An invented trial", True),
        ("Retraction notice to “An invented trial”", True),
        ("Notice of Retraction and Replacement. Example et al. An invented trial", True),
        ("Editorial expression of concern: An invented trial", True),
        ("Correction to: An invented trial", True),
        ("Erratum: An invented trial", True),
        ("RETRACTED: An invented trial", False),
        ("RETRACTED ARTICLE: An invented trial", False),
        ("Correction of cognitive bias: an invented trial", False),
        ("Retraction of neurites in nobody", False),
    ],
)
def test_titles_of_notices(title, is_notice):
    assert is_notice_text(title) is is_notice


@pytest.mark.parametrize(
    ("doi", "shared"),
    [
        ("10.1101/0000.00.00.00000000v2", "10.1101/0000.00.00.00000000"),
        ("10.31234/osf.io/example_v3", "10.31234/osf.io/example"),
        ("10.21203/rs.3.rs-0000000/v1", "10.21203/rs.3.rs-0000000"),
        ("10.48550/arxiv.0000.00000v2", "10.48550/arxiv.0000.00000"),
        ("10.20944/preprints000000.0000.v1", "10.20944/preprints000000.0000"),
        ("10.26434/chemrxiv-0000-example-v2", "10.26434/chemrxiv-0000-example"),
        ("10.12688/f1000research.0000.3", "10.12688/f1000research.0000"),
        ("10.1002/14651858.cd000000.pub2", "10.1002/14651858.cd000000.pub2"),
        ("10.5555/work.v2", "10.5555/work.v2"),
    ],
)
def test_versions_of_preprints(doi, shared):
    assert without_version(doi) == shared
    assert without_version(shared) == shared
    assert version_stem(doi) == version_stem(shared) == ("" if doi == shared else shared)


@pytest.mark.parametrize(
    ("doi", "earlier"),
    [
        ("10.21203/rs.3.rs-0000000/v3", ("", "/v2", "/v1")),
        ("10.31234/osf.io/example_v2", ("", "_v1")),
        ("10.48550/arxiv.0000.00000v1", ("",)),
        ("10.26434/chemrxiv-0000-example.v2", ("", ".v1")),
        ("10.12688/f1000research.0000.12", ("", ".11", ".10", ".9", ".8", ".7")),
        ("10.20944/preprints000000.0000.v0", ("",)),
        ("10.31234/osf.io/example", ()),
        ("10.1002/14651858.cd000000.pub2", ()),
        ("10.5555/work.v2", ()),
    ],
)
def test_versions_before_one(doi, earlier):
    assert earlier_versions(doi) == tuple(without_version(doi) + added for added in earlier)


def test_servers_of_preprints():
    assert is_preprint_doi("10.31234/osf.io/example")
    assert not is_preprint_doi("10.5555/work")


def crossref(**stated):
    return list(
        notices_of_crossref({"DOI": "10.5555/WORK", "title": ["An invented trial"]} | stated)
    )


def test_crossref_passes_on_retraction_watch():
    update = {"DOI": "10.5555/N", "type": "retraction", "updated": {"date-parts": [[2020, 3, 1]]}}
    publishers, passed_on = crossref(
        **{
            "updated-by": [
                update | {"source": "publisher"},
                update | {"source": "retraction-watch"},
            ]
        }
    )
    assert (publishers.source, passed_on.source) == ("crossref", "retraction-watch")
    assert publishers.date == passed_on.date == PartialDate(2020, 3, 1)
    assert publishers.title == "An invented trial"


def test_crossref_states_replacements_preprints_and_no_new_editions():
    update = {"DOI": "10.5555/n", "type": "retraction", "label": "Retraction and replacement"}
    assert [found.kind for found in crossref(**{"updated-by": [update]})] == [
        NoticeKind.REPLACEMENT
    ]
    links = {"has-preprint": [{"id": "10.31234/osf.io/EXAMPLE", "id-type": "doi"}]}
    (found,) = crossref(relation=links)
    assert (found.doi, found.version_doi) == ("10.31234/osf.io/example", "10.5555/work")
    links = {"is-preprint-of": [{"id": "10.5555/article", "id-type": "doi"}]}
    (found,) = crossref(relation=links, type="posted-content")
    assert (found.doi, found.version_doi) == ("10.5555/work", "10.5555/article")
    for kind in ("new_version", "new_edition", "new-version"):
        assert crossref(**{"update-to": [{"DOI": "10.5555/old", "type": kind}]}) == []


def test_a_notice_in_the_place_of_the_work_names_its_title():
    (found,) = crossref(**{"update-to": [{"DOI": "10.5555/work", "type": "retraction"}]})
    assert (found.doi, found.notice_doi, found.title) == ("10.5555/work",) * 2 + (
        "An invented trial",
    )
