"""Different works that belong together, and pairs that a person should look at."""

from dataclasses import replace

import pytest

from pprnet.dedupe import PossibleMatch, compare_records, find_links, resolve_records
from pprnet.records import Author, PartialDate, Record, Relation, RelationKind, WorkType

STUDY = Record(
    title="Example therapy for invented distress: a randomised controlled trial",
    authors=(Author("Example", "Anna"), Author("Muster", "Max")),
    issued=PartialDate(2019),
    journal="Journal of Made-up Results",
    volume="12",
    pages="101-115",
    doi="10.1000/study",
    pmid="1",
)
MINIMAL = replace(STUDY, doi="", pmid="", volume="", pages="")


def titled(title: str, **fields: object) -> Record:
    return replace(MINIMAL, title=title, **fields)


CASES = {
    "erratum by its title": (titled(f"Erratum: {STUDY.title}"), RelationKind.CORRECTS),
    "correction to": (titled(f"Correction to: {STUDY.title}"), RelationKind.CORRECTS),
    "corrigendum at the end": (titled(f"{STUDY.title}: corrigendum"), RelationKind.CORRECTS),
    "retraction notice": (titled(f"Retraction notice to {STUDY.title}"), RelationKind.RETRACTS),
    "concern": (titled(f"Expression of Concern: {STUDY.title}"), RelationKind.CONCERNS),
    "comment by others": (
        titled(f"Comment on: {STUDY.title}", authors=(Author("Beispiel", "B."),)),
        RelationKind.COMMENT_ON,
    ),
    "reply": (titled(f"{STUDY.title} - Reply"), RelationKind.COMMENT_ON),
    "preprint": (
        replace(MINIMAL, type=WorkType.PREPRINT, doi="10.31234/osf.io/x", journal=""),
        RelationKind.PREPRINT_OF,
    ),
    "translation": (
        titled("Beispieltherapie", vernacular_title=STUDY.title, language="de",
               issued=PartialDate(2020)),
        RelationKind.TRANSLATION_OF,
    ),
    "stated replacement": (
        Record(title="Another title", relations=(Relation(RelationKind.REPLACES, pmid="1"),)),
        RelationKind.UPDATE_OF,
    ),
    "stated reinstatement": (
        Record(title="Notice", relations=(Relation(RelationKind.REINSTATES, doi="10.1000/study"),)),
        RelationKind.CORRECTS,
    ),
    "stated by number": (
        Record(
            title="Erratum",
            relations=(Relation(RelationKind.CORRECTS, doi="10.1000/study"),),
        ),
        RelationKind.CORRECTS,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("other", "kind"), CASES.values(), ids=CASES)
def test_are_linked_and_stay_apart(other: Record, kind: RelationKind) -> None:
    study = replace(STUDY, language="en")
    (link,) = find_links([other, study])
    assert (link.kind, link.a, link.b) == (kind, 0, 1)
    assert link.reason
    assert len(resolve_records([other, study]).clusters) == 2


def test_each_part_is_linked_to_the_next() -> None:
    parts = [titled(f"Examples of invented therapies in several clinics. Part {n}") for n in "312"]
    found = find_links(parts)
    assert [(link.kind, {link.a, link.b}) for link in found] == [
        (RelationKind.SAME_SERIES, {1, 2}),
        (RelationKind.SAME_SERIES, {0, 2}),
    ]


NOT_LINKED = {
    "other study": titled("Another invented title entirely"),
    "erratum to another": titled("Erratum: another invented title entirely"),
    "erratum that says no more": titled("Erratum"),
    "the same record": STUDY,
    "comment in another journal": titled(f"Comment on: {STUDY.title}", journal="Elsewhere"),
    "comment much later": titled(f"Comment on: {STUDY.title}", issued=PartialDate(2030)),
}


@pytest.mark.parametrize("other", NOT_LINKED.values(), ids=NOT_LINKED)
def test_are_not_linked(other: Record) -> None:
    assert find_links([other, STUDY]) == ()


POSSIBLE_MATCHES = {
    "talk and article": replace(
        STUDY, doi="", pmid="", journal="Congress of Examples", volume="3", pages="S7"
    ),
    "two DOIs": replace(MINIMAL, doi="10.1000/other", journal="Congress of Examples"),
    "a word put in": titled(
        "Example therapy for invented severe distress: a randomised controlled trial"
    ),
}
NO_MATCHES = {
    "other people": replace(MINIMAL, authors=(Author("Beispiel", "B."),)),
    "another PMID": replace(STUDY, pmid="2"),
    "a preprint": replace(MINIMAL, type=WorkType.PREPRINT),
    "an erratum": titled(f"Erratum: {STUDY.title}"),
    "another part": titled(f"{STUDY.title}, part 2"),
    "ten years later": replace(MINIMAL, issued=PartialDate(2029)),
}


@pytest.mark.parametrize("other", POSSIBLE_MATCHES.values(), ids=POSSIBLE_MATCHES)
def test_possible_matches_are_left_to_a_person(other: Record) -> None:
    verdict = compare_records(other, STUDY)
    assert isinstance(verdict, PossibleMatch)
    assert verdict == compare_records(STUDY, other)
    assert 0.7 <= verdict.score < 1
    assert "title" in verdict.reason.detail


@pytest.mark.parametrize("other", NO_MATCHES.values(), ids=NO_MATCHES)
def test_no_match_is_not_left_to_a_person(other: Record) -> None:
    assert compare_records(other, STUDY) is None


def test_possible_matches_are_listed_by_first_records_and_never_merged() -> None:
    found = resolve_records(
        [STUDY, replace(STUDY, source="ris"), POSSIBLE_MATCHES["talk and article"]]
    )
    assert [each.members for each in found.clusters] == [(0, 1), (2,)]
    assert [(pair.a, pair.b) for pair in found.possible_matches] == [(0, 2)]


def test_one_work_has_few_possible_matches() -> None:
    talks = [replace(STUDY, doi="", pmid="", journal=f"J{n}", volume=f"{n}") for n in range(20, 40)]
    asked = [
        place
        for pair in resolve_records([STUDY, *talks]).possible_matches
        for place in (pair.a, pair.b)
    ]
    assert asked
    assert max(asked.count(place) for place in asked) <= 3
