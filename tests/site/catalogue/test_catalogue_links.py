"""Different works that belong together: linked as records come in, whichever came first."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from duplicate_factories import ARTICLE, OTHER_ARTICLE, import_records

from pprnet.dedupe.blocking.blocks import COMMON_KEY_SIZE
from pprnet.records import Author, PartialDate, Record, Relation, RelationKind, WorkType
from pprnet_site.catalogue.actions import merge_pair, reextract_works, split_record, undo_pair
from pprnet_site.catalogue.ingest import batches, import_runs
from pprnet_site.catalogue.models import LinkKey, Work, WorkLink, WorkPair
from pprnet_site.catalogue.models import Record as Row

pytestmark = pytest.mark.django_db

STUDY = replace(ARTICLE, doi="10.1000/example", pmid="900001", language="en")
WITHOUT_IDENTIFIERS = replace(STUDY, doi="", pmid="", volume="", pages="", abstract="")


def titled(title: str, **fields: object) -> Record:
    return replace(WITHOUT_IDENTIFIERS, title=title, **fields)


def naming(kind: RelationKind, title: str = "A note of no telling title", **number: str) -> Record:
    return titled(title, authors=(Author("Muster", "M."),), relations=(Relation(kind, **number),))


NOTE = "A note of no telling title"
ERRATUM = titled(f"Erratum: {STUDY.title}")
COMMENT = titled(f"Comment on: {STUDY.title}", authors=(Author("Beispiel", "B."),))
PREPRINT = replace(
    WITHOUT_IDENTIFIERS, type=WorkType.PREPRINT, doi="10.31234/osf.io/made", journal=""
)
TRANSLATION = titled(
    "Eine erfundene Therapie an lauter Beispielen", vernacular_title=STUDY.title, language="de",
    issued=PartialDate(2021),
)  # fmt: skip
FURTHER = replace(TRANSLATION, title="Une invention en guise de bel exemple", language="fr")
PARTS = [titled(f"Examples of invented therapies in several clinics. Part {n}") for n in "123"]

KINDS = {
    "erratum": (ERRATUM, "corrects"),
    "retraction": (titled(f"Retraction notice to {STUDY.title}"), "retracts"),
    "concern": (titled(f"Expression of Concern: {STUDY.title}"), "expression-of-concern-on"),
    "comment": (COMMENT, "comment-on"),
    "reply": (titled(f"{STUDY.title} - Reply"), "comment-on"),
    "preprint": (PREPRINT, "preprint-of"),
    "translation": (TRANSLATION, "translation-of"),
    "stated, comment by PMID": (naming(RelationKind.COMMENT_ON, pmid="900001"), "comment-on"),
    "stated, preprint": (naming(RelationKind.PREPRINT_OF, doi="10.1000/EXAMPLE"), "preprint-of"),
    "stated, translation": (
        naming(RelationKind.TRANSLATION_OF, doi="10.1000/example"),
        "translation-of",
    ),
    "stated, version": (naming(RelationKind.UPDATE_OF, doi="10.1000/example/v2"), "update-of"),
}


def links() -> set[tuple[str, str, str, str]]:
    """All links, told by what the works say and not by their numbers."""
    rows = WorkLink.objects.select_related("from_work", "to_work")
    return {(row.from_work.title, row.kind, row.to_work.title, row.why) for row in rows}


def delete_links() -> None:
    Work.objects.all().delete()


@pytest.mark.parametrize("study_first", [True, False])
@pytest.mark.parametrize(("other", "kind"), KINDS.values(), ids=KINDS)
def test_each_kind_is_linked_whichever_came_first(tmp_path, other, kind, study_first):
    records = (STUDY, other) if study_first else (other, STUDY)
    for number, record in enumerate(records):
        import_records(tmp_path, record, name=f"{number}.jsonl")
    link = WorkLink.objects.get()
    said = (link.kind, link.from_work.merged["title"], link.to_work.merged["title"])
    assert said == (kind, other.title, STUDY.title)
    assert link.why
    assert link.to_work.doi == STUDY.doi


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (RelationKind.CORRECTED_BY, "corrects"),
        (RelationKind.RETRACTED_BY, "retracts"),
        (RelationKind.COMMENT_IN, "comment-on"),
        (RelationKind.HAS_PREPRINT, "preprint-of"),
        (RelationKind.UPDATED_BY, "update-of"),
    ],
)
@pytest.mark.parametrize("study_first", [True, False])
def test_a_relation_that_the_study_states_is_linked_from_the_other_work(
    tmp_path, kind, expected, study_first
):
    note = titled(NOTE, pmid="900009", authors=(Author("Muster", "M."),))
    study = replace(STUDY, relations=(Relation(kind, pmid="900009"),))
    for number, record in enumerate((study, note) if study_first else (note, study)):
        import_records(tmp_path, record, name=f"{number}.jsonl")
    assert {link[:3] for link in links()} == {(NOTE, expected, STUDY.title)}


def test_parts_are_linked_each_to_the_next_in_any_order(tmp_path):
    found = []
    for order in permutations(PARTS):
        delete_links()
        for number, record in enumerate(order):
            import_records(tmp_path, record, name=f"{number}.jsonl")
        found.append({(a, b) for a, _kind, b, _why in links()})
    first, second, third = (part.title for part in PARTS)
    assert all(pairs == {(first, second), (second, third)} for pairs in found)


def orders_of(files: tuple) -> list[tuple]:
    """Return orders in which each file comes at each place, and before and after each other."""
    return [
        each[start:] + each[:start] for each in (files, files[::-1]) for start in range(len(files))
    ]


def test_links_are_the_same_from_any_order_of_files_and_from_one(tmp_path):
    both = replace(
        OTHER_ARTICLE,
        doi="10.1000/other",
        relations=(Relation(RelationKind.COMMENT_ON, "10.1000/example"),),
    )
    files = (
        [STUDY, PARTS[1]],
        [ERRATUM, PARTS[0], both],
        [PREPRINT, TRANSLATION],
        [COMMENT, PARTS[2], FURTHER],
    )
    import_records(tmp_path, *(record for file in files for record in file))
    expected = links()
    assert {kind for _a, kind, _b, _why in expected} == {
        *("corrects", "comment-on", "preprint-of", "translation-of", "same-series-as")
    }
    for order in orders_of(files):
        delete_links()
        for number, records in enumerate(order):
            import_records(tmp_path, *records, name=f"{number}.jsonl")
        assert links() == expected


def test_the_same_again_changes_no_row(tmp_path):
    records = (STUDY, ERRATUM, PREPRINT, *PARTS)
    import_records(tmp_path, *records)
    rows = set(WorkLink.objects.values_list("pk", "kind", "from_work", "to_work"))
    assert rows
    import_records(tmp_path, *reversed(records), name="again.jsonl")
    import_records(tmp_path, replace(STUDY, keywords=("further",)), name="further.jsonl")
    reextract_works()
    assert set(WorkLink.objects.values_list("pk", "kind", "from_work", "to_work")) == rows


def test_older_works_get_their_links_on_reextraction(tmp_path):
    import_records(tmp_path, STUDY, ERRATUM, PREPRINT, *PARTS)
    expected, keys = links(), LinkKey.objects.count()
    WorkLink.objects.all().delete()
    LinkKey.objects.all().delete()
    reextract_works()
    assert (links(), LinkKey.objects.count()) == (expected, keys)


def test_similar_works_are_not_linked(tmp_path):
    late = titled(f"Comment on: {STUDY.title}", issued=PartialDate(2035))
    import_records(
        tmp_path,
        STUDY,
        OTHER_ARTICLE,
        late,
        titled("Erratum"),
        titled("Erratum: of another title made"),
    )
    assert links() == set()


def test_a_common_title_links_nothing_in_any_order(tmp_path):
    many = [
        replace(STUDY, doi=f"10.1000/many.{n}", pmid=f"{800000 + n}", volume=f"{n + 20}")
        for n in range(COMMON_KEY_SIZE)
    ]
    import_records(tmp_path, ERRATUM, *many)
    assert WorkLink.objects.filter(kind="corrects").count() == COMMON_KEY_SIZE
    import_records(tmp_path, STUDY, name="one-more.jsonl")
    assert links() == set()
    delete_links()
    import_records(tmp_path, STUDY, *many)
    import_records(tmp_path, ERRATUM, name="last.jsonl")
    assert links() == set()


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("editor", first_name="Example", last_name="Editor")


def test_a_merge_moves_links_and_undo_restores_them(tmp_path, editor):
    talk = replace(STUDY, doi="10.1000/talk", pmid="", journal="Congress of Examples", volume="3",
                   pages="7", abstract="")  # fmt: skip
    note = naming(RelationKind.COMMENT_ON, doi="10.1000/talk")
    import_records(tmp_path, STUDY, talk, note)
    before = links()
    pair = WorkPair.objects.get()
    about = WorkLink.objects.get().to_work
    assert about.doi == "10.1000/talk"
    merge_pair(pair=pair, by=editor)
    kept = Work.objects.get(merged_into=None, records__data__doi="10.1000/talk")
    assert WorkLink.objects.get().to_work == kept
    assert kept.records.count() == 2
    undo_pair(pair=pair, by=editor)
    assert links() == before
    assert WorkLink.objects.get().to_work == about


def test_a_removed_part_leaves_a_connected_series(tmp_path, editor):
    import_records(tmp_path, *PARTS, STUDY)
    first, second, third = Work.objects.filter(title__contains="Part").order_by("title")
    whole = Work.objects.get(title=STUDY.title)
    before = links()
    Work.objects.filter(pk=whole.pk).update(status="screened-in")
    pair = WorkPair.objects.create(first=second, second=whole, score=0.5, rule="example")
    merge_pair(pair=pair, by=editor)
    assert set(WorkLink.objects.values_list("from_work", "to_work")) == {(first.pk, third.pk)}
    undo_pair(pair=pair, by=editor)
    assert links() == before


def test_a_split_record_has_links_of_its_own(tmp_path, editor):
    further = replace(STUDY, relations=(Relation(RelationKind.CORRECTED_BY, pmid="900009"),))
    import_records(tmp_path, STUDY, further, titled(NOTE, pmid="900009"))
    whole = WorkLink.objects.get().to_work
    assert whole.records.count() == 2
    split_record(record=Row.objects.exclude(data__relations=None).get(), by=editor)
    assert WorkLink.objects.get().to_work != whole


def test_an_interrupted_import_gives_the_links_of_a_complete_one(tmp_path, monkeypatch):
    monkeypatch.setattr(import_runs, "BATCH_SIZE", 2)
    records = (ERRATUM, PARTS[2], STUDY, PREPRINT, PARTS[0], PARTS[1], COMMENT)
    import_records(tmp_path, *records)
    expected, keys = links(), LinkKey.objects.count()
    assert len(expected) > 4
    delete_links()
    real, calls = batches.assign_records, []

    def dies(*arguments):
        real(*arguments)
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(batches, "assign_records", dies)
    with pytest.raises(KeyboardInterrupt):
        import_records(tmp_path, *records, name="cut.jsonl")
    assert links() < expected
    import_records(tmp_path, *records, name="cut.jsonl")
    assert (links(), LinkKey.objects.count()) == (expected, keys)


def made(number: int, *, times: int = 2) -> list[Record]:
    """Studies of unlike titles, each with an erratum."""
    words = ["".join("abcdefghij"[int(d)] * times for d in f"{n:04d}") for n in range(number)]
    studies = [
        replace(STUDY, title=f"Therapy {word} for worry {word[::-1]} in adults", doi=f"10.1000/{n}",
                pmid="", volume=f"{n}", pages=f"{n}")
        for n, word in enumerate(words)
    ]  # fmt: skip
    return [
        r for s in studies for r in (s, replace(s, doi="", title=f"Erratum: {s.title}", pages=""))
    ]


def queries(folder, records: list[Record], name: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        import_records(folder, *records, name=name)
    return sum("link" in query["sql"].lower() for query in seen.captured_queries)


def test_the_number_of_queries_does_not_grow_with_the_catalogue(tmp_path):
    records = made(250)
    first = queries(tmp_path, records[:100], "first.jsonl")
    import_records(tmp_path, *records[100:400], name="many.jsonl")
    assert queries(tmp_path, records[400:], "last.jsonl") <= first <= 12
    assert WorkLink.objects.filter(kind="corrects").count() == 250
