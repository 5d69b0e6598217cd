"""Different works that belong together, and pairs that a person should look at."""

from dataclasses import replace

import pytest

from pprnet.dedupe import Unsure, compare, links, resolve
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
BARE = replace(STUDY, doi="", pmid="", volume="", pages="")


def titled(title: str, **fields: object) -> Record:
    return replace(BARE, title=title, **fields)


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
        replace(BARE, type=WorkType.PREPRINT, doi="10.31234/osf.io/x", journal=""),
        RelationKind.PREPRINT_OF,
    ),
    "translation": (
        titled("Beispieltherapie", vernacular_title=STUDY.title, language="de",
               issued=PartialDate(2020)),
        RelationKind.TRANSLATION_OF,
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
    (link,) = links([other, study])
    assert (link.kind, link.a, link.b) == (kind, 0, 1)
    assert link.reason
    assert len(resolve([other, study]).clusters) == 2


def test_parts_are_linked_each_to_the_next() -> None:
    parts = [titled(f"Examples of invented therapies in several clinics. Part {n}") for n in "312"]
    found = links(parts)
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
    assert links([other, STUDY]) == ()


ASK = {
    "talk and article": replace(
        STUDY, doi="", pmid="", journal="Congress of Examples", volume="3", pages="S7"
    ),
    "two DOIs": replace(BARE, doi="10.1000/other", journal="Congress of Examples"),
    "a word put in": titled(
        "Example therapy for invented severe distress: a randomised controlled trial"
    ),
}
DO_NOT_ASK = {
    "other people": replace(BARE, authors=(Author("Beispiel", "B."),)),
    "another PMID": replace(STUDY, pmid="2"),
    "a preprint": replace(BARE, type=WorkType.PREPRINT),
    "an erratum": titled(f"Erratum: {STUDY.title}"),
    "another part": titled(f"{STUDY.title}, part 2"),
    "ten years later": replace(BARE, issued=PartialDate(2029)),
}


@pytest.mark.parametrize("other", ASK.values(), ids=ASK)
def test_a_person_is_asked(other: Record) -> None:
    verdict = compare(other, STUDY)
    assert isinstance(verdict, Unsure)
    assert verdict == compare(STUDY, other)
    assert 0.7 <= verdict.score < 1
    assert "title" in verdict.reason.detail


@pytest.mark.parametrize("other", DO_NOT_ASK.values(), ids=DO_NOT_ASK)
def test_nobody_is_asked(other: Record) -> None:
    assert compare(other, STUDY) is None


def test_unsure_pairs_are_listed_by_first_records_and_never_merged() -> None:
    found = resolve([STUDY, replace(STUDY, source="ris"), ASK["talk and article"]])
    assert [each.members for each in found.clusters] == [(0, 1), (2,)]
    assert [(pair.a, pair.b) for pair in found.unsure] == [(0, 2)]


def test_few_are_asked_about_one_work() -> None:
    talks = [replace(STUDY, doi="", pmid="", journal=f"J{n}", volume=f"{n}") for n in range(20, 40)]
    asked = [place for pair in resolve([STUDY, *talks]).unsure for place in (pair.a, pair.b)]
    assert asked
    assert max(asked.count(place) for place in asked) <= 3
